import type { Clock, Day } from './wallTime';

/** A time as written: a day, perhaps a time of day, perhaps the zone or offset it is meant in. */
export interface WrittenTime {
	day: Day;
	/** Absent where only a day is written. */
	clock?: Clock;
	/** IANA name or `utc+5:30`; absent where the plan's zone is meant. */
	zone?: string;
}

const CLOCK =
	/(?<hour>\d{1,2})(?:[:.](?<minute>\d{2})(?:[:.](?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?(?: ?uhr)?| ?uhr)/
		.source;
const ZONE =
	/ ?(?<offset>z|utc|gmt|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?(?:\[(?<zone>[A-Za-z0-9_+/-]+)\])?/
		.source;

/** 2026-12-24, 2026/12/24 08:00, 2026-12-24T08:00:00.000+01:00, …[Europe/Berlin], … +01 as Postgres writes it. */
const YEAR_FIRST = new RegExp(
	`^(?<year>\\d{4})(?<dot>[-/.])(?<month>\\d{1,2})\\k<dot>(?<day>\\d{1,2})(?:(?:t|,? )${CLOCK}${ZONE})?$`,
	'i',
);
/** 24.12.2026, 24.12.26 8:00, 24.12.2026, 08:00 Uhr. */
const DAY_FIRST = new RegExp(
	`^(?<day>\\d{1,2})\\. ?(?<month>\\d{1,2})\\. ?(?<year>\\d{4}|\\d{2})(?:(?:,| um)? ${CLOCK})?$`,
	'i',
);
/** 20261224, 20261224T080000Z: how calendars write it. */
const COMPACT =
	/^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:t(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?(?<offset>z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/i;

/**
 * Takes a written time apart. Whether the calendar has such a day is not looked at here.
 *
 * @param text with single blanks only, and none around it
 * @returns undefined where the text is written in none of the accepted ways
 */
export function timeText(text: string): WrittenTime | undefined {
	const parts = (YEAR_FIRST.exec(text) ?? DAY_FIRST.exec(text) ?? COMPACT.exec(text))?.groups;
	if (parts === undefined) return undefined;

	const day = {
		year: Number(parts.year?.length === 2 ? `20${parts.year}` : parts.year),
		month: Number(parts.month),
		day: Number(parts.day),
	};
	if (parts.hour === undefined) return { day };

	const clock = {
		hour: Number(parts.hour),
		minute: Number(parts.minute ?? 0),
		second: Number(parts.second ?? 0),
		millisecond: Number((parts.fraction ?? '').padEnd(3, '0').slice(0, 3)),
	};
	// An offset says it all; the zone behind it is an annotation.
	return { day, clock, zone: parts.offset ? offsetZone(parts.offset) : parts.zone };
}

/** An offset as luxon names it. */
function offsetZone(offset: string): string {
	const parts = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset);
	if (parts === null) return 'utc';
	const [, sign = '+', hours = '0', minutes = '00'] = parts;
	return `utc${sign}${Number(hours)}:${minutes}`;
}

/** 03/04/2026 is the third of April or the fourth of March, depending on who wrote it. */
export function isAmbiguousDate(text: string): boolean {
	return /^\d{1,2}([/-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)/.test(text);
}

/** 08:00, 8 Uhr: a time of day, on no day. */
export function isTimeOfDay(text: string): boolean {
	return new RegExp(`^${CLOCK}$`, 'i').test(text);
}
