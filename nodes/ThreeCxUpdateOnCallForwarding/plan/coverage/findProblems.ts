import { DateTime } from 'luxon';
import type { Shift } from '../shift';
import { Timeline, type Timing, type Turn } from '../timeline';
import type { Refuse } from '../whoIsOnDuty';
import { gapsIn } from './gaps';
import type { Stretch } from './officeHours';
import { overlapsIn, type OverlapRule } from './overlaps';

/** A time in which nobody is on call, and the shifts that would be there if they could be used. */
export interface Gap {
	kind: 'gap';
	from: DateTime;
	to: DateTime;
	unusable: ReadonlyArray<{ shift: Shift; why: string }>;
}

/** Something in a plan that somebody should look at before it is night. */
export type PlanProblem =
	| Gap
	| { kind: 'overlap'; from: DateTime; to: DateTime; winner: Shift; loser: Shift }
	/** All shifts of a person that cannot be used for the same reason. */
	| { kind: 'noNumber'; from: DateTime; to: DateTime; shifts: readonly Shift[]; why: string }
	| { kind: 'tooLong'; from: DateTime; to: DateTime; shift: Shift; hours: number };

/** What is looked for. */
export interface CoverageRules {
	from: DateTime;
	to: DateTime;
	timing: Timing;
	/** When nobody needs to be on call, in the order of time. */
	free: readonly Stretch[];
	overlaps: OverlapRule;
	/** 0 is any length. */
	mostHours: number;
	refuse: Refuse;
}

/** More gaps are one: the plan has ended. */
const MOST_GAPS = 1000;

/** The problems of a plan in a time, in the order of time, and who is on call in it. */
export function findProblems(
	shifts: readonly Shift[],
	rules: CoverageRules,
): { problems: PlanProblem[]; turns: Turn[] } {
	const { from, to, timing, refuse } = rules;
	const window = { from: from.toMillis(), to: to.toMillis() };
	const near = shifts.filter(
		(shift) => shift.to > from.minus({ minutes: timing.holdMinutes }) && shift.from < to,
	);
	const refused = new Map(
		near.filter(({ confirmed }) => confirmed).map((shift) => [shift, refuse(shift)]),
	);
	const usable = near.filter((shift) => refused.has(shift) && refused.get(shift) === undefined);
	const timeline = new Timeline(usable, timing);

	const gaps = gapsIn(timeline.turns, window, rules.free).slice(0, MOST_GAPS);
	const problems: PlanProblem[] = [
		...gaps.map((gap) => gapOf(gap, near, refused, from)),
		...overlapsIn(usable, rules.overlaps).map(({ winner, loser }) => ({
			kind: 'overlap' as const,
			from: DateTime.max(winner.from, loser.from),
			to: DateTime.min(winner.to, loser.to),
			winner,
			loser,
		})),
		...withoutNumber(refused),
		...tooLong(near, rules.mostHours),
	];
	return {
		problems: problems
			.filter((problem) => problem.to > from)
			.sort((a, b) => a.from.toMillis() - b.from.toMillis()),
		turns: timeline.turns.filter(
			(turn, index) =>
				turn.from < window.to && (timeline.turns[index + 1]?.from ?? Infinity) > window.from,
		),
	};
}

type Refused = ReadonlyMap<Shift, string | undefined>;

function gapOf(gap: Stretch, near: readonly Shift[], refused: Refused, start: DateTime): Gap {
	const { zone } = start;
	const from = DateTime.fromMillis(gap.from, { zone });
	const to = DateTime.fromMillis(gap.to, { zone });
	const unusable = near
		.filter((shift) => shift.from < to && shift.to > from)
		.flatMap((shift) => {
			const why = shift.confirmed ? refused.get(shift) : 'the shift is not confirmed';
			return why === undefined ? [] : [{ shift, why }];
		});
	return { kind: 'gap', from, to, unusable };
}

/** One problem a person, however many shifts there are. */
function withoutNumber(refused: Refused): PlanProblem[] {
	const byPerson = new Map<string, { why: string; shifts: Shift[] }>();
	for (const [shift, why] of refused) {
		if (why === undefined) continue;
		const key = `${shift.person}\n${why}`;
		const one = byPerson.get(key) ?? { why, shifts: [] };
		one.shifts.push(shift);
		byPerson.set(key, one);
	}
	return [...byPerson.values()].flatMap(({ why, shifts }) => {
		const [first] = [...shifts].sort((a, b) => a.from.toMillis() - b.from.toMillis());
		if (first === undefined) return [];
		return [{ kind: 'noNumber' as const, from: first.from, to: first.to, shifts, why }];
	});
}

function tooLong(shifts: readonly Shift[], most: number): PlanProblem[] {
	if (most === 0) return [];
	return shifts.flatMap((shift) => {
		const hours = shift.to.diff(shift.from, 'hours').hours;
		if (hours <= most || !shift.confirmed) return [];
		return [{ kind: 'tooLong' as const, from: shift.from, to: shift.to, shift, hours }];
	});
}
