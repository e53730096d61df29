import { backoffMs, retryAfterMs } from '../../../../nodes/shared/transport';

const BACKOFF = { firstMs: 500, maxMs: 8_000 };

describe('the wait before a repetition', () => {
	it('doubles from the first to the longest', () => {
		const waits = [1, 2, 3, 4, 5, 6, 40].map((attempt) => backoffMs(attempt, BACKOFF, 1));
		expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
	});

	it('lies between half and the whole, by chance', () => {
		expect(backoffMs(3, BACKOFF, 0)).toBe(1_000);
		expect(backoffMs(3, BACKOFF, 0.5)).toBe(1_500);
		expect(backoffMs(3, BACKOFF, 0.999)).toBeLessThan(2_001);
	});
});

describe('Retry-After', () => {
	const now = Date.UTC(2026, 10, 22, 18);

	it.each([
		['0', 0],
		['3', 3_000],
		[' 120 ', 120_000],
		['Sun, 22 Nov 2026 18:00:05 GMT', 5_000],
		['Sun, 22 Nov 2026 17:00:00 GMT', 0],
	])('"%s" is %d ms', (header, ms) => {
		expect(retryAfterMs(header, now)).toBe(ms);
	});

	it.each([undefined, '', 'soon', '3 minutes please'])('%s tells nothing', (header) => {
		expect(retryAfterMs(header, now)).toBeUndefined();
	});
});
