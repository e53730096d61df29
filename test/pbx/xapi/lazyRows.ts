import type { History } from '../records/history';
import type { Segment } from '../records/segment';
import type { PbxRequest } from '../http/request';
import { unknownProperty, XapiFailure } from '../odata/errors';
import { fieldOf } from '../edm/model';
import { checkFilter } from '../odata/filter/check';
import { satisfies } from '../odata/filter/evaluate';
import { queryOptions, type QueryOptions } from '../odata/options';
import { checkTop, compareRows, mentions } from '../odata/query';
import type { Reply } from '../http/reply';
import type { Row } from '../world/values';
import type { XapiContext } from './entitySet';
import { pageReply } from './replies';

/** Rows of a history that are made only when they are looked at. */
export interface LazyRows {
	history: History;
	/** What the handles depend on, for the memory of pages. */
	key: string;
	/** Ascending by the property that holds the beginning. */
	handles(): number[];
	row(segment: Segment): Row;
	/** Property that the handles are ordered by. */
	orderedBy: string;
	type: string;
	/** For `@odata.context`. */
	name: string;
}

/** The last questions and their answers: a client that pages asks the same again and again. */
const MEMORY = 8;
const memories = new WeakMap<History, Map<string, number[]>>();

/** A page of lazy rows. */
export function lazyPage(lazy: LazyRows, request: PbxRequest, context: XapiContext): Reply {
	const { switches, version } = context;
	const options = queryOptions(request.query);
	checkLimit(options, context);
	const found = remembered(lazy, request, () => select(lazy, options, version));
	if (switches.reportTimeoutRows !== 'never' && found.length > switches.reportTimeoutRows) {
		throw new XapiFailure(504, 'Gateway Timeout', null);
	}
	const { skip = 0, top = switches.defaultPageSize } = options;
	const isEmpty = options.count === true && switches.reportCount === 'emptySet';
	const handles = isEmpty ? [] : found.slice(skip, skip + top);
	const rows = handles.map((handle) => lazy.row(lazy.history.at(handle)));
	const count = isEmpty ? 0 : found.length;
	return pageReply(rows, count, lazy.type, lazy.name, options, context);
}

/** A limit that reports may have for `$top` (switch `reportTopLimit`). */
export function checkLimit(options: QueryOptions, { switches }: XapiContext): void {
	if (switches.reportTopLimit !== 'none') checkTop(options, switches.reportTopLimit);
}

function remembered(lazy: LazyRows, request: PbxRequest, make: () => number[]): number[] {
	const { history, key } = lazy;
	const asked = request.query.filter(([name]) => ['$filter', '$search', '$orderby'].includes(name));
	const question = `${history.changes} ${key} ${JSON.stringify(asked)}`;
	const memory = memories.get(history) ?? new Map<string, number[]>();
	memories.set(history, memory);
	const known = memory.get(question);
	if (known) return known;
	const found = make();
	memory.set(question, found);
	for (const old of memory.keys()) {
		if (memory.size <= MEMORY) break;
		memory.delete(old);
	}
	return found;
}

function select(lazy: LazyRows, options: QueryOptions, version: string): number[] {
	const { history, type } = lazy;
	const { filter, search, orderBy = [] } = options;
	for (const { property } of orderBy) {
		if (!fieldOf(type, property, version)) throw unknownProperty(property, type);
	}
	if (filter) checkFilter(filter, type, version);
	let found = lazy.handles();
	if (filter || search) {
		found = found.filter((handle) => {
			const row = lazy.row(history.at(handle));
			return (
				(!filter || satisfies(row, filter)) && (!search || mentions(row, type, search, version))
			);
		});
	}
	const [first, ...others] = orderBy;
	if (!first) return found;
	if (others.length === 0 && first.property === lazy.orderedBy) {
		return first.descending ? [...found].reverse() : found;
	}
	const keyed = found.map((handle) => ({ handle, row: lazy.row(history.at(handle)) }));
	return keyed.sort((a, b) => compareRows(a.row, b.row, orderBy)).map(({ handle }) => handle);
}
