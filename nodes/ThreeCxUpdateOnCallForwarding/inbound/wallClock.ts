import { DateTime } from 'luxon';

/** Days as the API spells them, in the order of luxon's `weekday`, which begins with 1. */
export const DAYS: readonly string[] = [
	'Monday',
	'Tuesday',
	'Wednesday',
	'Thursday',
	'Friday',
	'Saturday',
	'Sunday',
];

export const DAY_SECONDS = 86_400;

/** What the clock on the wall shows. */
export interface WallTime {
	weekday: string;
	year: number;
	month: number;
	day: number;
	/** Since midnight, as the clock shows them: 02:30 is 9000 on the days the clocks are changed, too. */
	seconds: number;
}

/** The clock on the wall of a zone. @param at milliseconds since 1970 */
export function wallTime(at: number, zone: string): WallTime {
	const { weekday, year, month, day, hour, minute, second } = DateTime.fromMillis(at, { zone });
	return {
		weekday: DAYS[weekday - 1] ?? '',
		year,
		month,
		day,
		seconds: hour * 3600 + minute * 60 + second,
	};
}

/** A time of day such as `09:00:00` (xapi.md §2.5), in seconds since midnight. */
export function secondsOf(time: string | undefined): number {
	const [, hours = '0', minutes = '0', seconds = '0'] =
		/^(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(time ?? '') ?? [];
	return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** A duration since midnight such as `PT23H59M59S` (xapi.md §2.5), in seconds; `P1D` is a whole day. */
export function durationSeconds(iso: string | undefined): number | undefined {
	const [whole, days = '0', hours = '0', minutes = '0', seconds = '0'] =
		/^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/.exec(iso ?? '') ?? [];
	if (whole === undefined) return undefined;
	return Number(days) * DAY_SECONDS + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
