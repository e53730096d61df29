import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { Filter, MAX_PAGE } from '../../xapi';
import { toNodeError } from '../nodeErrors';
import { processHost } from '../pbx';

/** Users of the PBX for a list search: by a part of the name or the beginning of the extension. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	try {
		const pbx = await processHost().open(this);
		try {
			const skip = Number(paginationToken ?? 0) || 0;
			const text = filter?.trim() ?? '';
			const rows = await pbx.xapi.page('Users', {
				select: ['Id', 'Number', 'DisplayName'],
				orderBy: 'Number',
				filter:
					text === ''
						? undefined
						: Filter.any(
								Filter.startsWith('Number', text),
								Filter.containsIgnoringCase('DisplayName', text),
							),
				top: MAX_PAGE,
				skip,
			});
			return {
				results: rows.map((row) => {
					const number = row.text('Number') ?? '';
					return { name: `${number} ${row.text('DisplayName') ?? ''}`.trim(), value: number };
				}),
				paginationToken: rows.length < MAX_PAGE ? undefined : String(skip + MAX_PAGE),
			};
		} finally {
			pbx.release();
		}
	} catch (error) {
		throw toNodeError(this.getNode(), error, 0);
	}
}
