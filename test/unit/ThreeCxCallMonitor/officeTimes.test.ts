import type { EventType } from '../../../nodes/ThreeCxCallMonitor/eventTypes';
import { officeTimes } from '../../../nodes/ThreeCxCallMonitor/officeTimes';

const ZONE = 'Europe/Berlin';
const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Whether an event at this instant passes. */
function passes(
	times: Record<string, unknown>,
	at: string,
	eventType: EventType = 'call_started',
): boolean {
	return officeTimes({ times }, ZONE)({ eventType, at: Date.parse(at) });
}

describe('The office times of the call monitor', () => {
	const office = { only: 'inside', days: WEEK.slice(0, 5), from: '08:00', to: '17:00' };

	it.each([
		['2026-11-23T07:59:59.999+01:00', false],
		['2026-11-23T08:00:00.000+01:00', true],
		['2026-11-23T16:59:59.999+01:00', true],
		['2026-11-23T17:00:00.000+01:00', false],
		['2026-11-22T12:00:00.000+01:00', false],
	])('at %s, half-open: %s', (at, inside) => {
		expect(passes(office, at)).toBe(inside);
		expect(passes({ ...office, only: 'outside' }, at)).toBe(!inside);
		expect(passes({ ...office, only: 'always' }, at)).toBe(true);
	});

	it.each([
		['Friday 22:00', '2026-11-27T22:00:00+01:00', true],
		['Friday 21:59', '2026-11-27T21:59:00+01:00', false],
		['Saturday 05:59, of the night of Friday', '2026-11-28T05:59:00+01:00', true],
		['Saturday 06:00', '2026-11-28T06:00:00+01:00', false],
		['Saturday 23:00', '2026-11-28T23:00:00+01:00', false],
		['Monday 05:00, of the night of Sunday', '2026-11-23T05:00:00+01:00', false],
		['Monday 23:00', '2026-11-23T23:00:00+01:00', true],
	])('over midnight belong to the day on which they begin: %s', (_name, at, inside) => {
		expect(passes({ ...office, from: '22:00', to: '06:00' }, at)).toBe(inside);
	});

	it('over midnight from Sunday reach into Monday', () => {
		const night = { only: 'inside', days: ['sunday'], from: '22:00', to: '06:00' };
		expect(passes(night, '2026-11-23T05:59:59+01:00')).toBe(true);
		expect(passes(night, '2026-11-22T05:59:59+01:00')).toBe(false);
	});

	it('until 00:00 end with the day, as until 24:00', () => {
		for (const to of ['00:00', '24:00']) {
			const evening = { only: 'inside', days: ['monday'], from: '17:00', to };
			expect(passes(evening, '2026-11-23T23:59:59+01:00')).toBe(true);
			expect(passes(evening, '2026-11-24T00:00:00+01:00')).toBe(false);
		}
	});

	it('are a whole day from 00:00 to 24:00, also one of 23 or 25 hours', () => {
		for (const [day, before, after] of [
			['2026-03-29', '+01:00', '+02:00'],
			['2026-10-25', '+02:00', '+01:00'],
		]) {
			const sunday = { only: 'inside', days: ['sunday'], from: '00:00', to: '24:00' };
			const first = Date.parse(`${day}T00:00:00${before}`);
			const last = Date.parse(`${day}T23:59:59${after}`);
			const at = (ms: number) => passes(sunday, new Date(ms).toISOString());
			expect([at(first - 1), at(first), at(last), at(last + 1_000)]).toEqual([
				false,
				true,
				true,
				false,
			]);
		}
	});

	it.each([
		// The clocks go from 02:00 to 03:00: there is no 02:30.
		['2026-03-29T01:59:59+01:00', false],
		['2026-03-29T03:00:00+02:00', true],
		['2026-03-29T03:59:59+02:00', true],
		['2026-03-29T04:00:00+02:00', false],
		// The clocks go back from 03:00 to 02:00: 02:30 comes twice.
		['2026-10-25T02:29:59+02:00', false],
		['2026-10-25T02:30:00+02:00', true],
		['2026-10-25T02:00:00+01:00', false],
		['2026-10-25T02:30:00+01:00', true],
		['2026-10-25T03:59:59+01:00', true],
		['2026-10-25T04:00:00+01:00', false],
	])('go by the clock on the wall when the clocks are changed: %s', (at, inside) => {
		const times = { only: 'inside', days: ['sunday'], from: '02:30', to: '04:00' };
		expect(passes(times, at)).toBe(inside);
	});

	it.each([
		['Asia/Tokyo', '2026-11-23T00:30:00Z', true],
		['Asia/Tokyo', '2026-11-22T22:30:00Z', false],
		['', '2026-11-23T15:30:00Z', true],
		['', '2026-11-23T16:00:00Z', false],
	])('are in the time zone "%s", or that of the workflow', (timeZone, at, inside) => {
		expect(passes({ ...office, timeZone }, at)).toBe(inside);
	});

	it('are in the time zone of the instance where the workflow has the word of the editor for it', () => {
		const wants = officeTimes({ times: { ...office, from: '00:00', to: '24:00' } }, 'DEFAULT');
		expect(wants({ eventType: 'call_started', at: Date.parse('2026-11-25T12:00:00Z') })).toBe(true);
	});

	it.each(['connection_lost', 'connection_restored', 'system_error', 'trunk_down'] as const)(
		'let %s pass at any time',
		(type) => {
			expect(passes(office, '2026-11-22T12:00:00+01:00', type)).toBe(true);
			expect(passes(office, '2026-11-22T12:00:00+01:00', 'call_ended')).toBe(false);
		},
	);

	it.each([undefined, null, {}, { times: {} }, 'text'])(
		'without any let everything pass: %j',
		(value) => {
			expect(officeTimes(value, ZONE)({ eventType: 'call_started', at: 0 })).toBe(true);
		},
	);

	it('are Monday to Friday from 8 to 17 where nothing else is chosen', () => {
		expect(passes({ only: 'inside' }, '2026-11-23T08:00:00+01:00')).toBe(true);
		expect(passes({ only: 'inside' }, '2026-11-28T08:00:00+01:00')).toBe(false);
	});

	it.each([
		[{ only: 'sometimes' }, '"Only" is "sometimes"'],
		[{ days: [] }, '"Days" is empty'],
		[{ days: ['someday'] }, '"Days" is "someday"'],
		[{ from: '8' }, '"From" is "8"'],
		[{ from: '08:60' }, '"From" is "08:60"'],
		[{ to: '24:01' }, '"To" is "24:01"'],
		[{ to: '' }, '"To" is ""'],
		[{ from: '08:00', to: '8:00' }, '"To" is the same as "From"'],
		[{ timeZone: 'Berlin' }, '"Time Zone" is no time zone: Berlin'],
		[{ timeZone: '+01:00' }, '"Time Zone" is no time zone: +01:00'],
	])('refuse %j by its label', (wrong, message) => {
		expect(() => officeTimes({ times: { ...office, ...wrong } }, ZONE)).toThrow(message);
	});
});
