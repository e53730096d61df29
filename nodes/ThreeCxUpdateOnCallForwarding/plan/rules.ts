import type { Shift } from './shift';
import { MIDNIGHT, type Clock } from './wallTime';

/** How the rows of a list are to be read. */
export interface RowRules {
	/** IANA name: where times without an offset are meant. */
	zone: string;
	/** When a day of duty begins, for days without a time. */
	handOver: Clock;
	/** What all rows of the list are. */
	roster: Shift['roster'];
	/** Whether there is a list of holidays, so that a row can be one for holidays. */
	hasHolidays: boolean;
	/** Whether the highest number of a priority is the strongest, not the lowest. */
	highestFirst: boolean;
	/** Whether a row may do without a number, because there is a table of people. */
	numbersElsewhere: boolean;
}

/** A plain plan. */
export const ORDINARY: Omit<RowRules, 'zone'> = {
	handOver: MIDNIGHT,
	roster: undefined,
	hasHolidays: false,
	highestFirst: false,
	numbersElsewhere: false,
};
