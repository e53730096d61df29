import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from '../shared/n8n/nodeErrors';
import { oneOf } from '../shared/n8n/parameters';
import { processHost, type Pbx, type PbxHost } from '../shared/n8n/pbx';
import { abortError, CancelledError } from '../shared/transport';
import { errorOutputItem, failedItem } from './failedItem';
import { Job, type Outcome } from './job';
import { answerCall } from './operations/answerCall';
import { attachData } from './operations/attachData';
import { BRANCHES } from './operations/collectDtmf/branches';
import { collectDtmf } from './operations/collectDtmf/execute';
import { divertCall } from './operations/divertCall';
import { hangupCall } from './operations/hangupCall';
import { makeCall } from './operations/makeCall/execute';
import { playAudio } from './operations/playAudio/execute';
import { recordAudio } from './operations/recordAudio/execute';
import { stopAudio } from './operations/stopAudio';
import { transferCall } from './operations/transferCall/execute';

const OPERATIONS = {
	answerCall: fields(answerCall),
	attachData: fields(attachData),
	collectDTMF: collectDtmf,
	divertCall: fields(divertCall),
	hangupCall: fields(hangupCall),
	makeCall: fields(makeCall),
	playAudio: fields(playAudio),
	recordAudio,
	stopAudio: fields(stopAudio),
	transferCall: fields(transferCall),
} as const satisfies Record<string, (job: Job) => Promise<Outcome>>;
const NAMES = Object.keys(OPERATIONS) as Array<keyof typeof OPERATIONS>;

/** Does the operation for each item in turn. */
export async function executeCallControl(
	this: IExecuteFunctions,
	host: PbxHost = processHost(),
): Promise<INodeExecutionData[][]> {
	const outputs: INodeExecutionData[][] = outputsOf(this);
	const [regular = []] = outputs;
	let pbx: Pbx | undefined;
	try {
		for (const [itemIndex, { json: item }] of this.getInputData().entries()) {
			try {
				pbx ??= await host.open(this);
				if (pbx.signal?.aborted) throw abortError();
				const name = operationOf(this, itemIndex);
				const {
					json,
					binary,
					branch = 0,
				} = await OPERATIONS[name](new Job(this, itemIndex, pbx, item));
				pbx.logger.debug(`${name}: done`, { callId: json.callId });
				outputs[branch]?.push({
					json: { ...json, success: true },
					...(binary && { binary }),
					pairedItem: { item: itemIndex },
				});
			} catch (error) {
				const shown = toNodeError(this.getNode(), error, itemIndex);
				// A stopped execution is not one of the things that a workflow goes on after.
				if (!this.continueOnFail() || error instanceof CancelledError) throw shown;
				const forErrorOutput = this.getNode().onError === 'continueErrorOutput';
				(outputs[FAILED] ?? regular).push({
					json: forErrorOutput ? errorOutputItem(shown) : failedItem(item, shown),
					pairedItem: { item: itemIndex },
				});
			}
		}
		return outputs;
	} finally {
		pbx?.release();
	}
}

/** With branches a failed item goes where wrong keys go: the caller may still be there, and somebody has to take the call. */
const FAILED = BRANCHES.indexOf('invalid');

/** One output; or one for each outcome, where the node was drawn with them (see `outputs` in the description). */
function outputsOf(context: IExecuteFunctions): INodeExecutionData[][] {
	const { operation, outputs } = context.getNode().parameters;
	const branches = operation === 'collectDTMF' && outputs === 'branches';
	return branches ? BRANCHES.map(() => []) : [[]];
}

/** An operation that gives fields only. */
function fields(work: (job: Job) => Promise<IDataObject>): (job: Job) => Promise<Outcome> {
	return async (job) => ({ json: await work(job) });
}

function operationOf(context: IExecuteFunctions, itemIndex: number): keyof typeof OPERATIONS {
	return oneOf('Operation', context.getNodeParameter('operation', itemIndex, ''), NAMES);
}
