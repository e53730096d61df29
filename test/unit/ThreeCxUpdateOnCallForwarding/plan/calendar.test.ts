import { DateTime } from 'luxon';
import type { Plan } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/plan';
import { calendar, FROM, read, ZONE } from './calendarPlan';

function times({ shifts }: Plan): string[] {
	const show = (at: DateTime) => at.toFormat('MM-dd HH:mm');
	return shifts.map(({ from, to }) => `${show(from)} ${show(to)}`).sort();
}

const EVENING = `UID:1
	SUMMARY:Max Mustermann
	DTSTART;TZID=Europe/Berlin:20261120T180000
	DTEND;TZID=Europe/Berlin:20261121T080000`;

describe('a calendar', () => {
	it('gives a shift for each time of an event, with its person', () => {
		const plan = read(calendar(EVENING));
		expect(plan.problems).toEqual([]);
		expect(plan.shifts).toMatchObject([{ person: 'Max Mustermann', confirmed: true, row: 0 }]);
		expect(plan.shifts[0]?.from.toISO()).toBe('2026-11-20T18:00:00.000+01:00');
		expect(plan.shifts[0]?.to.toISO()).toBe('2026-11-21T08:00:00.000+01:00');
	});

	it.each([
		['Europe/Berlin', 'DTSTART;TZID=Europe/Berlin:20261124T180000', '11-24 18:00'],
		['a path', 'DTSTART;TZID=/citadel.org/2021_1/Europe/Berlin:20261124T180000', '11-24 18:00'],
		['Windows', 'DTSTART;TZID=W. Europe Standard Time:20261124T180000', '11-24 18:00'],
		['Windows abroad', 'DTSTART;TZID=Eastern Standard Time:20261124T120000', '11-24 18:00'],
		[
			'Outlook',
			'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern":20261124T180000',
			'11-24 18:00',
		],
		['UTC', 'DTSTART:20261124T170000Z', '11-24 18:00'],
		['none, so that of the plan', 'DTSTART:20261124T180000', '11-24 18:00'],
	])('understands the time zone: %s', (_case, start, expected) => {
		const plan = read(calendar(`UID:1\nSUMMARY:Max\n${start}\nDURATION:PT2H`));
		expect(plan.problems).toEqual([]);
		expect(times(plan)[0]?.slice(0, 11)).toBe(expected);
	});

	it('takes a zone of a made-up name for that of the plan where its offsets are the same', () => {
		const zone = (offset: string) =>
			`BEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:${offset}\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19700329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\nBEGIN:VEVENT`;
		const event = 'UID:1\nSUMMARY:Max\nDTSTART;TZID=Office:20261124T180000\nDURATION:PT2H';
		const text = calendar(event);
		expect(times(read(text.replace('BEGIN:VEVENT', zone('+0100'))))).toEqual([
			'11-24 18:00 11-24 20:00',
		]);
		const other = read(text.replace('BEGIN:VEVENT', zone('+0000')));
		expect(other.shifts).toEqual([]);
		expect(other.problems[0]?.message).toContain('time zone "Office" is not known');
	});

	it.each([
		['two days', 'DTEND;VALUE=DATE:20261126', '11-24 08:00 11-26 08:00'],
		['one day', 'DTEND;VALUE=DATE:20261125', '11-24 08:00 11-25 08:00'],
		['no end', 'CLASS:PUBLIC', '11-24 08:00 11-25 08:00'],
		['an end on the day it begins', 'DTEND;VALUE=DATE:20261124', '11-24 08:00 11-25 08:00'],
	])('hands whole days over at the hand-over time: %s', (_case, end, expected) => {
		expect(
			times(read(calendar(`UID:1\nSUMMARY:Max\nDTSTART;VALUE=DATE:20261124\n${end}`))),
		).toEqual([expected]);
	});

	it('follows what is left out, added, moved and cancelled of a series', () => {
		const plan = read(
			calendar(
				`${EVENING}
				RRULE:FREQ=DAILY;UNTIL=20261126T170000Z
				EXDATE;TZID=Europe/Berlin:20261121T180000
				EXDATE;VALUE=DATE:20261125
				RDATE;TZID=Europe/Berlin:20261128T180000
				RDATE;VALUE=PERIOD:20261129T100000Z/PT2H`,
				`UID:1
				SUMMARY:Erika
				RECURRENCE-ID:20261122T170000Z
				DTSTART;TZID=Europe/Berlin:20261122T200000
				DTEND;TZID=Europe/Berlin:20261123T060000`,
				`UID:1
				SUMMARY:Max Mustermann
				STATUS:CANCELLED
				RECURRENCE-ID;TZID=Europe/Berlin:20261123T180000
				DTSTART;TZID=Europe/Berlin:20261123T180000
				DTEND;TZID=Europe/Berlin:20261124T080000`,
			),
		);
		expect(plan.problems).toEqual([]);
		expect(times({ ...plan, shifts: plan.shifts.filter(({ confirmed }) => confirmed) })).toEqual([
			'11-20 18:00 11-21 08:00',
			'11-22 20:00 11-23 06:00',
			'11-24 18:00 11-25 08:00',
			'11-26 18:00 11-27 08:00',
			'11-28 18:00 11-29 08:00',
			'11-29 11:00 11-29 13:00',
		]);
		expect(plan.shifts.find(({ person }) => person === 'Erika')?.from.hour).toBe(20);
	});

	it('follows a change of one time and all that come after it', () => {
		const plan = read(
			calendar(
				`${EVENING}\nRRULE:FREQ=DAILY;COUNT=4`,
				`UID:1
				SUMMARY:Erika
				RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261122T180000
				DTSTART;TZID=Europe/Berlin:20261122T190000
				DTEND;TZID=Europe/Berlin:20261123T080000`,
			),
		);
		expect(plan.shifts.map(({ person, from }) => `${person} ${from.toFormat('dd HH')}`)).toEqual([
			'Max Mustermann 20 18',
			'Max Mustermann 21 18',
			'Erika 22 19',
			'Erika 23 19',
		]);
	});

	it('counts a change whose series is not there', () => {
		const text = calendar(EVENING.replace('UID:1', 'UID:1\nRECURRENCE-ID:20261120T170000Z'));
		expect(times(read(text))).toEqual(['11-20 18:00 11-21 08:00']);
	});

	it('repeats by the clock on the wall over the nights when the clocks change', () => {
		const window = { from: DateTime.fromISO('2026-10-24', { zone: ZONE }), to: FROM };
		const series = EVENING.replace(/202611/g, '202603');
		const { shifts } = read(calendar(`${series}\nRRULE:FREQ=DAILY`), { window });
		expect(shifts.slice(0, 3).map(({ from, to }) => [from.hour, to.hour])).toEqual(
			Array.from({ length: 3 }, () => [18, 8]),
		);
		expect(shifts[1]?.to.diff(shifts[1].from, 'hours').hours).toBe(15);
	});

	it.each([
		['a rule that never happens', 'RRULE:FREQ=DAILY;BYDAY=1MO'],
		['30 February', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
		['every seventh day on another weekday', 'RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO'],
		['every second', 'RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30'],
		['week numbers', 'RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO'],
		['the 31st of every 12th month', 'RRULE:FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31'],
		['a rule of nonsense', 'RRULE:FREQ=OFTEN'],
		['no start', 'DTSTART:never'],
		['an end before the start', 'DTEND:20261119T080000'],
		['a broken line', 'this is no line of a calendar'],
	])('says what it cannot follow and loses nothing else: %s', (_case, line) => {
		const broken = `UID:2\nSUMMARY:Bad 0171 2345678\n${line}`;
		const start = line.startsWith('DTSTART') ? '' : '\nDTSTART:20261119T100000';
		const end = line.startsWith('DTEND') ? '' : '\nDURATION:PT1H';
		const plan = read(calendar(`${broken}${start}${end}`, EVENING));
		expect(times(plan)).toEqual(['11-20 18:00 11-21 08:00']);
		expect(plan.problems).toHaveLength(1);
		expect(plan.problems[0]?.message).toMatch(/^Event /);
		expect(plan.problems[0]?.message).not.toMatch(/\d{4,}/);
	});

	it.each([
		['firm without a word', '', true],
		['firm', 'STATUS:CONFIRMED', true],
		['tentative', 'STATUS:TENTATIVE', false],
		['cancelled', 'STATUS:CANCELLED', false],
	])('counts what is firm: %s', (_case, status, confirmed) => {
		expect(read(calendar(`${EVENING}\n${status}`)).shifts).toMatchObject([{ confirmed }]);
	});

	it('counts tentative events on request, cancelled ones never', () => {
		const count = (status: string) =>
			read(calendar(`${EVENING}\nSTATUS:${status}`), { tentativeCounts: true }).shifts[0]
				?.confirmed;
		expect([count('TENTATIVE'), count('CANCELLED')]).toEqual([true, false]);
	});

	it('reads the priority: 1 is the highest, 0 is none', () => {
		const priority = (line: string, highestFirst = false) =>
			read(calendar(`${EVENING}\n${line}`), { highestFirst }).shifts[0]?.priority;
		expect([priority('PRIORITY:1'), priority('PRIORITY:0'), priority('')]).toEqual([
			1,
			undefined,
			undefined,
		]);
		expect(priority('PRIORITY:1', true)).toBe(-1);
	});
});

describe('the number of an event', () => {
	it.each([
		['X-PHONE:0171-12345', '0171-12345'],
		['X-NOTDIENST-HANDYNUMMER:200', '200'],
		['ATTENDEE;CN=Max:tel:+49-171-12345', '+49-171-12345'],
		['ATTENDEE;CN=Max:mailto:max0171234567@example.com', undefined],
		['CONTACT:0171 2345678', '0171 2345678'],
		['LOCATION:0171/2345678', '0171/2345678'],
		['LOCATION:200', '200'],
		['LOCATION:12', undefined],
		['DESCRIPTION:Dienst vom 24.12.2026 08:00 bis 01.01.2027\\nMobil: 0171-12345', '0171-12345'],
		['DESCRIPTION:Zentrale 030 1234567\\nHandy 0171 2345678', '0171 2345678'],
		['DESCRIPTION:+49 (171) 2345678', '+49 (171) 2345678'],
		['DESCRIPTION:0171 2345678 oder 0172 2345678', 'several numbers'],
		['DESCRIPTION:am 2026-12-24T08:00', undefined],
		['DESCRIPTION:Ticket 4711', undefined],
	])('%s', (line, expected) => {
		expect(read(calendar(`${EVENING}\n${line}`)).shifts[0]?.mobile).toBe(expected);
	});

	it('may stand in the title, which then names the person without it', () => {
		const plan = read(calendar(EVENING.replace('Mustermann', 'Mustermann: 0171 2345678')));
		expect(plan.shifts).toMatchObject([{ person: 'Max Mustermann', mobile: '0171 2345678' }]);
	});

	it('comes from the property that was chosen, and from no other', () => {
		const text = calendar(`${EVENING}\nX-PHONE:0171-11111\nDESCRIPTION:0172-22222`);
		expect(read(text, { numberProperty: 'description' }).shifts[0]?.mobile).toBe('0172-22222');
		expect(read(text, { numberProperty: 'LOCATION' }).shifts[0]?.mobile).toBeUndefined();
	});

	it('comes from the table of people by name, attendee or mail address', () => {
		const people = [
			{ name: 'Max', mobile: '1' },
			{ name: 'Max Mustermann', Handy: '0171-12345', email: 'max@example.com' },
			{ name: 'Erika', extension: 101 },
		];
		const numberFor = (change: (event: string) => string) =>
			read(calendar(change(EVENING)), {}, { people }).shifts[0];
		expect(numberFor((event) => event)?.mobile).toBe('0171-12345');
		expect(numberFor((event) => event.replace('Max', 'Notdienst: Max'))).toMatchObject({
			person: 'Max Mustermann',
			mobile: '0171-12345',
		});
		expect(
			numberFor((event) => `${event.replace(/SUMMARY.*/, '')}\nATTENDEE:mailto:Max@example.com`),
		).toMatchObject({ person: 'Max Mustermann' });
		expect(numberFor((event) => event.replace('Max Mustermann', 'erika'))).toMatchObject({
			extension: '101',
			mobile: undefined,
		});
		expect(numberFor((event) => event.replace('Max Mustermann', 'Maximilian'))?.mobile).toBe(
			undefined,
		);
	});
});
