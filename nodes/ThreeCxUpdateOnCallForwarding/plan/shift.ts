import type { DateTime } from 'luxon';

/** Somebody's time on call, read from one row of the plan. */
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
}

/** Something wrong with the plan: which row, what is wrong, and what to write instead. */
export interface RowProblem {
	/** Position in the plan, counted from 0; the message counts from 1, as people do. */
	row: number;
	message: string;
}
