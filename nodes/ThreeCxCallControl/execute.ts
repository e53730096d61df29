import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from '../shared/n8n/nodeErrors';
import { oneOf } from '../shared/n8n/parameters';
import { processHost, type Pbx, type PbxHost } from '../shared/n8n/pbx';
import { abortError, CancelledError } from '../shared/transport';
import { errorOutputItem, failedItem } from './failedItem';
import { Job } from './job';
import { answerCall } from './operations/answerCall';
import { attachData } from './operations/attachData';
import { divertCall } from './operations/divertCall';
import { hangupCall } from './operations/hangupCall';
import { makeCall } from './operations/makeCall/execute';
import { transferCall } from './operations/transferCall/execute';

const OPERATIONS = {
	answerCall,
	attachData,
	divertCall,
	hangupCall,
	makeCall,
	transferCall,
} as const satisfies Record<string, (job: Job) => Promise<IDataObject>>;
const NAMES = Object.keys(OPERATIONS) as Array<keyof typeof OPERATIONS>;

/** Does the operation for each item in turn. */
export async function executeCallControl(
	this: IExecuteFunctions,
	host: PbxHost = processHost(),
): Promise<INodeExecutionData[][]> {
	const done: INodeExecutionData[] = [];
	let pbx: Pbx | undefined;
	try {
		for (const [itemIndex, { json: item }] of this.getInputData().entries()) {
			try {
				pbx ??= await host.open(this);
				if (pbx.signal?.aborted) throw abortError();
				const name = operationOf(this, itemIndex);
				const json = await OPERATIONS[name](new Job(this, itemIndex, pbx, item));
				pbx.logger.debug(`${name}: done`, { callId: json.callId });
				done.push({ json: { ...json, success: true }, pairedItem: { item: itemIndex } });
			} catch (error) {
				const shown = toNodeError(this.getNode(), error, itemIndex);
				// A stopped execution is not one of the things that a workflow goes on after.
				if (!this.continueOnFail() || error instanceof CancelledError) throw shown;
				const forErrorOutput = this.getNode().onError === 'continueErrorOutput';
				done.push({
					json: forErrorOutput ? errorOutputItem(shown) : failedItem(item, shown),
					pairedItem: { item: itemIndex },
				});
			}
		}
		return [done];
	} finally {
		pbx?.release();
	}
}

function operationOf(context: IExecuteFunctions, itemIndex: number): keyof typeof OPERATIONS {
	return oneOf('Operation', context.getNodeParameter('operation', itemIndex, ''), NAMES);
}
