import { byPrecedence } from './precedence';
import type { Shift } from './shift';

/** How exactly hand-overs keep to the plan. */
export interface Timing {
	/** The next person gets the calls so many minutes before the shift begins. */
	leadMinutes: number;
	/** Where nobody follows, the last person keeps them so many minutes after the shift's end. */
	holdMinutes: number;
}

/** To the minute. */
export const ON_TIME: Timing = { leadMinutes: 0, holdMinutes: 0 };

/** From an instant to the next turn: one shift, or nobody's. */
export interface Turn {
	/** Epoch milliseconds; the first turn begins before all times. */
	from: number;
	shift: Shift | undefined;
}

const MINUTE = 60_000;

/**
 * Who is on call, for all times: exactly one shift at every instant, or nobody's. What is asked for
 * one instant and what is told of a year come from here, and so agree.
 */
export class Timeline {
	/** As planned. */
	private readonly planned: readonly Turn[];
	/** With lead and hold. Two neighbours are never the same. */
	readonly turns: readonly Turn[];
	private readonly lead: number;
	private readonly hold: number;

	/** @param shifts those that can be used, in any order; the order decides where no rule does */
	constructor(shifts: readonly Shift[], timing: Timing = ON_TIME) {
		this.lead = timing.leadMinutes * MINUTE;
		this.hold = timing.holdMinutes * MINUTE;
		this.planned = plannedTurns(shifts);
		this.turns = this.lead === 0 && this.hold === 0 ? this.planned : this.movedTurns();
	}

	/** The shift that gets the calls at an instant. */
	at(millis: number): Shift | undefined {
		return this.turns[lastAt(this.turns, millis)]?.shift;
	}

	/** The first turn after an instant. */
	after(millis: number): Turn | undefined {
		return this.turns[lastAt(this.turns, millis) + 1];
	}

	/** The instant of the plan that decides now: a little ahead where somebody is on call then. */
	decidedAt(millis: number): number {
		return this.plannedAt(millis + this.lead) === undefined ? millis : millis + this.lead;
	}

	private plannedAt(millis: number): Shift | undefined {
		return this.planned[lastAt(this.planned, millis)]?.shift;
	}

	private movedTurns(): Turn[] {
		const boundaries = this.planned.slice(1).flatMap(({ from }) => [
			from - this.lead,
			from,
			// Behind a gap that is bridged.
			from + this.hold,
		]);
		const turns: Turn[] = [{ from: -Infinity, shift: undefined }];
		for (const from of [...new Set(boundaries)].sort((a, b) => a - b)) {
			add(turns, from, this.plannedAt(from + this.lead) ?? this.plannedAt(from) ?? this.held(from));
		}
		return turns;
	}

	/** In a gap: whoever was on call before it, for a while. */
	private held(millis: number): Shift | undefined {
		const index = lastAt(this.planned, millis);
		const gap = this.planned[index];
		if (gap === undefined || millis >= gap.from + this.hold) return undefined;
		return this.planned[index - 1]?.shift;
	}
}

/** A sweep over all begins and ends, with the shifts of the moment in the order of their strength. */
function plannedTurns(shifts: readonly Shift[]): Turn[] {
	const ranked = [...shifts].sort(byPrecedence);
	const boundaries = ranked
		.flatMap(({ from, to }, rank) => [
			{ at: from.toMillis(), rank, begins: true },
			{ at: to.toMillis(), rank, begins: false },
		])
		.sort((a, b) => a.at - b.at);

	const turns: Turn[] = [{ from: -Infinity, shift: undefined }];
	const active: number[] = [];
	boundaries.forEach(({ at, rank, begins }, index) => {
		const place = active.findIndex((other) => other >= rank);
		if (begins) active.splice(place === -1 ? active.length : place, 0, rank);
		else active.splice(place, 1);
		if (boundaries[index + 1]?.at === at) return;
		const [strongest] = active;
		add(turns, at, strongest === undefined ? undefined : ranked[strongest]);
	});
	return turns;
}

function add(turns: Turn[], from: number, shift: Shift | undefined): void {
	if (turns.at(-1)?.shift !== shift) turns.push({ from, shift });
}

/** Index of the turn that an instant falls into. */
function lastAt(turns: readonly Turn[], millis: number): number {
	let low = 0;
	let high = turns.length - 1;
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if ((turns[middle]?.from ?? Infinity) <= millis) low = middle;
		else high = middle - 1;
	}
	return low;
}
