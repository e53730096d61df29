import fc from 'fast-check';
import { DateTime } from 'luxon';
import { readPlan, whoIsOnDuty } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/plan';

const ZONE = 'Europe/Berlin';
const MINUTES_A_NIGHT = 8 * 60;

/** Shifts that meet at 02:30, on the nights when that time does not exist, or exists twice. */
function night(day: string, dayAfter: string) {
	return [
		{ name: 'Evening', mobile: '1', from: `${day} 18:00`, to: `${dayAfter} 02:30` },
		{ name: 'Morning', mobile: '2', from: `${dayAfter} 02:30`, to: `${dayAfter} 06:00` },
		{ name: 'Day', mobile: '3', from: `${dayAfter} 06:00`, to: `${dayAfter} 18:00` },
	];
}

describe.each([
	// 03:30 by the clock on the wall: 02:30 moved forward by the missing hour.
	['29 March 2026', night('2026-03-28', '2026-03-29'), '2026-03-29T01:30:00Z'],
	// The first 02:30 of two.
	['25 October 2026', night('2026-10-24', '2026-10-25'), '2026-10-25T00:30:00Z'],
])('the night of %s, minute by minute', (_night, rows, handOverUtc) => {
	const handOver = DateTime.fromISO(handOverUtc);
	const start = handOver.minus({ minutes: MINUTES_A_NIGHT / 2 });
	const minutes = Array.from({ length: MINUTES_A_NIGHT }, (_, n) => start.plus({ minutes: n }));

	const peopleEachMinute = (plan: unknown) => {
		const { shifts, problems } = readPlan(plan, {}, ZONE);
		expect(problems).toEqual([]);
		return minutes.map((at) => whoIsOnDuty(shifts, at, () => undefined));
	};

	it('has exactly one person on call, and one hand-over at 02:30', () => {
		peopleEachMinute(rows).forEach(({ shift, candidates, nextChange }, n) => {
			const at = minutes[n] ?? start;
			expect(candidates.filter(({ chosen }) => chosen)).toHaveLength(1);
			expect(candidates).toHaveLength(1);
			if (at < handOver) {
				expect(shift?.person).toBe('Evening');
				expect(nextChange?.toMillis()).toBe(handOver.toMillis());
			} else {
				expect(shift?.person).toMatch(/Morning|Day/);
			}
		});
	});

	it('does not depend on the order of the rows', () => {
		const expected = peopleEachMinute(rows).map(({ shift }) => shift?.person);
		fc.assert(
			fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
				expect(peopleEachMinute(shuffled).map(({ shift }) => shift?.person)).toEqual(expected);
			}),
			{ numRuns: 10 },
		);
	});

	it('has nobody on call in a gap, and nobody else', () => {
		const gap = rows.filter(({ name }) => name !== 'Morning');
		const people = peopleEachMinute(gap).map(({ shift }) => shift?.person);
		people.forEach((person, n) => {
			const at = minutes[n] ?? start;
			if (at < handOver) expect(person).toBe('Evening');
			else expect([undefined, 'Day']).toContain(person);
		});
		expect(people).toContain(undefined);
	});

	it('reads the same plan with days only as whole days', () => {
		const days = [
			{ name: 'A', mobile: '1', from: rows[0]?.from.slice(0, 10), to: rows[0]?.from.slice(0, 10) },
			{ name: 'B', mobile: '2', from: rows[1]?.from.slice(0, 10), to: rows[1]?.from.slice(0, 10) },
		];
		for (const { candidates } of peopleEachMinute(days)) expect(candidates).toHaveLength(1);
	});
});
