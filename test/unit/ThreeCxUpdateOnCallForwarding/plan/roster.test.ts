import { DateTime } from 'luxon';
import {
	MIDNIGHT,
	ON_TIME,
	readRoster,
	whoIsOnDuty,
	type Duty,
	type RosterRules,
	type RosterSources,
	type Timing,
} from '../../../../nodes/ThreeCxUpdateOnCallForwarding/plan';

const ZONE = 'Europe/Berlin';

function at(text: string): DateTime {
	return DateTime.fromISO(text, { zone: ZONE });
}

function read(sources: RosterSources, change: Partial<RosterRules> = {}) {
	return readRoster(sources, {
		columns: {},
		zone: ZONE,
		handOver: MIDNIGHT,
		highestFirst: false,
		tentativeCounts: false,
		numberProperty: '',
		window: { from: at('2026-12-01'), to: at('2027-01-31') },
		...change,
	});
}

/** A person without a number cannot be chosen. */
function duty(
	sources: RosterSources,
	when: string,
	change: Partial<RosterRules> = {},
	timing: Timing = ON_TIME,
): Duty {
	const { shifts } = read(sources, change);
	return whoIsOnDuty(shifts, at(when), ({ mobile }) => (mobile ? undefined : 'no number'), timing);
}

function reasons({ candidates }: Duty): string[] {
	return candidates.map(({ person, reason }) => `${person} ${reason}`);
}

const WEEK = { name: 'Week', mobile: '1', from: '2026-12-21 08:00', to: '2026-12-28 08:00' };
const NIGHT = { name: 'Night', mobile: '2', from: '2026-12-24 18:00', to: '2026-12-25 08:00' };

describe('priority', () => {
	it.each([
		['1 wins over 2', 1, 2, 'Week'],
		['1 wins over 2 as text', 'Prio 1', 'Stufe 2', 'Week'],
		['high wins over low', 'hoch', 'niedrig', 'Week'],
		['a number wins over none', 7, '', 'Week'],
		['the later start where they are equal', 1, '1', 'Night'],
	])('%s', (_case, week, night, expected) => {
		const plan = [
			{ ...WEEK, priority: week },
			{ ...NIGHT, priority: night },
		];
		expect(duty({ plan }, '2026-12-24T20:00').shift?.person).toBe(expected);
		expect(duty({ plan: plan.reverse() }, '2026-12-24T20:00').shift?.person).toBe(expected);
	});

	it('can count the other way round; words mean the same', () => {
		const person = (week: unknown, night: unknown) =>
			duty(
				{
					plan: [
						{ ...WEEK, Prio: week },
						{ ...NIGHT, Prio: night },
					],
				},
				'2026-12-24T20:00',
				{ highestFirst: true },
			).shift?.person;
		expect([person(1, 2), person(2, 1), person('high', 'low')]).toEqual(['Night', 'Week', 'Week']);
	});

	it('that makes no sense costs nothing and is told', () => {
		const plan = [{ ...WEEK, priority: 'dringend' }];
		expect(duty({ plan }, '2026-12-24T20:00').shift?.person).toBe('Week');
		expect(read({ plan }).problems).toMatchObject([
			{ message: expect.stringContaining('"dringend" in the column "priority" is no priority') },
		]);
	});

	it('says by which rule somebody gave way', () => {
		const plan = [{ ...WEEK, priority: 1 }, { ...NIGHT, priority: 2 }, NIGHT];
		expect(reasons(duty({ plan }, '2026-12-24T20:00'))).toEqual([
			'Week chosen',
			'Night priority',
			'Night priority',
		]);
	});
});

