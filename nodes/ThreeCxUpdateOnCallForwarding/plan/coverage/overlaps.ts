import { byPrecedence, whyOutranked } from '../precedence';
import type { Shift } from '../shift';

/** Which overlaps are worth a word: all that no mark decides, or only those of the same start. */
export type OverlapRule = 'undecided' | 'sameStart' | 'none';

/** Two shifts of different people at the same time, and who gets the calls. */
export interface Overlap {
	winner: Shift;
	loser: Shift;
}

/** More are not told: a plan with so many means them. */
const MOST = 500;

/**
 * Shifts of different people at the same time, where nobody marked which one counts: by an override, a
 * holiday or a priority.
 */
export function overlapsIn(shifts: readonly Shift[], rule: OverlapRule): Overlap[] {
	if (rule === 'none') return [];
	const sorted = [...shifts].sort((a, b) => a.from.toMillis() - b.from.toMillis());
	const found: Overlap[] = [];
	for (const [index, first] of sorted.entries()) {
		for (let next = index + 1; next < sorted.length && found.length < MOST; next++) {
			const second = sorted[next];
			if (second === undefined || second.from >= first.to) break;
			if (first.person === second.person) continue;
			const [winner, loser] = byPrecedence(first, second) <= 0 ? [first, second] : [second, first];
			const why = whyOutranked(winner, loser);
			if (why === 'listOrder' || (why === 'laterStart' && rule === 'undecided')) {
				found.push({ winner, loser });
			}
		}
	}
	return found;
}
