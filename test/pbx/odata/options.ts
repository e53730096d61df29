import { badQuery } from './errors';
import { parseFilter, type Expression } from './filter/parser';

/** One property to order by. */
export interface Order {
	property: string;
	descending: boolean;
}

/** A navigation property to show, with what is asked for inside it. */
export interface Expand {
	property: string;
	options: QueryOptions;
}

/** The options of a read; absent means not asked for. */
export interface QueryOptions {
	top?: number;
	skip?: number;
	count?: boolean;
	search?: string;
	filter?: Expression;
	orderBy?: Order[];
	select?: string[];
	expand?: Expand[];
}

/** Reads the query of a request; names are those of xapi.md §2.1, others without `$` are ignored. */
export function queryOptions(pairs: Iterable<readonly [string, string]>): QueryOptions {
	const options: QueryOptions = {};
	for (const [name, value] of pairs) {
		if (name.startsWith('$')) applyOption(options, name, value.trim());
	}
	return options;
}

function applyOption(options: QueryOptions, name: string, value: string): void {
	switch (name) {
		case '$top':
			options.top = nonNegative(value, 'Top');
			return;
		case '$skip':
			options.skip = nonNegative(value, 'Skip');
			return;
		case '$count':
			if (value !== 'true' && value !== 'false') {
				throw badQuery(`'${value}' is not a valid count option.`);
			}
			options.count = value === 'true';
			return;
		case '$search':
			options.search = value;
			return;
		case '$filter':
			options.filter = parseFilter(value);
			return;
		case '$orderby':
			options.orderBy = splitTop(value, ',').map(parseOrder);
			return;
		case '$select':
			options.select = splitTop(value, ',');
			return;
		case '$expand':
			options.expand = splitTop(value, ',').map(parseExpand);
			return;
		default:
			throw badQuery(`The query parameter '${name}' is not supported.`);
	}
}

function nonNegative(value: string, option: string): number {
	if (/^\d+$/.test(value)) return Number(value);
	throw badQuery(`Invalid value '${value}' for $${option.toLowerCase()} query option found.`);
}

function parseOrder(text: string): Order {
	const [property = '', direction = 'asc', ...rest] = text.split(/\s+/);
	if (rest.length > 0 || !['asc', 'desc'].includes(direction)) {
		throw badQuery(`Syntax error in '${text}'.`);
	}
	return { property, descending: direction === 'desc' };
}

/** `Groups` or `Groups($select=GroupId;$expand=Rights($select=RoleName))` (xapi.md §2.1). */
function parseExpand(text: string): Expand {
	const match = /^([^()]+)(?:\(([\s\S]*)\))?$/.exec(text);
	if (!match) throw badQuery(`Syntax error in '${text}'.`);
	const inner = splitTop(match[2] ?? '', ';').map((option): [string, string] => {
		const equals = option.indexOf('=');
		return [option.slice(0, equals).trim(), option.slice(equals + 1)];
	});
	return { property: (match[1] ?? '').trim(), options: queryOptions(inner) };
}

/** Splits at a separator that stands outside brackets and quotes; empty parts fall away. */
export function splitTop(text: string, separator: string): string[] {
	const parts: string[] = [];
	let depth = 0;
	let quoted = false;
	let current = '';
	for (const character of text) {
		if (character === "'") quoted = !quoted;
		if (!quoted && character === '(') depth++;
		if (!quoted && character === ')') depth--;
		if (!quoted && depth === 0 && character === separator) {
			parts.push(current);
			current = '';
		} else {
			current += character;
		}
	}
	parts.push(current);
	return parts.map((part) => part.trim()).filter(Boolean);
}