describe('overrides', () => {
	const ILL = { name: 'Sub', mobile: '3', from: '2026-12-24 12:00', to: '2026-12-24 22:00' };

	it('win over everything while they last, and expire by themselves', () => {
		const sources = { plan: [{ ...NIGHT, priority: 1 }, WEEK], overrides: [ILL] };
		const people = ['11:59', '12:00', '21:59', '22:00'].map(
			(time) => duty(sources, `2026-12-24T${time}`).shift?.person,
		);
		expect(people).toEqual(['Week', 'Sub', 'Sub', 'Night']);
		expect(reasons(duty(sources, '2026-12-24T20:00'))).toEqual([
			'Sub chosen',
			'Night override',
			'Week override',
		]);
	});

	it('may stand in the plan, marked in a column', () => {
		const plan = [NIGHT, WEEK, { ...ILL, override: 'ja' }];
		expect(duty({ plan }, '2026-12-24T20:00').shift?.person).toBe('Sub');
	});

	it('begin when a form or a table noted them, where they have no other start', () => {
		const { from, ...rest } = ILL;
		for (const title of ['submittedAt', 'createdAt']) {
			const overrides = [{ ...rest, [title]: from }];
			expect(duty({ plan: [WEEK], overrides }, '2026-12-24T13:00').shift?.person).toBe('Sub');
			expect(duty({ plan: [WEEK], overrides }, '2026-12-24T11:00').shift?.person).toBe('Week');
		}
	});

	it('without a number give way to the plan', () => {
		const sources = { plan: [WEEK], overrides: [{ ...ILL, mobile: '' }] };
		expect(reasons(duty(sources, '2026-12-24T20:00'))).toEqual(['Sub noNumber', 'Week chosen']);
	});

	it('that cannot be read cost the plan nothing', () => {
		const { shifts, problems } = read({ plan: [WEEK], overrides: [{ ...ILL, to: 'bald' }] });
		expect(shifts.map(({ person }) => person)).toEqual(['Week']);
		expect(problems[0]?.message).toMatch(/^Overrides: Row 1: the end "bald"/);
	});

	it('may be a calendar', () => {
		const overrides = [
			'BEGIN:VCALENDAR',
			'BEGIN:VEVENT',
			'SUMMARY:Sub 0171-12345',
			'DTSTART:20261224T110000Z',
			'DTEND:20261224T210000Z',
			'END:VEVENT',
			'END:VCALENDAR',
		].join('\r\n');
		expect(duty({ plan: [WEEK], overrides }, '2026-12-24T20:00').shift).toMatchObject({
			person: 'Sub',
			mobile: '0171-12345',
			roster: 'override',
		});
	});
});

describe('holidays', () => {
	const handOver = { ...MIDNIGHT, hour: 8 };
	const FEAST = { name: 'Feast', mobile: '4', from: '2026-12-01', to: '2026-12-31' };

	it.each([
		['text', '25.12.2026, 2026-12-26 Boxing Day; 01.01.2027'],
		['a list', ['2026-12-25', { date: '2026-12-26' }]],
		['JSON', '["2026-12-25", "2026-12-26"]'],
	])('choose the holiday plan from hand-over to hand-over, given as %s', (_case, holidays) => {
		const sources = { plan: [WEEK], holidayPlan: [FEAST], holidays };
		const people = ['25T07:59', '25T08:00', '26T12:00', '27T07:59', '27T08:00'].map(
			(time) => duty(sources, `2026-12-${time}`, { handOver }).shift?.person,
		);
		expect(people).toEqual(['Week', 'Feast', 'Feast', 'Feast', 'Week']);
	});

	it('choose rows that are marked; the others are next in turn there', () => {
		const plan = [WEEK, { ...FEAST, Feiertag: 'ja' }];
		expect(reasons(duty({ plan, holidays: '2026-12-25' }, '2026-12-25T12:00'))).toEqual([
			'Feast chosen',
			'Week holiday',
		]);
		expect(reasons(duty({ plan, holidays: '2026-12-25' }, '2026-12-24T12:00'))).toEqual([
			'Week chosen',
		]);
	});

	it('count for nothing where there are none: a mark then means nothing', () => {
		const plan = [{ ...FEAST, holiday: 'Christmas' }];
		expect(duty({ plan }, '2026-12-24T12:00').shift?.person).toBe('Feast');
		expect(read({ plan }).problems).toEqual([]);
	});

	it('give way to an override', () => {
		const overrides = [{ name: 'Sub', mobile: '3', from: '2026-12-25', to: '2026-12-25' }];
		const sources = { plan: [WEEK], holidayPlan: [FEAST], overrides, holidays: '2026-12-25' };
		expect(duty(sources, '2026-12-25T12:00').shift?.person).toBe('Sub');
	});

	it('keep the order of the longer shifts they are parts of: the later start wins', () => {
		const late = { ...FEAST, name: 'Late', from: '2026-12-20' };
		for (const holidayPlan of [
			[FEAST, late],
			[late, FEAST],
		]) {
			const sources = { plan: [], holidayPlan, holidays: '2026-12-25' };
			expect(duty(sources, '2026-12-25T12:00').shift?.person).toBe('Late');
		}
	});

	it('that cannot be read are told, as is a holiday plan without holidays', () => {
		const { problems } = read({ plan: [WEEK], holidayPlan: [FEAST], holidays: 'Weihnachten' });
		expect(problems.map(({ message }) => message)).toEqual([
			expect.stringContaining('Holiday 1: "Weihnachten" is no day'),
			expect.stringContaining('the holiday plan never counts'),
		]);
	});
});

