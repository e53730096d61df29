import { DateTime } from 'luxon';
import {
	whoIsOnDuty,
	type Duty,
	type Shift,
} from '../../../../nodes/ThreeCxUpdateOnCallForwarding/plan';

const ZONE = 'Europe/Berlin';

function time(hour: number): DateTime {
	return DateTime.fromISO('2026-12-24T00:00:00', { zone: ZONE }).plus({ hours: hour });
}

function shift(person: string, from: number, to: number, change: Partial<Shift> = {}): Shift {
	const plain = { row: 0, person, mobile: '0171-12345', confirmed: true };
	return { ...plain, from: time(from), to: time(to), ...change };
}

function duty(shifts: readonly Shift[], hour: number, unusable: readonly string[] = []): Duty {
	return whoIsOnDuty(shifts, time(hour), ({ person }) =>
		unusable.includes(person) ? `${person} has no number` : undefined,
	);
}

function reasons({ candidates }: Duty): string[] {
	return candidates.map(({ person, reason }) => `${person} ${reason}`);
}

describe('whoIsOnDuty', () => {
	it.each([
		[7, undefined],
		[8, 'Max'],
		[15.999, 'Max'],
		[16, 'Eva'],
		[23.999, 'Eva'],
		[24, undefined],
	])('at %d h: %s', (hour, person) => {
		const plan = [shift('Max', 8, 16), shift('Eva', 16, 24)];
		expect(duty(plan, hour).shift?.person).toBe(person);
	});

	it('has no candidates where no shift covers the time', () => {
		expect(duty([shift('Max', 8, 16)], 20)).toEqual({
			shift: undefined,
			candidates: [],
			nextChange: undefined,
		});
		expect(duty([], 20).candidates).toEqual([]);
	});

	it('tells the times with the offset of the plan', () => {
		expect(duty([shift('Max', 8, 16)], 8).candidates).toEqual([
			{
				person: 'Max',
				from: '2026-12-24T08:00:00+01:00',
				to: '2026-12-24T16:00:00+01:00',
				chosen: true,
				reason: 'chosen',
			},
		]);
	});

	it('prefers the later start, then the earlier row', () => {
		const plan = [shift('Week', 0, 100), shift('Sub', 8, 16), shift('Late', 8, 20)];
		expect(reasons(duty(plan, 9))).toEqual(['Sub chosen', 'Late listOrder', 'Week laterStart']);
		expect(reasons(duty(plan, 17))).toEqual(['Late chosen', 'Week laterStart']);
		expect(reasons(duty(plan, 21))).toEqual(['Week chosen']);
	});

	it('goes on to the next candidate where there is no number', () => {
		const plan = [shift('Week', 0, 100), shift('Sub', 8, 16)];
		const { shift: chosen, candidates } = duty(plan, 9, ['Sub']);
		expect(chosen?.person).toBe('Week');
		expect(candidates).toMatchObject([
			{ person: 'Sub', chosen: false, reason: 'noNumber', note: 'Sub has no number' },
			{ person: 'Week', chosen: true, reason: 'chosen' },
		]);
	});

	it('does not complain about the number of somebody who gave way', () => {
		const plan = [shift('Week', 0, 100), shift('Sub', 8, 16), shift('Twin', 8, 16)];
		const expected = ['Sub chosen', 'Twin listOrder', 'Week laterStart'];
		expect(reasons(duty(plan, 9, ['Week', 'Twin']))).toEqual(expected);
	});

	it('chooses nobody where nobody has a number', () => {
		const result = duty([shift('Max', 8, 16), shift('Eva', 9, 16)], 10, ['Max', 'Eva']);
		expect(result.shift).toBeUndefined();
		expect(reasons(result)).toEqual(['Eva noNumber', 'Max noNumber']);
	});

	it('lists what is not confirmed, does not choose it, and asks nothing about it', () => {
		const refuse = jest.fn<undefined, [asked: Shift]>();
		const plan = [shift('Max', 0, 24), shift('Eva', 8, 16, { confirmed: false })];
		const result = whoIsOnDuty(plan, time(9), refuse);
		expect(reasons(result)).toEqual(['Eva notConfirmed', 'Max chosen']);
		expect(refuse.mock.calls.map(([asked]) => asked.person)).toEqual(['Max']);
	});

	it('asks about each shift once', () => {
		const refuse = jest.fn<string, [asked: Shift]>(() => 'no');
		const plan = [shift('A', 0, 24), shift('B', 0, 24), shift('C', 30, 31)];
		whoIsOnDuty(plan, time(9), refuse);
		expect(refuse).toHaveBeenCalledTimes(3);
	});

	it('leaves the list as it was', () => {
		const plan = Object.freeze([shift('A', 0, 24), shift('B', 8, 24)]);
		expect(duty(plan, 9).shift?.person).toBe('B');
		expect(plan.map(({ person }) => person)).toEqual(['A', 'B']);
	});

	it('compares instants, whatever zone they are written in', () => {
		const at = DateTime.fromISO('2026-12-24T08:00:00+01:00', { zone: 'Asia/Tokyo' });
		expect(whoIsOnDuty([shift('Max', 8, 16)], at, () => undefined).shift?.person).toBe('Max');
	});

	it('has no answer for an invalid time', () => {
		const never = () => undefined;
		expect(() => whoIsOnDuty([], DateTime.invalid('test'), never)).toThrow(RangeError);
	});

	describe('nextChange', () => {
		it.each<[string, Shift[], number, number | undefined]>([
			['the end, where nobody follows', [shift('Max', 8, 16)], 9, 16],
			['the start, where nobody is on call yet', [shift('Max', 8, 16)], 7, 8],
			['nothing, where all is over', [shift('Max', 8, 16)], 16, undefined],
			['the hand-over', [shift('Max', 8, 16), shift('Eva', 16, 24)], 9, 16],
			['a substitute', [shift('Max', 0, 48), shift('Eva', 20, 30)], 9, 20],
			['the return from a substitute', [shift('Max', 0, 48), shift('Eva', 8, 30)], 9, 30],
			['not the end of a weaker shift', [shift('Max', 0, 12), shift('Eva', 8, 30)], 9, 30],
			[
				'not an unconfirmed shift',
				[shift('Max', 0, 48), shift('Eva', 10, 12, { confirmed: false })],
				9,
				48,
			],
			['not a shift without a number', [shift('Max', 0, 48), shift('Sick', 10, 12)], 9, 48],
			[
				'not the end of a shift of the same start',
				[shift('Max', 0, 12), shift('Eva', 0, 20), shift('Tom', 0, 10)],
				9,
				12,
			],
			[
				'a shift of the same start only once the first ends',
				[shift('Max', 0, 12), shift('Eva', 0, 20)],
				9,
				12,
			],
		])('is %s', (_what, plan, hour, expected) => {
			const { nextChange } = duty(plan, hour, ['Sick']);
			expect(nextChange?.toISO()).toBe(expected === undefined ? undefined : time(expected).toISO());
		});
	});
});
