import { isRow, plainWord, type Row } from './cell';

/**
 * The titles of the columns. An empty or absent one is found by its usual names (see `ALIASES`). A
 * path such as `start.dateTime` reaches into nested objects.
 */
export interface PlanColumns {
	name?: string;
	mobile?: string;
	from?: string;
	to?: string;
	/** Without such a column every row counts as confirmed. */
	confirmed?: string;
	/** Extension of the person, where the number stands in 3CX and not in the plan. */
	extension?: string;
	/** Yes for a row that counts on holidays only, and wins there. */
	holiday?: string;
	/** Yes for a row that wins over all that are not. */
	override?: string;
	/** A number, or high, medium, low. */
	priority?: string;
}

/** Those that can be chosen, in the words of `PlanColumns`. */
export const FIELDS = [
	...(['name', 'mobile', 'from', 'to', 'confirmed'] as const),
	...(['extension', 'holiday', 'override', 'priority'] as const),
] as const;

/** What a column is for. */
export type Field = (typeof FIELDS)[number];

/** The column of a field in this plan. */
export interface Column {
	/** As chosen, or as found; undefined where there is none. */
	title?: string;
	/** Chosen by the user, not found by its name. */
	chosen: boolean;
	/** At least one row has it. */
	exists: boolean;
}

/** The column of every field. */
export type PlanTable = Readonly<Record<Field, Column>>;

/** Usual titles, the most telling first, written as `plainWord` gives them. */
export const ALIASES: Record<Field, readonly string[]> = {
	name: [
		...['name', 'person', 'mitarbeiter', 'mitarbeiterin', 'mitarbeitername', 'techniker'],
		...['technikerin', 'engineer', 'technician', 'employee', 'employeename', 'oncall'],
		...['bereitschaft', 'fullname', 'displayname', 'wer', 'who', 'title', 'titel', 'summary'],
	],
	mobile: [
		...['mobile', 'mobil', 'mobilenumber', 'mobilephone', 'mobilnummer', 'mobiltelefon'],
		...['mobilfunknummer', 'handy', 'handynummer', 'cell', 'cellphone', 'phone', 'phonenumber'],
		...['telefon', 'telefonnummer', 'rufnummer', 'tel', 'number', 'nummer'],
	],
	from: [
		...['from', 'von', 'start', 'starttime', 'startzeit', 'startdate', 'startdatum', 'startsat'],
		...['startat', 'begin', 'beginn', 'dienstbeginn', 'validfrom', 'gueltigab', 'gueltigvon', 'ab'],
	],
	to: [
		...['to', 'bis', 'end', 'ende', 'endtime', 'endzeit', 'enddate', 'enddatum', 'endsat', 'endat'],
		...['dienstende', 'validto', 'gueltigbis', 'until'],
	],
	// Last, because a status may be about something else; then its words are problems, not guesses.
	confirmed: ['confirmed', 'bestaetigt', 'bestaetigung', 'confirmation', 'status'],
	// Not "extension" itself: that column mostly says which line a row belongs to.
	extension: ['personextension', 'userextension', 'nebenstelle', 'durchwahl'],
	holiday: ['holiday', 'isholiday', 'feiertag'],
	override: ['override', 'isoverride'],
	priority: ['priority', 'prioritaet', 'prio'],
};

/** A list of overrides mostly comes from a form or a table, which note when a row was written. */
const OVERRIDE_STARTS = ['validsince', 'submittedat', 'createdat'];

/**
 * Finds the column of every field.
 *
 * @param overrides the rows are overrides: they may begin when they were written
 */
export function findColumns(
	rows: readonly Row[],
	columns: PlanColumns,
	overrides = false,
): PlanTable {
	const titles = new Map<string, string>();
	for (const row of rows) {
		for (const title of Object.keys(row)) {
			const word = plainWord(title);
			if (!titles.has(word)) titles.set(word, title);
		}
	}

	const find = (field: Field): Column => {
		const chosen = columns[field]?.trim() ?? '';
		if (chosen !== '') {
			return { title: chosen, chosen: true, exists: rows.some((row) => hasCell(row, chosen)) };
		}
		const more = overrides && field === 'from' ? OVERRIDE_STARTS : [];
		const alias = [...ALIASES[field], ...more].find((word) => titles.has(word));
		const title = alias === undefined ? undefined : titles.get(alias);
		return { title, chosen: false, exists: title !== undefined };
	};
	return {
		name: find('name'),
		mobile: find('mobile'),
		from: find('from'),
		to: find('to'),
		confirmed: find('confirmed'),
		extension: find('extension'),
		holiday: find('holiday'),
		override: find('override'),
		priority: find('priority'),
	};
}

/** The cell of a row; undefined where the row has none. */
export function cellOf(row: Row, column: Column): unknown {
	return column.title === undefined ? undefined : lookUp(row, column.title)?.value;
}

/** Whether the row has the column, be it with an empty cell. */
export function hasCell(row: Row, title: string): boolean {
	return lookUp(row, title) !== undefined;
}

/** The exact title first, then a path, then the same word. */
function lookUp(row: Row, title: string): { value: unknown } | undefined {
	if (Object.hasOwn(row, title)) return { value: row[title] };

	const nested = title.includes('.') ? follow(row, title.split('.')) : undefined;
	if (nested !== undefined) return nested;

	const word = plainWord(title);
	const similar = Object.keys(row).find((key) => plainWord(key) === word);
	return similar === undefined || word === '' ? undefined : { value: row[similar] };
}

function follow(row: Row, path: readonly string[]): { value: unknown } | undefined {
	let value: unknown = row;
	for (const step of path) {
		if (!isRow(value) || !Object.hasOwn(value, step)) return undefined;
		value = value[step];
	}
	return { value };
}
