import type { DateTime } from 'luxon';

/** Somebody's time on call, read from one row of the plan or one event of a calendar. */
export interface Shift {
	/** Position in the plan, counted from 0. */
	row: number;
	/** The person's name; `row 3` where the plan has none. */
	person: string;
	/** The number as it stands in the row; nobody has looked at it yet. */
	mobile: unknown;
	/** First instant, in the plan's zone. */
	from: DateTime;
	/** First instant after the shift, in the plan's zone. */
	to: DateTime;
	/** Shifts that are not confirmed are never chosen. */
	confirmed: boolean;
	/** Extension whose field Mobile in 3CX counts where `mobile` is blank. */
	extension?: string;
	/** The smaller number wins, whichever way people count; none comes after all numbers. */
	priority?: number;
	/** What the shift is beside the ordinary plan. */
	roster?: 'override' | 'holiday';
	/** When it began, where this is a part of a longer shift. */
	begun?: DateTime;
}

/** Something wrong with the plan: which row, what is wrong, and what to write instead. */
export interface RowProblem {
	/** Position in the plan, counted from 0; the message counts from 1, as people do. */
	row: number;
	message: string;
}
