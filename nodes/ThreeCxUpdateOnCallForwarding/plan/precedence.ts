import type { Shift } from './shift';

/** Why a shift that covers the instant gave way to another one. */
export type Outranked = 'laterStart' | 'listOrder';

/** A rule between two shifts that cover the same instant. */
interface Rule {
	reason: Outranked;
	/** Negative where `a` wins, positive where `b` does, 0 where the rule does not decide. */
	compare(a: Shift, b: Shift): number;
}

/**
 * The rules, the strongest first; what none of them decides, the order of the list does.
 *
 * The later start wins because people enter a substitute on top of the plan: a week of one person,
 * and in it one night of another.
 */
const RULES: readonly Rule[] = [
	{ reason: 'laterStart', compare: (a, b) => b.from.toMillis() - a.from.toMillis() },
];

/** For sorting: the shift that wins comes first. Stable, so the order of the list stays where it decides. */
export function byPrecedence(a: Shift, b: Shift): number {
	for (const { compare } of RULES) {
		const order = compare(a, b);
		if (order !== 0) return order;
	}
	return 0;
}

/** The rule by which the winner won. */
export function whyOutranked(winner: Shift, loser: Shift): Outranked {
	return RULES.find(({ compare }) => compare(winner, loser) !== 0)?.reason ?? 'listOrder';
}
