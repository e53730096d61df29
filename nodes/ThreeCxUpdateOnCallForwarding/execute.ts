import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { oneOf } from '../shared/n8n/parameters';
import { processHost, type PbxHost } from '../shared/n8n/pbx';
import { executeCheckCoverage } from './operations/checkCoverage/execute';
import { executeUpdate } from './operations/update/execute';
import { executeWhoIsOnCall } from './operations/whoIsOnCall/execute';

const OPERATIONS = {
	checkCoverage: executeCheckCoverage,
	update: executeUpdate,
	whoIsOnCall: executeWhoIsOnCall,
} as const;
const NAMES = Object.keys(OPERATIONS) as Array<keyof typeof OPERATIONS>;

/** Does the operation that was chosen; it is the same for all items, whose lines belong together. */
export async function executeOnCall(
	this: IExecuteFunctions,
	host: PbxHost = processHost(),
): Promise<INodeExecutionData[][]> {
	const operation = oneOf('Operation', this.getNodeParameter('operation', 0, 'update'), NAMES);
	return await OPERATIONS[operation].call(this, host);
}
