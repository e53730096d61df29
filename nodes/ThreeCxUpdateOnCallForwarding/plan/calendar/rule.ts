import type ICAL from 'ical.js';

/**
 * The rules that calendars offer their users, by how often. Others are refused: ical.js never returns
 * from a rule that never happens (`FREQ=DAILY;BYDAY=1MO`), and gives wrong days for week numbers and
 * for a 30 February. A shift repeats daily at the most.
 */
const PARTS: Readonly<Record<string, readonly string[]>> = {
	DAILY: ['BYDAY'],
	WEEKLY: ['BYDAY'],
	MONTHLY: ['BYDAY', 'BYMONTHDAY', 'BYSETPOS'],
	YEARLY: ['BYMONTH', 'BYMONTHDAY', 'BYDAY'],
};
const PLAIN_DAY = /^(?:MO|TU|WE|TH|FR|SA|SU)$/;
const NTH_DAY = /^(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)$/;
const DAYS_OF_WEEK = 7;
const MONTHS_OF_YEAR = 12;
/** Days that a month has in every year. */
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a rule can be followed: what is said of it is then right, and comes to an end. */
export function canFollow({ freq, interval, parts }: ICAL.Recur): boolean {
	const allowed = PARTS[freq];
	const given = Object.keys(parts);
	if (allowed === undefined || !given.every((part) => allowed.includes(part))) return false;

	const days = parts.BYDAY ?? [];
	switch (freq) {
		case 'DAILY':
			// Every seventh day is always the same day of the week.
			return days.every(isPlain) && (days.length === 0 || interval % DAYS_OF_WEEK !== 0);
		case 'WEEKLY':
			return days.every(isPlain);
		case 'MONTHLY':
			// Every twelfth month is always the same one, and may have no 31st and no fifth Monday.
			return days.every(isNth) && (interval % MONTHS_OF_YEAR !== 0 || given.length === 0);
		default:
			return happensEveryYear(parts) && days.every(isNth);
	}
}

/** Days of given months, by their number or by their place among the days of the week. */
function happensEveryYear({ BYMONTH: months, BYMONTHDAY: monthDays, BYDAY: days }: Parts): boolean {
	if (months === undefined) return monthDays === undefined && days === undefined;
	const shortest = Math.min(...months.map((month) => LENGTHS[month - 1] ?? 0));
	return monthDays === undefined
		? true
		: days === undefined && monthDays.every((day) => Math.abs(day) <= shortest);
}

type Parts = ICAL.Recur['parts'];

function isPlain(day: string): boolean {
	return PLAIN_DAY.test(day);
}

function isNth(day: string): boolean {
	return NTH_DAY.test(day);
}
