import { DateTime } from 'luxon';

/** A day of the calendar, in no zone. */
export interface Day {
	year: number;
	/** 1 to 12. */
	month: number;
	day: number;
}

/** What a clock on the wall shows; 24:00 is the end of the day. */
export interface Clock {
	hour: number;
	minute: number;
	second: number;
	millisecond: number;
}

/** The start of a day. */
export const MIDNIGHT: Clock = { hour: 0, minute: 0, second: 0, millisecond: 0 };

/**
 * The instant at which a clock in the zone shows this. The same every time, also in the nights when
 * the clocks change:
 *
 * - a time that does not exist (29 March 2026 02:30 in Berlin) moves forward by the gap, to 03:30;
 * - a time that exists twice (25 October 2026 02:30 in Berlin) is the earlier of the two.
 *
 * So two shifts that meet at such a time still meet, and never leave a gap.
 *
 * @returns undefined where the calendar has no such day or the clock no such time
 */
export function wallTime(day: Day, clock: Clock, zone: string): DateTime<true> | undefined {
	// luxon moves a time in the gap forward, whatever offset it guesses first …
	const guess = DateTime.fromObject({ ...day, ...clock }, { zone });
	if (!guess.isValid) return undefined;
	// … but which of two it takes depends on the offset of today.
	return guess.getPossibleOffsets().reduce((a, b) => (b < a ? b : a));
}

/** The day after; undefined where the calendar has no such day. */
export function nextDay(day: Day): Day | undefined {
	const next = DateTime.fromObject({ ...day }, { zone: 'utc' }).plus({ days: 1 });
	return next.isValid ? { year: next.year, month: next.month, day: next.day } : undefined;
}
