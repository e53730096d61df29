import type { Day } from '../plan';

/** What of a plan stands in 3CX; asked only where the plan needs it. */
export interface PlanSources {
	/** Days without office hours. @param years those that matter */
	holidays(from: Day, to: Day): Promise<readonly Day[]>;
	/** The field Mobile of users, by extension; a user that is not there is left out. */
	mobiles(extensions: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
