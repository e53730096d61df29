import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { Filter } from '../../xapi';
import type { TargetType } from '../fields/target';
import { answerSearch } from './answerSearch';
import { numberedPage } from './numberedPage';

/** The kind of DN that 3CX lists under each target type; a mailbox belongs to an extension. */
const PEER_TYPES: Readonly<Record<Exclude<TargetType, 'number'>, string>> = {
	extension: 'Extension',
	ivr: 'IVR',
	queue: 'Queue',
	ringGroup: 'RingGroup',
	voicemail: 'Extension',
};

/** Places that a call can be sent to, of the chosen target type: by a part of the name or the beginning of the number. */
export async function searchPeers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const peers = { set: 'Peers', name: 'Name', where: Filter.eq('Type', peerType(this)) };
	return await answerSearch(
		this,
		async ({ xapi }) => await numberedPage(xapi, peers, { filter, paginationToken }),
	);
}

function peerType(context: ILoadOptionsFunctions): string {
	const chosen = context.getCurrentNodeParameter('targetType');
	const known = Object.entries(PEER_TYPES).find(([name]) => name === chosen);
	return known?.[1] ?? PEER_TYPES.extension;
}
