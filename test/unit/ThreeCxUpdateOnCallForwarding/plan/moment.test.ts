import { runInNewContext } from 'node:vm';
import { DateTime, Settings } from 'luxon';
import { readMoment } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/plan/moment';

const BERLIN = 'Europe/Berlin';
/** 24 December 2026 08:00 in Berlin. */
const EIGHT = '2026-12-24T07:00:00.000Z';

function read(value: unknown, zone = BERLIN): string {
	const moment = readMoment(value, zone);
	if (moment.kind === 'problem') return `problem: ${moment.what}. ${moment.instead}`;
	if (moment.kind === 'day') return `${moment.day.year}-${moment.day.month}-${moment.day.day}`;
	expect(moment.at.zoneName).toBe(zone);
	return moment.at.toUTC().toISO() ?? 'invalid';
}

describe('readMoment', () => {
	it.each([
		['a Date', new Date(EIGHT)],
		['a Date of another realm', runInNewContext(`new Date('${EIGHT}')`) as unknown],
		['a luxon time', DateTime.fromISO(EIGHT, { zone: 'America/New_York' })],
		['ISO in UTC', '2026-12-24T07:00:00Z'],
		['ISO as JSON writes it', '2026-12-24T07:00:00.000Z'],
		['ISO with an offset', '2026-12-24T08:00:00+01:00'],
		['ISO with a short offset', '2026-12-24T08:00+0100'],
		['ISO with a negative offset', '2026-12-24T01:30:00-05:30'],
		['ISO with a zone', '2026-12-24T02:00:00[America/New_York]'],
		['ISO with offset and zone', '2026-12-24T08:00:00+01:00[Europe/Berlin]'],
		['ISO without an offset', '2026-12-24T08:00:00'],
		['ISO without seconds', '2026-12-24T08:00'],
		['Postgres timestamptz', '2026-12-24 08:00:00+01'],
		['Postgres with fraction', '2026-12-24 08:00:00.000000+01'],
		['UTC in words', '2026-12-24 07:00:00 UTC'],
		['year first', '2026-12-24 08:00'],
		['year first with seconds', '2026-12-24 08:00:00'],
		['year first with one digit', '2026-12-24 8:00'],
		['year first with slashes', '2026/12/24 08:00'],
		['compact', '20261224T080000'],
		['compact in UTC', '20261224T070000Z'],
		['German', '24.12.2026 08:00'],
		['German with seconds', '24.12.2026 08:00:00'],
		['German, short', '24.12.26 8:00'],
		['German with comma and Uhr', '24.12.2026, 08:00 Uhr'],
		['German hour', '24.12.2026 8 Uhr'],
		['German with um', '24.12.2026 um 8:00 Uhr'],
		['German with dots', '24.12.2026 08.00'],
		['German with blanks', ' 24. 12. 2026\u00a0 08:00\u200b'],
		['epoch milliseconds', Date.parse(EIGHT)],
		['epoch seconds', Date.parse(EIGHT) / 1000],
		['epoch milliseconds as text', String(Date.parse(EIGHT))],
		['a serial number', 46380 + 8 / 24],
		['a serial number with a rounding error', 46380.333333],
		['a serial number as text', '46380,3333333333'],
	])('reads %s', (_what, value) => {
		expect(read(value)).toBe(EIGHT);
	});

	it.each([
		['2026-12-24'],
		['2026/12/24'],
		['20261224'],
		['24.12.2026'],
		['24.12.26'],
		['24. 12. 2026'],
		[46380],
		['46380'],
	])('keeps %p as a mere day', (value) => {
		expect(read(value)).toBe('2026-12-24');
	});

	it('takes 24:00 for the end of the day, and midnight for a time', () => {
		expect(read('24.12.2026 24:00')).toBe('2026-12-24T23:00:00.000Z');
		expect(read('2026-12-24T00:00:00')).toBe('2026-12-23T23:00:00.000Z');
		expect(read('2026-12-24T08:00:00.125+01:00')).toBe('2026-12-24T07:00:00.125Z');
	});

	it('means wall times in the given zone', () => {
		expect(read('24.12.2026 08:00', 'America/New_York')).toBe('2026-12-24T13:00:00.000Z');
		expect(read(46380 + 8 / 24, 'America/New_York')).toBe('2026-12-24T13:00:00.000Z');
	});

	describe('in the nights when the clocks change', () => {
		it.each([
			['the hour that does not exist', '29.03.2026 02:30', '2026-03-29T01:30:00.000Z'],
			['its first minute', '2026-03-29 02:00', '2026-03-29T01:00:00.000Z'],
			['the minute before it', '2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
			['the minute after it', '2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
			['the hour that exists twice', '25.10.2026 02:30', '2026-10-25T00:30:00.000Z'],
			['its first minute', '2026-10-25 02:00', '2026-10-25T00:00:00.000Z'],
			['its last minute', '2026-10-25 02:59', '2026-10-25T00:59:00.000Z'],
			['the minute after it', '2026-10-25 03:00', '2026-10-25T02:00:00.000Z'],
			['the second time, named', '2026-10-25T02:30:00+01:00', '2026-10-25T01:30:00.000Z'],
		])('reads %s: %s', (_what, text, instant) => {
			expect(read(text)).toBe(instant);
		});

		it('shows the moved time as a clock would', () => {
			const moment = readMoment('2026-03-29 02:30', BERLIN);
			expect(moment.kind === 'instant' && moment.at.toISO()).toBe('2026-03-29T03:30:00.000+02:00');
		});

		it.each([
			['2026-10-25 02:30', BERLIN],
			['2026-04-05 02:30', 'Australia/Sydney'],
			['2026-11-01 01:30', 'America/New_York'],
			['2026-03-29 02:30', BERLIN],
			['2026-03-08 02:30', 'America/New_York'],
		])('reads %s in %s alike in summer and in winter', (text, zone) => {
			// luxon guesses with the offset of today, so today must not matter.
			const seen = ['2026-01-15', '2026-07-15'].map((today) => {
				const now = Settings.now;
				Settings.now = () => Date.parse(today);
				try {
					return read(text, zone);
				} finally {
					Settings.now = now;
				}
			});
			expect(seen[0]).toBe(seen[1]);
		});
	});

	it.each([
		['03/04/2026', /day or with the month first\. Write it year first/],
		['24/12/2026 08:00', /day or with the month first/],
		['03-04-2026', /day or with the month first/],
		['08:00', /"08:00" has no date/],
		['8 Uhr', /has no date/],
		['31.02.2026', /no day and time that exist/],
		['2026-13-01 08:00', /no day and time that exist/],
		['2026-12-24 25:00', /no day and time that exist/],
		['2026-12-24 24:01', /no day and time that exist/],
		['2026-12-24T08:00:00[Mars/Olympus]', /no day and time that exist/],
		['2026-12-24T08:00:00+99:00', /no time that can be read/],
		['2026-12-24 8:00 PM', /no time that can be read/],
		['morgen', /"morgen" is no time that can be read\. Write it like 2026-12-24 08:00/],
		['24.12.', /no time that can be read/],
		['2026', /stands for no time/],
		['', /is missing/],
		[null, /is missing/],
		[undefined, /is missing/],
		[' \u200b', /is missing/],
		[0, /stands for no time/],
		[500, /stands for no time/],
		[-1, /stands for no time/],
		[NaN, /stands for no time/],
		[Infinity, /invalid date/],
		[5e8, /stands for no time/],
		[1e20, /invalid date/],
		[true, /is no time/],
		[new Date(NaN), /invalid date/],
		[DateTime.invalid('test'), /invalid date/],
		[{ dateTime: EIGHT }, /Map the path/],
		[[EIGHT], /is an object/],
	])('tells what is wrong with %p', (value, message) => {
		expect(read(value)).toMatch(message);
	});

	it.each(['0171 1234567', '+49 171 1234567', '0171/1234567', 1711234])(
		'tells no phone number from a wrong column: %p',
		(value) => {
			expect(read(value).split('Write')[0]).not.toMatch(/\d{5}/);
		},
	);
});
