import type { Turn } from '../timeline';
import type { Stretch } from './officeHours';

/**
 * When nobody is on call in a window, without the times in which nobody needs to be.
 *
 * @param turns of a timeline: two neighbours are never the same
 * @param free in the order of time; may overlap
 */
export function gapsIn(
	turns: readonly Turn[],
	window: Stretch,
	free: readonly Stretch[],
): Stretch[] {
	const gaps: Stretch[] = [];
	turns.forEach(({ from, shift }, index) => {
		if (shift !== undefined) return;
		const gap = {
			from: Math.max(from, window.from),
			to: Math.min(turns[index + 1]?.from ?? Infinity, window.to),
		};
		if (gap.from < gap.to) gaps.push(...without(gap, free));
	});
	return gaps;
}

function without({ from, to }: Stretch, free: readonly Stretch[]): Stretch[] {
	const left: Stretch[] = [];
	let start = from;
	for (const one of free) {
		if (one.to <= start) continue;
		if (one.from >= to) break;
		if (one.from > start) left.push({ from: start, to: one.from });
		start = one.to;
	}
	if (start < to) left.push({ from: start, to });
	return left;
}
