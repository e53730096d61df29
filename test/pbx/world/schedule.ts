/** Days as the API spells them, indexed as `Date.getDay()`. */
export const DAYS = [
	'Sunday',
	'Monday',
	'Tuesday',
	'Wednesday',
	'Thursday',
	'Friday',
	'Saturday',
] as const;

/** A stretch of one weekday; `Start` and `Stop` are local times such as `09:00:00` (xapi.md §2.5). */
export interface Period {
	DayOfWeek: (typeof DAYS)[number] | null;
	Start: string | null;
	Stop: string | null;
}

/** RuleHoursType, xapi.md §3.12. */
export type HoursType =
	| 'AllHours'
	| 'OfficeHours'
	| 'OutOfOfficeHours'
	| 'SpecificHours'
	| 'SpecificHoursExcludingHolidays'
	| 'OutOfSpecificHours'
	| 'OutOfSpecificHoursIncludingHolidays'
	| 'Never'
	| 'BreakTime';

/** When a rule applies, or when an office is open. */
export interface Schedule {
	IgnoreHolidays: boolean | null;
	Periods: Period[];
	Type: HoursType;
}

/** A day or a span of days without office hours; `Group` is a department number, `''` for all. */
export interface Holiday {
	Id: number;
	Name: string;
	Group: string | null;
	HolidayPrompt: string | null;
	IsRecurrent: boolean | null;
	Day: number;
	Month: number;
	Year: number;
	DayEnd: number;
	MonthEnd: number;
	YearEnd: number;
	/** ISO duration since midnight of the first day. */
	TimeOfStartDate: string;
	/** ISO duration since midnight of the last day. */
	TimeOfEndDate: string;
}

/** A schedule that needs no periods, such as `AllHours`. */
export function schedule(type: HoursType, periods: Period[] = []): Schedule {
	return { IgnoreHolidays: false, Periods: periods, Type: type };
}

/** The same hours on each of the days, for instance Monday to Friday 9 to 17. */
export function periods(days: ReadonlyArray<Period['DayOfWeek']>, start: string, stop: string) {
	return days.map((day): Period => ({ DayOfWeek: day, Start: start, Stop: stop }));
}
