import { urlValue } from '../transport';
import type { Filter } from './filter';

/** Most rows that 3CX gives in one page of an entity set; one more is a 400 (xapi.md §2.1). */
export const MAX_PAGE = 100;

/** What to read of an entity or an entity set. */
export interface Query {
	/** Always given: the default row of a user holds passwords (xapi.md §2.1). */
	select: readonly string[];
	expand?: readonly string[];
	filter?: Filter;
	/** Pages are stable only in an order. */
	orderBy?: string;
	/** At most {@link MAX_PAGE}; the page size without it is not known. */
	top?: number;
	skip?: number;
}

/** The query part of an address, `?` included. */
export function queryString(query: Query): string {
	const parts = [`$select=${urlValue(query.select.join(','))}`];
	if (query.expand !== undefined && query.expand.length > 0) {
		parts.push(`$expand=${urlValue(query.expand.join(','))}`);
	}
	if (query.filter !== undefined) parts.push(`$filter=${urlValue(query.filter.text)}`);
	if (query.orderBy !== undefined) parts.push(`$orderby=${urlValue(query.orderBy)}`);
	if (query.top !== undefined) parts.push(`$top=${Math.min(query.top, MAX_PAGE)}`);
	if (query.skip !== undefined && query.skip > 0) parts.push(`$skip=${query.skip}`);
	return `?${parts.join('&')}`;
}
