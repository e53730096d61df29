import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { Filter, MAX_PAGE } from '../../xapi';
import type { TargetType } from '../fields/target';
import { toNodeError } from '../nodeErrors';
import { processHost } from '../pbx';

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
	try {
		const pbx = await processHost().open(this);
		try {
			const skip = Number(paginationToken ?? 0) || 0;
			const rows = await pbx.xapi.page('Peers', {
				select: ['Id', 'Number', 'Name', 'Type'],
				orderBy: 'Number',
				filter: Filter.all(Filter.eq('Type', peerType(this)), ...textFilter(filter)),
				top: MAX_PAGE,
				skip,
			});
			return {
				results: rows.map((row) => {
					const number = row.text('Number') ?? '';
					return { name: `${number} ${row.text('Name') ?? ''}`.trim(), value: number };
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

function peerType(context: ILoadOptionsFunctions): string {
	const chosen = context.getCurrentNodeParameter('targetType');
	const known = Object.entries(PEER_TYPES).find(([name]) => name === chosen);
	return known?.[1] ?? PEER_TYPES.extension;
}

function textFilter(filter: string | undefined): Filter[] {
	const text = filter?.trim() ?? '';
	if (text === '') return [];
	return [Filter.any(Filter.startsWith('Number', text), Filter.containsIgnoringCase('Name', text))];
}
