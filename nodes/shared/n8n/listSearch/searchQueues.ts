import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { answerSearch } from './answerSearch';
import { numberedPage } from './numberedPage';

/** Queues of the PBX for a list search: by a part of the name or the beginning of the number. */
export async function searchQueues(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const listed = { set: 'Queues', name: 'Name' };
	return await answerSearch(
		this,
		async ({ xapi }) => await numberedPage(xapi, listed, { filter, paginationToken }),
	);
}
