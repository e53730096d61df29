import type { DateTime } from 'luxon';
import { quoteCell, readMoment } from './moment';
import type { RowProblem, Shift } from './shift';
import { nextDay, wallTime, type Clock, type Day } from './wallTime';

/** From the start of a holiday to its end; holidays that touch are one. */
export interface Holiday {
	from: DateTime;
	to: DateTime;
}

/** Days as far as they could be read. */
export interface HolidayList {
	days: Day[];
	problems: RowProblem[];
}

/** Longer lists are no holidays. */
const MOST = 2000;

/**
 * Reads a list of days: a list or JSON text, dates as in the plan, separated by commas, semicolons or
 * new lines, or objects with `date`.
 */
export function readHolidayList(given: unknown, zone: string): HolidayList {
	const cells = listOf(given);
	const found: HolidayList = { days: [], problems: [] };
	cells.slice(0, MOST).forEach((cell, row) => {
		const moment = readMoment(dateIn(cell), zone);
		if (moment.kind === 'day') found.days.push(moment.day);
		else if (moment.kind === 'instant') found.days.push(dayOf(moment.at));
		else {
			const message = `Holiday ${row + 1}: ${quoteCell(dateIn(cell))} is no day. ${moment.instead}`;
			found.problems.push({ row, message });
		}
	});
	if (cells.length > MOST) {
		const message = `There are ${cells.length} holidays; the first ${MOST} count.`;
		found.problems.push({ row: MOST, message });
	}
	return found;
}

/**
 * When holidays are, in the order of time. A holiday begins and ends at the hand-over, as every day of
 * duty does.
 */
export function holidayTimes(days: readonly Day[], handOver: Clock, zone: string): Holiday[] {
	const times: Holiday[] = [];
	for (const day of days) {
		const next = nextDay(day);
		const from = wallTime(day, handOver, zone);
		const to = next && wallTime(next, handOver, zone);
		if (from !== undefined && to !== undefined) times.push({ from, to });
	}
	times.sort((a, b) => a.from.toMillis() - b.from.toMillis());

	const merged: Holiday[] = [];
	for (const time of times) {
		const last = merged.at(-1);
		if (last === undefined || last.to < time.from) merged.push({ ...time });
		else if (last.to < time.to) last.to = time.to;
	}
	return merged;
}

/** The parts of a shift for holidays that are on holidays; any other shift as it is. */
export function onHolidays(shift: Shift, holidays: readonly Holiday[]): Shift[] {
	if (shift.roster !== 'holiday') return [shift];
	return holidays
		.filter(({ from, to }) => from < shift.to && shift.from < to)
		.map(({ from, to }) => ({
			...shift,
			from: from < shift.from ? shift.from : from,
			to: to < shift.to ? to : shift.to,
			begun: shift.from,
		}));
}

function listOf(given: unknown): readonly unknown[] {
	if (Array.isArray(given)) return given;
	if (typeof given !== 'string') return given === undefined || given === null ? [] : [given];
	try {
		const parsed: unknown = JSON.parse(given);
		if (Array.isArray(parsed)) return parsed;
	} catch {
		// Plain text, as people write it.
	}
	return given
		.split(/[,;\n]+/)
		.map((text) => text.trim())
		.filter((text) => text !== '');
}

function dateIn(cell: unknown): unknown {
	if (typeof cell === 'object' && cell !== null && 'date' in cell) return cell.date;
	// The name behind the day: 25.12.2026 Christmas.
	return typeof cell === 'string' ? cell.replace(/^([\d./-]+)\s+\p{L}.*$/u, '$1') : cell;
}

function dayOf({ year, month, day }: DateTime): Day {
	return { year, month, day };
}
