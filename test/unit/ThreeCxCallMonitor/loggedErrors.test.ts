import { LoggedErrors } from '../../../nodes/ThreeCxCallMonitor/loggedErrors';
import type { LoggedError } from '../../../nodes/shared/xapi';

const NOW = Date.UTC(2026, 10, 24, 8);
const place = { id: 7, at: NOW - 5_000 };

function error(id: number, at: number | undefined = NOW - 5_000): LoggedError {
	const raw = { Id: id };
	return { id, code: 12290, message: 'Disk full', source: 'PBX', group: 'DEFAULT', at, raw };
}

describe('Errors of the event log', () => {
	it('are told with the time that 3CX wrote down', () => {
		const log = new LoggedErrors({});
		const [told] = log.seen({ errors: [error(7)], place, isBehind: false }, NOW, false);
		expect(told).toMatchObject({
			type: 'system_error',
			at: NOW,
			happenedAt: NOW - 5_000,
			afterGap: false,
			data: {
				kind: 'eventLog',
				message: 'Disk full',
				errorSource: 'PBX',
				group: 'DEFAULT',
				errorTime: '2026-11-24T07:59:55.000Z',
				errorCode: 12290,
			},
		});
	});

	it('have the same name whenever they are told, and another one after Ids have started over', () => {
		const nameOf = (one: LoggedError) =>
			new LoggedErrors({}).seen({ errors: [one], place, isBehind: false }, NOW, true)[0]
				?.correlationId;
		expect(nameOf(error(7))).toBe(nameOf(error(7)));
		expect(nameOf(error(7, NOW))).not.toBe(nameOf(error(7)));
		expect(nameOf(error(8))).not.toBe(nameOf(error(7)));
	});

	it('come late while there are more than one look reads', () => {
		const log = new LoggedErrors({});
		const gaps = [true, false, false].map((isBehind, i) => {
			const errors = [error(10 + i)];
			return log.seen({ errors, place, isBehind }, NOW, i === 0).map(({ afterGap }) => afterGap);
		});
		expect(gaps.flat()).toEqual([true, true, false]);
	});

	it('are read on from where n8n had come before its restart', () => {
		const store = {};
		new LoggedErrors(store).seen({ errors: [], place, isBehind: false }, NOW, true);
		const kept = JSON.parse(JSON.stringify(store)) as Record<string, unknown>;
		expect(new LoggedErrors(kept).place).toEqual(place);
		for (const eventLog of [undefined, null, 'x', { id: 1 }, { id: '1', at: 2 }]) {
			expect(new LoggedErrors({ eventLog }).place).toBeUndefined();
		}
	});
});
