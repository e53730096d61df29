import { urlValue } from '../transport';
import type { Filter } from './filter';

/** Most rows that 3CX gives in one page of an entity set; one more is a 400 (xapi.md §2.1). */
export const MAX_PAGE = 100;

/** Which rows, in which order. */
export interface Page {
	filter?: Filter;
	/** Pages are stable only in an order. */
	orderBy?: string;
	/** Of an entity set at most {@link MAX_PAGE}; the page size without it is not known. */
	top?: number;
	skip?: number;
}

/** What to read of an entity or an entity set. */
export interface Query extends Page {
	/** Always given: the default row of a user holds passwords (xapi.md §2.1). */
	select: readonly string[];
	expand?: readonly string[];
}

/** The query part of an address, `?` included; empty where nothing is asked for. */
export function queryString(query: Page & Partial<Query>): string {
	const parts: string[] = [];
	// Reports, which are read without a choice of fields, give more at once (xapi.md §2.1).
	const most = query.select === undefined ? Infinity : MAX_PAGE;
	if (query.select !== undefined) parts.push(`$select=${urlValue(query.select.join(','))}`);
	if (query.expand !== undefined && query.expand.length > 0) {
		parts.push(`$expand=${urlValue(query.expand.join(','))}`);
	}
	if (query.filter !== undefined) parts.push(`$filter=${urlValue(query.filter.text)}`);
	if (query.orderBy !== undefined) parts.push(`$orderby=${urlValue(query.orderBy)}`);
	if (query.top !== undefined) parts.push(`$top=${Math.min(query.top, most)}`);
	if (query.skip !== undefined && query.skip > 0) parts.push(`$skip=${query.skip}`);
	return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
