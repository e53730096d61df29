import { DateTime } from 'luxon';
import {
	inZone,
	offsetOf,
	periodOf,
	type RangeWishes,
} from '../../../../nodes/shared/n8n/timeRange';

const BERLIN = 'Europe/Berlin';
/** Sunday, 29 March 2026, 12:00 in Berlin: the day on which summer time began. */
const NOW = Date.UTC(2026, 2, 29, 10);

function period(wishes: Partial<RangeWishes>): string[] {
	const { from, to, zone } = periodOf({
		range: 'custom',
		start: '',
		end: '',
		zone: BERLIN,
		now: NOW,
		...wishes,
	});
	return [from, to].map((at) => String(inZone(at, zone)));
}

describe('periods', () => {
	it.each([
		['today', '2026-03-29T00:00:00+01:00', '2026-03-29T12:00:00+02:00'],
		['yesterday', '2026-03-28T00:00:00+01:00', '2026-03-29T00:00:00+01:00'],
		['lastHour', '2026-03-29T11:00:00+02:00', '2026-03-29T12:00:00+02:00'],
		['last7Days', '2026-03-23T00:00:00+01:00', '2026-03-29T12:00:00+02:00'],
		['last30Days', '2026-02-28T00:00:00+01:00', '2026-03-29T12:00:00+02:00'],
		['thisWeek', '2026-03-23T00:00:00+01:00', '2026-03-29T12:00:00+02:00'],
		['lastWeek', '2026-03-16T00:00:00+01:00', '2026-03-23T00:00:00+01:00'],
		['thisMonth', '2026-03-01T00:00:00+01:00', '2026-03-29T12:00:00+02:00'],
		['lastMonth', '2026-02-01T00:00:00+01:00', '2026-03-01T00:00:00+01:00'],
	] as const)('%s, over the change to summer time', (range, from, to) => {
		expect(period({ range })).toEqual([from, to]);
	});

	it.each<[unknown, unknown, string, string]>([
		['', '', '2026-03-29T00:00:00+01:00', '2026-03-29T12:00:00+02:00'],
		['2026-03-01', '2026-03-28', '2026-03-01T00:00:00+01:00', '2026-03-29T00:00:00+01:00'],
		[
			'2026-03-28T08:30',
			'2026-03-28 18:00:00',
			'2026-03-28T08:30:00+01:00',
			'2026-03-28T18:00:00+01:00',
		],
		['2026-03-28T08:30:00Z', '', '2026-03-28T09:30:00+01:00', '2026-03-29T12:00:00+02:00'],
		[new Date(NOW - 1000), NOW, '2026-03-29T11:59:59+02:00', '2026-03-29T12:00:00+02:00'],
		[
			DateTime.fromMillis(NOW - 1, { zone: 'UTC' }),
			'',
			'2026-03-29T11:59:59.999+02:00',
			'2026-03-29T12:00:00+02:00',
		],
	])('from %p to %p', (start, end, from, to) => {
		expect(period({ start, end })).toEqual([from, to]);
	});

	it.each([
		[{ start: 'soon' }, 'Start Date'],
		[{ end: {} }, 'End Date'],
		[{ start: '2026-03-29', end: '2026-03-28' }, 'End Date'],
		[{ zone: 'Berlin' }, 'Time Zone'],
		[{ zone: '+01:00' }, 'Time Zone'],
	])('refuses %j', (wishes, label) => {
		expect(() => period(wishes)).toThrow(`"${label}"`);
	});
});

describe('an instant in a zone', () => {
	it.each([BERLIN, 'UTC', 'America/St_Johns', 'Asia/Kathmandu', 'America/New_York'])(
		'is written in %s as luxon writes it',
		(zone) => {
			for (let at = NOW - 3 * 86_400_000; at < NOW + 86_400_000; at += 3_599_999) {
				const written = DateTime.fromMillis(at, { zone }).toISO({ suppressMilliseconds: true });
				expect(inZone(at, zone)).toBe(written?.replace('Z', '+00:00'));
			}
			expect(inZone(undefined, zone)).toBeNull();
		},
	);

	it('has an offset', () => {
		expect(offsetOf(BERLIN, NOW)).toBe('+02:00');
		expect(offsetOf('America/New_York', NOW)).toBe('-04:00');
	});
});