describe('whole days', () => {
	it('of rows run from hand-over to hand-over', () => {
		const { shifts } = read(
			{ plan: [{ ...WEEK, from: '2026-12-24', to: '24.12.2026' }] },
			{ handOver: { ...MIDNIGHT, hour: 8, minute: 30 } },
		);
		expect(shifts[0]?.from.toISO()).toBe('2026-12-24T08:30:00.000+01:00');
		expect(shifts[0]?.to.toISO()).toBe('2026-12-25T08:30:00.000+01:00');
	});
});

describe('the table of people', () => {
	it('gives numbers to a plan of names', () => {
		const name = { name: WEEK.name, from: WEEK.from, to: WEEK.to };
		const numberFor = (people: unknown) => read({ plan: [name], people }).shifts[0]?.mobile;
		expect(numberFor([{ Name: 'week', Handy: '0171-1' }])).toBe('0171-1');
		expect(numberFor({ Week: '0171-2' })).toBe('0171-2');
		expect(numberFor('{"Week": "0171-3"}')).toBe('0171-3');
		expect(numberFor([{ name: 'Other', mobile: '0171-4' }])).toBeUndefined();
	});

	it('takes none where a name fits two, and the number of the plan where it has one', () => {
		const people = [
			{ name: 'Week', mobile: '0171-1' },
			{ name: 'Week', mobile: '0171-2' },
		];
		expect(read({ plan: [{ ...WEEK, mobile: '' }], people }).shifts[0]?.mobile).toBe('');
		expect(read({ plan: [WEEK], people }).shifts[0]?.mobile).toBe('1');
	});
});

describe('lead and hold', () => {
	const DAY = { name: 'Day', mobile: '5', from: '2026-12-24 08:00', to: '2026-12-24 17:00' };
	const sources = { plan: [DAY, NIGHT] };

	it('give the next person the calls early, and say so', () => {
		const timing = { leadMinutes: 10, holdMinutes: 0 };
		const plan = [{ ...DAY, to: '2026-12-24 18:00' }, NIGHT];
		const early = duty({ plan }, '2026-12-24T17:50', {}, timing);
		expect(early).toMatchObject({ shift: { person: 'Night' }, because: 'early' });
		expect(reasons(early)).toEqual(['Night chosen', 'Day handingOver']);
		expect(duty({ plan }, '2026-12-24T17:49:59', {}, timing)).toMatchObject({
			shift: { person: 'Day' },
			because: 'planned',
			nextChange: at('2026-12-24T17:50'),
			next: { person: 'Night' },
		});
	});

	it('never end a shift early where nobody follows', () => {
		const timing = { leadMinutes: 10, holdMinutes: 0 };
		expect(duty(sources, '2026-12-24T16:59', {}, timing).shift?.person).toBe('Day');
		expect(duty(sources, '2026-12-24T17:00', {}, timing).shift).toBeUndefined();
	});

	it('bridge a gap with the last person, and say so', () => {
		const timing = { leadMinutes: 0, holdMinutes: 30 };
		const held = duty(sources, '2026-12-24T17:29', {}, timing);
		expect(held).toMatchObject({
			shift: { person: 'Day' },
			because: 'held',
			nextChange: at('2026-12-24T17:30'),
		});
		expect(reasons(held)).toEqual(['Day chosen']);
		expect(duty(sources, '2026-12-24T17:30', {}, timing).shift).toBeUndefined();
	});

	it('reach over the whole gap where both do', () => {
		const timing = { leadMinutes: 30, holdMinutes: 30 };
		expect(duty(sources, '2026-12-24T17:00', {}, timing)).toMatchObject({
			shift: { person: 'Day' },
			nextChange: at('2026-12-24T17:30'),
			next: { person: 'Night' },
		});
	});
});
