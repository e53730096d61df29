import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { answerSearch } from './answerSearch';
import { numberedPage } from './numberedPage';

/** Users of the PBX for a list search: by a part of the name or the beginning of the extension. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const users = { set: 'Users', name: 'DisplayName' };
	return await answerSearch(
		this,
		async ({ xapi }) => await numberedPage(xapi, users, { filter, paginationToken }),
	);
}
