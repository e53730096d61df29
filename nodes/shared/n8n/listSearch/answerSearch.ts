import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toNodeError } from '../nodeErrors';
import { processHost, type Pbx } from '../pbx';

/** Answers a list search from the PBX of the node's credential. @throws NodeApiError, NodeOperationError in words */
export async function answerSearch(
	context: ILoadOptionsFunctions,
	find: (pbx: Pbx) => Promise<INodeListSearchResult>,
): Promise<INodeListSearchResult> {
	try {
		const pbx = await processHost().open(context);
		try {
			return await find(pbx);
		} finally {
			pbx.release();
		}
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
}
