import type { Destination } from './destination';
import type { Schedule } from './schedule';

/** A destination with an announcement before it. */
export interface Route {
	IsPromptEnabled: boolean | null;
	Prompt: string | null;
	Route: Destination | null;
}

/** Where calls to a queue, ring group or IVR go when the office is not open. */
export interface OfficeRoutes {
	BreakRoute: Route | null;
	HolidaysRoute: Route | null;
	OutOfOfficeRoute: Route | null;
}

/** GroupHoursMode: a department's override by hand (xapi.md §3.5). */
export type GroupHours =
	| 'Default'
	| 'ForceOpened'
	| 'ForceClosed'
	| 'ForceBreak'
	| 'ForceCustomOperator'
	| 'ForceHoliday'
	| 'HasForcedMask';

/** A department. */
export interface Group extends OfficeRoutes {
	Id: number;
	Number: string;
	Name: string;
	IsDefault: boolean;
	Language: string | null;
	/** Key of a time zone, for instance `"51"` (xapi.md §3.5). */
	TimeZoneId: string | null;
	Hours: Schedule | null;
	BreakTime: Schedule | null;
	CurrentGroupHours: GroupHours;
	/** End of the override; null or `0001-01-01T00:00:00Z` for none. */
	OverrideExpiresAt: string | null;
	OfficeRoute: Route | null;
}

/** An agent of a queue; name and user id come from the user. */
export interface QueueAgent {
	Number: string;
	SkillGroup: string | null;
}

/** A call queue. */
export interface Queue extends OfficeRoutes {
	Id: number;
	Number: string;
	Name: string;
	groupIds: number[];
	Agents: QueueAgent[];
	Managers: Array<{ Number: string }>;
	ForwardNoAnswer: Destination | null;
	PollingStrategy: string;
	RingTimeout: number;
	MasterTimeout: number;
	/** Longest wait in seconds that keeps the promise; 0 or left out: none is given. */
	SLATime?: number;
}

/** A group of phones that ring together or in turn. */
export interface RingGroup extends OfficeRoutes {
	Id: number;
	Number: string;
	Name: string;
	groupIds: number[];
	Members: Array<{ Number: string }>;
	ForwardNoAnswer: Destination | null;
	RingStrategy: 'Hunt' | 'RingAll' | 'Paging';
	RingTime: number;
}

/** A digital receptionist (IVR). */
export interface Receptionist extends OfficeRoutes {
	Id: number;
	Number: string;
	Name: string;
	groupIds: number[];
	Forwards: Array<{ Id: number; Input: string; ForwardType: string; ForwardDN: string }>;
	Timeout: number;
}
