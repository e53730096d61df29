import { DateTime } from 'luxon';
import { maskNumber } from '../../shared/phone';
import { isBlank } from './cell';
import { isAmbiguousDate, isTimeOfDay, timeText, type WrittenTime } from './timeText';
import { MIDNIGHT, wallTime, type Day } from './wallTime';

/**
 * What a cell says about time. A mere day is kept as one, because it means something else as a start
 * than as an end.
 */
export type Moment =
	| { kind: 'instant'; at: DateTime }
	| { kind: 'day'; day: Day }
	| { kind: 'problem'; what: string; instead: string };

const WRITE_IT = 'Write it like 2026-12-24 08:00, 24.12.2026 08:00 or 2026-12-24T08:00:00+01:00.';
const LONGEST_QUOTE = 40;

/** Numbers of these sizes cannot be mistaken for each other: days since 1900, seconds, milliseconds since 1970. */
const SERIAL = { least: 20_000, most: 80_000 };
const EPOCH_SECONDS = { least: 1e9, most: 1e11 };
/** The day 0 of Excel and Google Sheets. */
const SERIAL_START = Date.UTC(1899, 11, 30);
const SECONDS_A_DAY = 86_400;

/**
 * Reads a time from a cell: dates and luxon times, ISO text with or without an offset, German text,
 * epoch seconds and milliseconds, serial numbers of spreadsheets.
 *
 * @param zone where wall times are meant; checked by `assertZone`
 */
export function readMoment(value: unknown, zone: string): Moment {
	if (isBlank(value)) return problem('is missing');
	if (typeof value === 'number') return fromNumber(value, zone);
	if (typeof value === 'string') return fromText(value, zone);
	// By shape, not by instanceof: n8n's expressions bring their own copies of both classes.
	if (DateTime.isDateTime(value)) return fromMillis(value.toMillis(), zone);
	if (isDate(value)) return fromMillis(value.getTime(), zone);
	if (typeof value === 'object') {
		return problem('is an object', 'Map the path to the time in it, for instance start.dateTime.');
	}
	return problem('is no time');
}

function fromText(cell: string, zone: string): Moment {
	const text = cell
		.replace(/\p{Cf}/gu, '')
		.replace(/\s+/g, ' ')
		.replace(/\u2212/g, '-')
		.trim();

	const written = timeText(text);
	if (written !== undefined) return fromWritten(written, text, zone);
	if (/^\d+(?:[.,]\d+)?$/.test(text)) return fromNumber(Number(text.replace(',', '.')), zone);
	if (isAmbiguousDate(text)) {
		return problem(
			`${quote(text)} can be read with the day or with the month first`,
			'Write it year first, 2026-04-03, or with dots, 03.04.2026.',
		);
	}
	if (isTimeOfDay(text)) return problem(`${quote(text)} has no date`);
	return problem(`${quote(text)} is no time that can be read`);
}

function fromWritten({ day, clock, zone: own }: WrittenTime, text: string, zone: string): Moment {
	const at = wallTime(day, clock ?? MIDNIGHT, own ?? zone);
	if (at === undefined) return problem(`${quote(text)} is no day and time that exist`);
	return clock === undefined ? { kind: 'day', day } : { kind: 'instant', at: at.setZone(zone) };
}

function fromNumber(value: number, zone: string): Moment {
	if (value >= SERIAL.least && value <= SERIAL.most) return fromSerial(value, zone);
	if (value >= EPOCH_SECONDS.least && value <= EPOCH_SECONDS.most) {
		return fromMillis(value * 1000, zone);
	}
	if (value > EPOCH_SECONDS.most) return fromMillis(value, zone);
	return problem(`${quote(String(value))} is a number that stands for no time`);
}

/** Spreadsheets count days, and know no zone: the fraction is what the clock on the wall shows. */
function fromSerial(serial: number, zone: string): Moment {
	// Whole seconds: a fraction of a day is never exact.
	const seconds = Math.round(serial * SECONDS_A_DAY);
	const shown = DateTime.fromMillis(SERIAL_START + seconds * 1000, { zone: 'utc' });
	const day = { year: shown.year, month: shown.month, day: shown.day };
	if (seconds % SECONDS_A_DAY === 0) return { kind: 'day', day };

	const { hour, minute, second } = shown;
	const at = wallTime(day, { hour, minute, second, millisecond: 0 }, zone);
	return at === undefined ? problem('is no day and time that exist') : { kind: 'instant', at };
}

function fromMillis(millis: number, zone: string): Moment {
	const at = DateTime.fromMillis(Math.round(millis), { zone });
	return at.isValid ? { kind: 'instant', at } : problem('is an invalid date');
}

function isDate(value: unknown): value is Date {
	return Object.prototype.toString.call(value) === '[object Date]';
}

function problem(what: string, instead: string = WRITE_IT): Moment {
	return { kind: 'problem', what, instead };
}

/** Any cell for a message. */
export function quoteCell(cell: unknown): string {
	return typeof cell === 'object' ? 'The object' : quote(String(cell).trim());
}

/** The cell for a message; masked where it may be a phone number from the wrong column. */
function quote(text: string): string {
	const mayBePhone = /^[+\d\s()/-]+$/.test(text) && !isAmbiguousDate(text);
	return `"${mayBePhone ? maskNumber(text) : text.slice(0, LONGEST_QUOTE)}"`;
}
