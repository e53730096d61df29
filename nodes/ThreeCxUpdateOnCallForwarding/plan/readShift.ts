import { DateTime } from 'luxon';
import { isBlank, type Row } from './cell';
import { cellOf, hasCell, type Field, type PlanTable } from './columns';
import { readConfirmation } from './confirmation';
import { quoteCell, readMoment, type Moment } from './moment';
import { readPriority } from './priority';
import type { NumberedRow } from './rows';
import type { RowRules } from './rules';
import type { Shift } from './shift';
import { nextDay, wallTime, type Clock } from './wallTime';

/**
 * A row's shift, with what is odd about it but costs nothing; or what is wrong with the row and what
 * to write instead.
 */
export type ShiftReading =
	| { ok: true; shift: Shift; remarks: string[] }
	| { ok: false; problem: string };

/** Without these there is no shift; what people call them, and a title that is always found. */
const NEEDED: ReadonlyArray<{ field: Field; called: string; title: string }> = [
	{ field: 'mobile', called: 'phone number', title: 'mobile' },
	{ field: 'from', called: 'start', title: 'from' },
	{ field: 'to', called: 'end', title: 'to' },
];
const MOST_TITLES = 12;
const SHOWN = 'yyyy-MM-dd HH:mm ZZ';

/** Reads one row that is not empty. */
export function readShift(
	{ row, cells }: NumberedRow,
	table: PlanTable,
	rules: RowRules,
): ShiftReading {
	const missing = missingColumn(cells, table, rules);
	if (missing !== undefined) return unreadable(missing);

	const { zone } = rules;
	const from = startOf(readMoment(cellOf(cells, table.from), zone), rules);
	if (!DateTime.isDateTime(from)) return unreadable(`the start ${from.what}. ${from.instead}`);
	const to = endOf(readMoment(cellOf(cells, table.to), zone), rules);
	if (!DateTime.isDateTime(to)) return unreadable(`the end ${to.what}. ${to.instead}`);
	if (to <= from) {
		return unreadable(
			`the end ${to.toFormat(SHOWN)} is not after the start ${from.toFormat(SHOWN)}. ` +
				'Write each with its own date; a night shift ends on the next day.',
		);
	}

	const confirmed = confirmation(cells, table);
	if (typeof confirmed === 'string') return unreadable(confirmed);

	const person = nameIn(cellOf(cells, table.name)) ?? `row ${row + 1}`;
	const mobile = cellOf(cells, table.mobile);
	const marks = marksOf(cells, table, rules);
	const extension = extensionIn(cellOf(cells, table.extension));
	return {
		ok: true,
		shift: {
			...{ row, person, mobile, from, to, confirmed },
			...(extension !== undefined && { extension }),
			...(marks.roster && { roster: marks.roster }),
			...(marks.priority !== undefined && { priority: marks.priority }),
		},
		remarks: marks.remarks,
	};
}

interface Marks {
	roster: Shift['roster'];
	priority: number | undefined;
	remarks: string[];
}

/**
 * What raises a row above others. A cell that makes no sense is told and raises nothing: it must not
 * cost the shift.
 */
function marksOf(cells: Row, table: PlanTable, rules: RowRules): Marks {
	const remarks: string[] = [];
	const isMarked = (field: 'override' | 'holiday') => {
		const cell = cellOf(cells, table[field]);
		const yes = readConfirmation(cell);
		if (yes === undefined) {
			remarks.push(
				`${quoteCell(cell)} in the column "${table[field].title}" is neither yes nor no. ` +
					'The shift counts as if it were no.',
			);
		}
		return yes === true;
	};
	const override = rules.roster === 'override' || isMarked('override');
	// Without a list of holidays the column says nothing about when the row counts.
	const holiday = rules.roster === 'holiday' || (rules.hasHolidays && isMarked('holiday'));

	const cell = cellOf(cells, table.priority);
	const priority = isBlank(cell) ? undefined : readPriority(cell, rules.highestFirst);
	if (priority === undefined && !isBlank(cell)) {
		remarks.push(
			`${quoteCell(cell)} in the column "${table.priority.title}" is no priority. ` +
				'The shift counts as if it had none. Write a number, or high, medium or low.',
		);
	}
	const roster = override ? 'override' : holiday ? 'holiday' : undefined;
	return { roster, priority, remarks };
}

function unreadable(problem: string): ShiftReading {
	return { ok: false, problem };
}

function missingColumn(
	cells: Row,
	table: PlanTable,
	{ numbersElsewhere }: RowRules,
): string | undefined {
	const hasNumbers = numbersElsewhere || table.extension.exists;
	const needed = NEEDED.find(
		({ field }) =>
			!table[field].exists && (field !== 'mobile' || !hasNumbers || table.mobile.chosen),
	);
	if (needed === undefined) return undefined;

	const titles = Object.keys(cells).slice(0, MOST_TITLES).join(', ');
	const { chosen, title } = table[needed.field];
	return chosen
		? `there is no column "${title}" for the ${needed.called}. The row has: ${titles}.`
		: `no column for the ${needed.called} was found. Call it "${needed.title}", or choose one. ` +
				`The row has: ${titles}.`;
}

type Unread = Extract<Moment, { kind: 'problem' }>;

/** When and where a day of duty begins. */
interface DayRules {
	zone: string;
	handOver: Clock;
}

function startOf(moment: Moment, { zone, handOver }: DayRules): DateTime | Unread {
	if (moment.kind === 'day') return wallTime(moment.day, handOver, zone) ?? OUT_OF_CALENDAR;
	return moment.kind === 'instant' ? moment.at : moment;
}

/**
 * A mere day as the end counts whole. People write the last day of a duty, calendars the first day
 * after it, and a date does not tell which is meant. Read as the last day, a plan of the other kind
 * overlaps by a day, and there the later start wins anyway. Read as the day after, a plan of people
 * would leave a day on which nobody is called.
 */
function endOf(moment: Moment, { zone, handOver }: DayRules): DateTime | Unread {
	if (moment.kind !== 'day') return moment.kind === 'instant' ? moment.at : moment;
	const dayAfter = nextDay(moment.day);
	return (dayAfter && wallTime(dayAfter, handOver, zone)) ?? OUT_OF_CALENDAR;
}

const OUT_OF_CALENDAR: Unread = {
	kind: 'problem',
	what: 'is beyond the calendar',
	instead: 'Write a nearer day.',
};

/** Yes, no, or what is wrong with the cell. */
function confirmation(cells: Row, { confirmed }: PlanTable): boolean | string {
	if (confirmed.title === undefined) return true;
	if (confirmed.chosen && !hasCell(cells, confirmed.title)) {
		return (
			`it has no column "${confirmed.title}" for the confirmation. ` +
			'Give every row that column, or choose another one.'
		);
	}

	const cell = cellOf(cells, confirmed);
	return (
		readConfirmation(cell) ??
		`${quoteCell(cell)} in the column "${confirmed.title}" is neither yes nor no. ` +
			'Write yes or no there, or choose another column for the confirmation.'
	);
}

/** An extension of a person, as text or from a number cell; what is none is looked up nowhere. */
function extensionIn(cell: unknown): string | undefined {
	const text = typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
	return /^\d{2,10}$/.test(text) ? text : undefined;
}

/** Names come as text, and from linked tables as a list of texts. */
function nameIn(cell: unknown): string | undefined {
	if (isBlank(cell)) return undefined;
	if (Array.isArray(cell)) {
		const names = cell.map(nameIn).filter((name) => name !== undefined);
		return names.length > 0 ? names.join(', ') : undefined;
	}
	return typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : undefined;
}
