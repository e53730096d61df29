import fc from 'fast-check';
import { DateTime } from 'luxon';
import { whoIsOnDuty, type Shift } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/plan';

/** Around the night when the clocks go back; steps of a quarter of an hour let boundaries meet often. */
const ORIGIN = DateTime.fromISO('2026-10-24T20:00:00Z', { zone: 'Europe/Berlin' });
const STEPS = 60;

function at(step: number): DateTime {
	return ORIGIN.plus({ minutes: 15 * step });
}

const shift: fc.Arbitrary<Shift> = fc
	.record({
		// Few different starts, so that many are equal.
		start: fc.nat({ max: STEPS / 5 }).map((n) => n * 5),
		length: fc.integer({ min: 1, max: 20 }),
		confirmed: fc.boolean(),
		mobile: fc.constantFrom('good', 'good', 'bad'),
		row: fc.nat({ max: 9 }),
	})
	.map(({ start, length, confirmed, mobile, row }) => ({
		row,
		person: `${mobile} ${row}`,
		mobile,
		from: at(start),
		to: at(start + length),
		confirmed,
	}));

const plan = fc.array(shift, { maxLength: 12 });
const step = fc.nat({ max: STEPS + 20 });

function refuse({ mobile }: Shift): string | undefined {
	return mobile === 'bad' ? 'no number' : undefined;
}

/** The rule in its plainest form, to compare with. */
function usableAt(shifts: readonly Shift[], instant: DateTime): Shift[] {
	return shifts.filter(
		({ confirmed, mobile, from, to }) =>
			confirmed && mobile === 'good' && from <= instant && instant < to,
	);
}

describe('at every instant of any plan', () => {
	it('exactly one is chosen, or none where none can be', () => {
		fc.assert(
			fc.property(plan, step, (shifts, n) => {
				const duty = whoIsOnDuty(shifts, at(n), refuse);
				const usable = usableAt(shifts, at(n));
				const chosen = duty.candidates.filter((candidate) => candidate.chosen);
				expect(chosen).toHaveLength(usable.length === 0 ? 0 : 1);
				expect(chosen).toHaveLength(duty.shift === undefined ? 0 : 1);

				const latest = Math.max(...usable.map(({ from }) => from.toMillis()));
				expect(duty.shift).toBe(usable.find(({ from }) => from.toMillis() === latest));
			}),
			{ numRuns: 200 },
		);
	});

	it('every shift that covers it is listed, with a reason', () => {
		fc.assert(
			fc.property(plan, step, (shifts, n) => {
				const covering = shifts.filter(({ from, to }) => from <= at(n) && at(n) < to);
				const { candidates } = whoIsOnDuty(shifts, at(n), refuse);
				expect(candidates.map(({ person }) => person).sort()).toEqual(
					covering.map(({ person }) => person).sort(),
				);
				for (const { chosen, reason, note } of candidates) {
					expect(chosen).toBe(reason === 'chosen');
					expect(note !== undefined).toBe(reason === 'noNumber');
				}
			}),
			{ numRuns: 100 },
		);
	});

	it('the order of the rows decides between equal starts only', () => {
		const shuffled = plan.chain((shifts) =>
			fc.tuple(fc.constant(shifts), fc.shuffledSubarray(shifts, { minLength: shifts.length })),
		);
		fc.assert(
			fc.property(shuffled, step, ([shifts, others], n) => {
				const one = whoIsOnDuty(shifts, at(n), refuse).shift;
				const other = whoIsOnDuty(others, at(n), refuse).shift;
				expect(other?.from.toMillis()).toBe(one?.from.toMillis());
				const rivals = usableAt(shifts, at(n)).filter(({ from }) => +from === Number(one?.from));
				if (rivals.length <= 1) expect(other).toBe(one);
			}),
			{ numRuns: 200 },
		);
	});

	it('nothing changes before nextChange, and something does then', () => {
		fc.assert(
			fc.property(plan, step, (shifts, n) => {
				const { shift: chosen, nextChange } = whoIsOnDuty(shifts, at(n), refuse);
				const end = nextChange ?? at(STEPS + 40);
				expect(end > at(n)).toBe(true);

				for (let later = n; at(later) < end; later++) {
					expect(whoIsOnDuty(shifts, at(later), refuse).shift).toBe(chosen);
				}
				const last = end.minus({ milliseconds: 1 });
				expect(whoIsOnDuty(shifts, last, refuse).shift).toBe(chosen);
				if (nextChange) expect(whoIsOnDuty(shifts, nextChange, refuse).shift).not.toBe(chosen);
			}),
			{ numRuns: 100 },
		);
	});
});
