import { fieldOf, fieldsOf } from '../edm/model';
import type { Row, Value } from '../world/values';
import { badQuery, unknownProperty } from './errors';
import { checkFilter } from './filter/check';
import { ordinal, satisfies } from './filter/evaluate';
import type { Order, QueryOptions } from './options';

/** Largest `$top` of an entity set (xapi.md §2.1). */
export const TOP_LIMIT = 100;

/** Rows after filter, search, order, skip and top; `count` is that before skip and top. */
export interface Page {
	page: Row[];
	count: number;
}

/** Refuses a `$top` over the limit with the sentence that three tools have seen. */
export function checkTop(options: QueryOptions, limit = TOP_LIMIT): void {
	if (options.top === undefined || options.top <= limit) return;
	throw badQuery(
		`The limit of '${limit}' for Top query has been exceeded. ` +
			`The value from the incoming request is '${options.top}'.`,
	);
}

/** Applies everything but `$select` and `$expand`; 400 for names that the type does not have. */
export function applyOptions(
	rows: Row[],
	type: string,
	options: QueryOptions,
	version: string,
	pageSize = Infinity,
): Page {
	const { filter, search, orderBy, skip = 0, top = pageSize } = options;
	let found = rows;
	if (filter) {
		checkFilter(filter, type, version);
		found = found.filter((row) => satisfies(row, filter));
	}
	if (search) found = found.filter((row) => mentions(row, type, search, version));
	if (orderBy) found = ordered(found, type, orderBy, version);
	return { page: found.slice(skip, skip + Math.min(top, pageSize)), count: found.length };
}

/** Behaviour of `$search` is unknown (xapi.md §2.2): any text property that holds the words. */
export function mentions(row: Row, type: string, search: string, version: string): boolean {
	const words = search.replace(/"/g, '').toLowerCase();
	return fieldsOf(type, version).some((field) => {
		const value = row[field.name];
		return typeof value === 'string' && value.toLowerCase().includes(words);
	});
}

function ordered(rows: Row[], type: string, orderBy: Order[], version: string): Row[] {
	for (const { property } of orderBy) {
		if (!fieldOf(type, property, version)) throw unknownProperty(property, type);
	}
	return [...rows].sort((a, b) => compareRows(a, b, orderBy));
}

/** Order of two rows. */
export function compareRows(a: Row, b: Row, orderBy: readonly Order[]): number {
	for (const { property, descending } of orderBy) {
		const order = compareValues(a[property], b[property]);
		if (order !== 0) return descending ? -order : order;
	}
	return 0;
}

/** Null comes first, as in a database of .NET. */
function compareValues(a: Value, b: Value): number {
	if (isComparable(a) && isComparable(b)) return ordinal(a, b);
	return Number(isComparable(a)) - Number(isComparable(b));
}

function isComparable(value: Value): value is string | number | boolean {
	return typeof value !== 'object' && value !== undefined;
}
