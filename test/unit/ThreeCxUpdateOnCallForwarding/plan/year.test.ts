import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
	readPlan,
	Timeline,
	whoIsOnDuty,
	type Shift,
} from '../../../../nodes/ThreeCxUpdateOnCallForwarding/plan';
import { MINUTES, paint, START, type OracleRow } from './yearOracle';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The nights when the clocks change in Berlin and in Sydney, where most rows are. */
const NIGHTS = ['2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25'].map((day) =>
	Date.parse(day),
);

const begin = fc.oneof(
	fc.tuple(fc.constantFrom(...NIGHTS), fc.integer({ min: -40, max: 40 }), fc.constantFrom(0, 30)),
	fc.tuple(
		fc.integer({ min: 2, max: 350 }).map((day) => START + day * 24 * HOUR),
		fc.integer({ min: 0, max: 23 }),
		fc.constantFrom(0, 15, 30),
	),
);

const row: fc.Arbitrary<OracleRow> = fc
	.record({
		begin,
		hours: fc.oneof(fc.integer({ min: 1, max: 16 }), fc.constantFrom(24, 168, 24 * 14)),
		confirmed: fc.constantFrom(true, true, true, false),
		hasNumber: fc.constantFrom(true, true, true, false),
		override: fc.constantFrom(false, false, false, true),
		priority: fc.constantFrom(0, 0, 1, 2),
	})
	.map(({ begin: [day, hour, minute], hours, ...marks }) => {
		const from = day + hour * HOUR + minute * MINUTE;
		return { ...marks, from, to: from + hours * HOUR };
	});

function written(shown: number): string {
	return new Date(shown).toISOString().slice(0, 16).replace('T', ' ');
}

/** As somebody writes it into a table; the person is the index. */
function cells(rows: readonly OracleRow[]) {
	return rows.map(({ from, to, confirmed, hasNumber, override, priority }, index) => ({
		...{ name: String(index), mobile: hasNumber ? '0171-12345' : '' },
		...{ from: written(from), to: written(to), confirmed },
		...{ override, priority: priority === 0 ? '' : priority },
	}));
}

function refuse({ mobile }: Shift): string | undefined {
	return mobile === '' ? 'no number' : undefined;
}

/** The person of every minute; -1 is the fallback. */
function minutesOf({ turns }: Timeline): Int16Array {
	const minutes = new Int16Array(MINUTES);
	turns.forEach(({ from, shift }, index) => {
		const minute = (millis: number) => Math.min(Math.max((millis - START) / MINUTE, 0), MINUTES);
		const person = Number(shift?.person ?? -1);
		minutes.fill(person, minute(from), minute(turns[index + 1]?.from ?? Infinity));
	});
	return minutes;
}

function firstDifference(found: Int16Array, expected: Int16Array) {
	for (let minute = 0; minute < MINUTES; minute++) {
		if (found[minute] === expected[minute]) continue;
		return { minute, found: found[minute], expected: expected[minute] };
	}
	return undefined;
}

/** The first minute after one that has another person; -1 where none has. */
function firstOther(people: Int16Array, minute: number): number {
	for (let later = minute + 1; later < MINUTES; later++) {
		if (people[later] !== people[minute]) return later;
	}
	return -1;
}

/** The whole hour that is left out in spring: such a row ends where it begins, and is told as a problem. */
const isLeftOut = (message: string) => message.includes('is not after the start');

describe.each(['Europe/Berlin', 'Australia/Sydney', 'Asia/Tokyo'])('a year in %s', (zone) => {
	it('has exactly one person or the fallback in every minute, and the next change is right', () => {
		fc.assert(
			fc.property(
				fc.array(row, { minLength: 1, maxLength: 25 }),
				fc.constantFrom(0, 0, 10, 45),
				fc.constantFrom(0, 0, 15, 90),
				fc.array(fc.integer({ min: 200, max: MINUTES - 200 }), { minLength: 15, maxLength: 15 }),
				(rows, lead, hold, minutes) => {
					const { shifts, problems } = readPlan(cells(rows), {}, zone);
					expect(problems.filter(({ message }) => !isLeftOut(message))).toEqual([]);
					const expected = paint(rows, zone, { lead, hold });
					const timing = { leadMinutes: lead, holdMinutes: hold };
					const usable = shifts.filter((one) => one.confirmed && refuse(one) === undefined);
					const timeline = new Timeline(usable, timing);
					expect(firstDifference(minutesOf(timeline), expected)).toBeUndefined();

					const nights = NIGHTS.map(
						(night) => (night - START) / MINUTE - 600 + ((minutes[0] ?? 0) % 1440),
					);
					for (const minute of [...minutes, ...nights]) {
						const at = DateTime.fromMillis(START + minute * MINUTE);
						const duty = whoIsOnDuty(shifts, at, refuse, timing);
						const chosen = duty.candidates.filter((candidate) => candidate.chosen);
						expect(chosen).toHaveLength(duty.shift === undefined ? 0 : 1);
						expect(Number(duty.shift?.person ?? -1)).toBe(expected[minute]);

						const change = firstOther(expected, minute);
						const next = duty.nextChange && (duty.nextChange.toMillis() - START) / MINUTE;
						expect(next ?? -1).toBe(change);
						if (change !== -1) expect(Number(duty.next?.person ?? -1)).toBe(expected[change]);
					}
				},
			),
			{ numRuns: 6 },
		);
	});
});

it('the order of the rows decides nothing but between equals', () => {
	const shuffled = fc
		.uniqueArray(row, { minLength: 2, maxLength: 12, selector: ({ from }) => from })
		.chain((rows) =>
			fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
		);
	fc.assert(
		fc.property(shuffled, ([rows, others]) => {
			const turns = (list: readonly OracleRow[]) => {
				const { shifts } = readPlan(cells(list), {}, 'Europe/Berlin');
				const usable = shifts.filter((one) => one.confirmed && refuse(one) === undefined);
				return new Timeline(usable).turns.map(({ from, shift }) => [
					from,
					shift === undefined ? undefined : list[Number(shift.person)],
				]);
			};
			// Two rows that begin in the hour that is left out begin together.
			fc.pre(!rows.some(({ from }) => new Date(from).toISOString().startsWith('2026-03-29T02')));
			expect(turns(others)).toEqual(turns(rows));
		}),
		{ numRuns: 40 },
	);
});
