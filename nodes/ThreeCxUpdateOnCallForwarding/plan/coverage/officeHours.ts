import type { DateTime } from 'luxon';
import { plainWord } from '../cell';
import { nextDay, wallTime, type Clock, type Day } from '../wallTime';

/** Hours of some days of the week; those that end before they begin go into the next day. */
export interface OfficeHours {
	/** 1 is Monday, 7 is Sunday. */
	weekdays: readonly number[];
	start: Clock;
	end: Clock;
}

/** A stretch of time: epoch milliseconds, the end not included. */
export interface Stretch {
	from: number;
	to: number;
}

/** How days begin in English and German; all of them is all seven. */
const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const TAGE = ['mo', 'di', 'mi', 'do', 'fr', 'sa', 'so'];
const PART =
	/^(?<days>[\p{L}][\p{L}\s,./–-]*?)?\s*(?<h1>\d{1,2})(?:[:.](?<m1>\d{2}))?\s*(?:-|–|to|bis)\s*(?<h2>\d{1,2})(?:[:.](?<m2>\d{2}))?(?:\s*(?:uhr|h))?$/iu;

/** Longer texts are no hours. */
const LONGEST_TEXT = 500;

/**
 * Reads hours as people write them: `Mon-Fri 08:00-17:00; Sat 9-12`, `Mo–Fr 8 bis 17 Uhr`. Hours
 * without days are those of every day.
 *
 * @returns undefined where a part makes no sense
 */
export function readOfficeHours(text: string): OfficeHours[] | undefined {
	if (text.length > LONGEST_TEXT) return undefined;
	const parts = text
		.split(/[;\n]+/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
	const hours = parts.map(readPart);
	return hours.every((one) => one !== undefined) ? hours : undefined;
}

/**
 * The hours of each day from a day on, as stretches in the order of time.
 *
 * @param closed days without office hours, such as holidays
 */
export function officeTimes(
	hours: readonly OfficeHours[],
	window: { from: DateTime; to: DateTime },
	closed: readonly Day[],
	zone: string,
): Stretch[] {
	const isClosed = new Set(closed.map(keyOf));
	const times: Stretch[] = [];
	const last = window.to.setZone(zone);
	for (
		let day = window.from.setZone(zone).startOf('day').minus({ days: 1 });
		day <= last;
		day = day.plus({ days: 1 })
	) {
		const date: Day = { year: day.year, month: day.month, day: day.day };
		if (isClosed.has(keyOf(date))) continue;
		for (const { weekdays, start, end } of hours) {
			if (!weekdays.includes(day.weekday)) continue;
			const overnight = minutes(end) <= minutes(start);
			const endDay = overnight ? nextDay(date) : date;
			const from = wallTime(date, start, zone);
			const to = endDay && wallTime(endDay, end, zone);
			if (from && to) times.push({ from: from.toMillis(), to: to.toMillis() });
		}
	}
	return times.sort((a, b) => a.from - b.from);
}

function readPart(part: string): OfficeHours | undefined {
	const groups = PART.exec(part)?.groups;
	if (groups === undefined) return undefined;
	const weekdays = weekdaysIn(groups.days ?? '');
	const start = clock(groups.h1, groups.m1);
	const end = clock(groups.h2, groups.m2);
	return weekdays && start && end ? { weekdays, start, end } : undefined;
}

function weekdaysIn(text: string): number[] | undefined {
	if (text.trim() === '') return [1, 2, 3, 4, 5, 6, 7];
	const found = new Set<number>();
	const parts = text
		.replace(/\s*[-–]\s*/g, '-')
		.split(/[,/\s]+/)
		.filter((part) => part !== '');
	for (const part of parts) {
		const [first, last, more] = part.split('-').map(weekday);
		if (first === undefined || more !== undefined) return undefined;
		if (part.includes('-') && last === undefined) return undefined;
		for (let day = first; ; day = (day % 7) + 1) {
			found.add(day);
			if (day === (last ?? first)) break;
		}
	}
	return [...found];
}

function weekday(text: string): number | undefined {
	const start = plainWord(text).slice(0, 2);
	const place = DAYS.includes(start) ? DAYS.indexOf(start) : TAGE.indexOf(start);
	return place === -1 ? undefined : place + 1;
}

function clock(hour: string | undefined, minute: string | undefined): Clock | undefined {
	const time = { hour: Number(hour), minute: Number(minute ?? 0), second: 0, millisecond: 0 };
	return time.hour * 60 + time.minute <= 24 * 60 && time.minute < 60 ? time : undefined;
}

function minutes({ hour, minute }: Clock): number {
	return hour * 60 + minute;
}

function keyOf({ year, month, day }: Day): string {
	return `${year}-${month}-${day}`;
}
