import { isRow, type Row } from './cell';
import type { RowProblem } from './shift';

/** A row and where it stands in the plan, counted from 0. */
export interface NumberedRow {
	row: number;
	cells: Row;
}

/** The rows of a plan, and what is no row. */
export interface RowList {
	rows: NumberedRow[];
	problems: RowProblem[];
}

const ITEM_KEYS = new Set(['json', 'binary', 'pairedItem', 'error', 'index', 'metadata']);

const EXPECTED = 'A list of rows is needed, with a column for the number, the start and the end.';

/**
 * Makes rows of what an expression gives: a list of objects, one object, n8n items, or JSON text of
 * these.
 *
 * An empty list is a plan without shifts. Nothing at all is a problem: it is what a mistyped
 * expression gives, and must not look like a plan in which nobody is on call.
 */
export function listRows(plan: unknown): RowList {
	if (typeof plan === 'string') return listText(plan);
	if (isRow(plan)) return listRows([plan]);
	if (!Array.isArray(plan)) return problem(`The plan is ${describe(plan)}. ${EXPECTED}`);

	const list: RowList = { rows: [], problems: [] };
	const values: readonly unknown[] = plan;
	values.forEach((value, row) => {
		const cells = unwrapItem(value);
		if (isRow(cells)) list.rows.push({ row, cells });
		else list.problems.push({ row, message: `Row ${row + 1} is ${describe(cells)}. ${EXPECTED}` });
	});
	return list;
}

function listText(text: string): RowList {
	if (text.trim() === '') return problem(`The plan is empty text. ${EXPECTED}`);

	let plan: unknown;
	try {
		plan = JSON.parse(text);
	} catch {
		return problem(`The plan is text, but not JSON. ${EXPECTED}`);
	}
	return typeof plan === 'string' ? problem(`The plan is text. ${EXPECTED}`) : listRows(plan);
}

/** `$input.all()` gives items, and the row is inside. */
function unwrapItem(value: unknown): unknown {
	if (!isRow(value) || !isRow(value.json)) return value;
	const isItem = Object.keys(value).every((key) => ITEM_KEYS.has(key));
	return isItem ? value.json : value;
}

function problem(message: string): RowList {
	return { rows: [], problems: [{ row: 0, message }] };
}

function describe(value: unknown): string {
	if (value === undefined || value === null) return 'empty';
	if (Array.isArray(value)) return 'a list, not an object';
	return typeof value === 'object' ? 'an object without columns' : `a ${typeof value}`;
}
