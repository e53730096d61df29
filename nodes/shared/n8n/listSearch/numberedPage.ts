import type { INodeListSearchResult } from 'n8n-workflow';
import { Filter, MAX_PAGE, type Xapi } from '../../xapi';

/** What is listed: an entity set whose rows have a number and a name. */
export interface Numbered {
	set: string;
	/** The field that holds the name. */
	name: string;
	/** Only rows for which this holds. */
	where?: Filter;
}

/** What n8n asks for. */
export interface Asked {
	/** What the user typed: a part of the name or the beginning of the number. */
	filter?: string;
	/** Where the page before has ended. */
	paginationToken?: string;
}

/** One page of a list search, in the order of the numbers. @throws ThreeCxError */
export async function numberedPage(
	xapi: Xapi,
	{ set, name, where }: Numbered,
	{ filter, paginationToken }: Asked,
): Promise<INodeListSearchResult> {
	const skip = Number(paginationToken ?? 0) || 0;
	const filters = [...(where ? [where] : []), ...textFilter(name, filter?.trim() ?? '')];
	const rows = await xapi.page(set, {
		select: ['Id', 'Number', name],
		orderBy: 'Number',
		filter: filters.length > 0 ? Filter.all(...filters) : undefined,
		top: MAX_PAGE,
		skip,
	});
	return {
		results: rows.map((row) => {
			const number = row.text('Number') ?? '';
			return { name: `${number} ${row.text(name) ?? ''}`.trim(), value: number };
		}),
		paginationToken: rows.length < MAX_PAGE ? undefined : String(skip + MAX_PAGE),
	};
}

function textFilter(name: string, text: string): Filter[] {
	if (text === '') return [];
	return [Filter.any(Filter.startsWith('Number', text), Filter.containsIgnoringCase(name, text))];
}
