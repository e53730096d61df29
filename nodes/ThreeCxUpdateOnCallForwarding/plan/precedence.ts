import type { Shift } from './shift';

/** Why a shift that covers the instant gave way to another one. */
export type Outranked = 'override' | 'holiday' | 'priority' | 'laterStart' | 'listOrder';

/** A rule between two shifts that cover the same instant. */
interface Rule {
	reason(winner: Shift): Outranked;
	/** Negative where `a` wins, positive where `b` does, 0 where the rule does not decide. */
	compare(a: Shift, b: Shift): number;
}

/**
 * The rules, the strongest first; what none of them decides, the order of the list does.
 *
 * An override is somebody's decision of today, and a holiday has a plan of its own. The later start
 * wins because people enter a substitute on top of the plan: a week of one person, and in it one
 * night of another.
 */
const RULES: readonly Rule[] = [
	{
		reason: ({ roster }) => roster ?? 'listOrder',
		compare: (a, b) => weight(a.roster) - weight(b.roster),
	},
	{ reason: () => 'priority', compare: (a, b) => order(priority(a), priority(b)) },
	{ reason: () => 'laterStart', compare: (a, b) => order(begun(b), begun(a)) },
];

function weight(roster: Shift['roster']): number {
	if (roster === 'override') return 0;
	return roster === 'holiday' ? 1 : 2;
}

function priority(shift: Shift): number {
	return shift.priority ?? Infinity;
}

function begun(shift: Shift): number {
	return (shift.begun ?? shift.from).toMillis();
}

/** Not by subtraction: infinite minus infinite is no number. */
function order(a: number, b: number): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

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
	const rule = RULES.find(({ compare }) => compare(winner, loser) !== 0);
	return rule?.reason(winner) ?? 'listOrder';
}
