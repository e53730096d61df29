import { DateTime, IANAZone } from 'luxon';
import { InputError } from '../transport';

/** Periods by name; weeks begin on Monday. */
export const TIME_RANGES = [
	'custom',
	'last30Days',
	'last7Days',
	'lastHour',
	'lastMonth',
	'lastWeek',
	'thisMonth',
	'thisWeek',
	'today',
	'yesterday',
] as const;
export type TimeRange = (typeof TIME_RANGES)[number];

/** A period in ms since 1970; `to` is not part of it. */
export interface Period {
	from: number;
	to: number;
	/** Time zone in which it was worked out, as an IANA name. */
	zone: string;
}

/** As the parameters give it. */
export interface RangeWishes {
	range: TimeRange;
	/** With `custom` only; empty: the start of today. */
	start: unknown;
	/** With `custom` only; empty: now. A date alone counts whole. */
	end: unknown;
	zone: string;
	now: number;
}

/** @throws InputError naming the parameter */
export function periodOf({ range, start, end, zone: name, now }: RangeWishes): Period {
	const zone = zoneOf(name);
	const today = DateTime.fromMillis(now, { zone });
	const days = (count: number) => today.startOf('day').minus({ days: count });
	const span = (from: DateTime, to: DateTime = today): Period => ({
		from: from.toMillis(),
		to: to.toMillis(),
		zone,
	});
	switch (range) {
		case 'lastHour':
			return span(today.minus({ hours: 1 }));
		case 'today':
			return span(days(0));
		case 'yesterday':
			return span(days(1), days(0));
		case 'last7Days':
			return span(days(6));
		case 'last30Days':
			return span(days(29));
		case 'thisWeek':
			return span(today.startOf('week'));
		case 'lastWeek':
			return span(today.startOf('week').minus({ weeks: 1 }), today.startOf('week'));
		case 'thisMonth':
			return span(today.startOf('month'));
		case 'lastMonth':
			return span(today.startOf('month').minus({ months: 1 }), today.startOf('month'));
		case 'custom': {
			const from = instantOf('Start Date', start, zone)?.at ?? days(0);
			const given = instantOf('End Date', end, zone);
			const to = given?.wholeDay === true ? given.at.plus({ days: 1 }) : (given?.at ?? today);
			if (from >= to) {
				throw new InputError('End Date', '"End Date" is not after "Start Date"', {
					hint: `They are read as ${from.toISO()} and ${to.toISO()}. A time without an offset is in the time zone ${zone}.`,
				});
			}
			return span(from, to);
		}
	}
}

/** Offset of a zone at an instant, such as `+01:00`. */
export function offsetOf(zone: string, at: number): string {
	return DateTime.fromMillis(at, { zone }).toFormat('ZZ');
}

/** Clocks are put forward or back on quarters of an hour only. */
const SAME_OFFSET_MS = 15 * 60_000;
/** Asked for last. */
let known = { zone: '', quarter: 0, minutes: 0, text: '' };

/** Rows come sorted by time, and each look into the rules of a zone is dear. */
function offsetAt(at: number, zone: string): { minutes: number; text: string } {
	const quarter = Math.floor(at / SAME_OFFSET_MS);
	if (known.zone !== zone || known.quarter !== quarter) {
		const minutes = IANAZone.create(zone).offset(at);
		known = { zone, quarter, minutes, text: offsetText(minutes) };
	}
	return known;
}

/** `+01:00`. */
function offsetText(minutes: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
	return `${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`;
}

/** An instant in a zone, as ISO 8601 with its offset; null when there is none. Lists have many, so it is done by hand. */
export function inZone(at: number | undefined, zone: string): string | null {
	if (at === undefined) return null;
	const { minutes, text } = offsetAt(at, zone);
	const wall = new Date(at + minutes * 60_000).toISOString();
	return wall.slice(0, at % 1000 === 0 ? -'.000Z'.length : -'Z'.length) + text;
}

/**
 * The IANA name of a time zone. An imported workflow may carry the editor's word for "that of the instance".
 *
 * @throws InputError
 */
export function zoneOf(name: string): string {
	if (name === 'DEFAULT') return DateTime.local().zoneName;
	// Node.js also takes offsets for zones; they are wrong for half of the year.
	if (!/^[+-]/.test(name) && IANAZone.isValidZone(name)) return name;
	throw new InputError('Time Zone', `"Time Zone" is no time zone: ${name.slice(0, 40)}`, {
		hint: 'Use a name such as Europe/Berlin or UTC.',
	});
}

/** An expression gives a date of luxon or of JavaScript, the picker a text. */
function instantOf(
	label: string,
	value: unknown,
	zone: string,
): { at: DateTime; wholeDay: boolean } | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const text = typeof value === 'string' ? value.trim() : '';
	const at = read(value, text, zone).setZone(zone);
	if (at.isValid) return { at, wholeDay: /^\d{4}-\d{2}-\d{2}$/.test(text) };
	throw new InputError(label, `"${label}" is no date: ${String(value).slice(0, 40)}`, {
		hint: 'Use the picker, or a text such as 2026-11-22 or 2026-11-22T18:00:00+01:00.',
	});
}

function read(value: unknown, text: string, zone: string): DateTime {
	if (DateTime.isDateTime(value)) return value;
	if (value instanceof Date) return DateTime.fromJSDate(value);
	if (typeof value === 'number') return DateTime.fromMillis(value);
	const iso = DateTime.fromISO(text, { zone });
	return iso.isValid ? iso : DateTime.fromSQL(text, { zone });
}
