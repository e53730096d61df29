import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from '../shared/n8n/nodeErrors';
import { oneOf } from '../shared/n8n/parameters';
import { processHost, type Pbx, type PbxHost } from '../shared/n8n/pbx';
import { abortError, CancelledError } from '../shared/transport';
import { failure } from './failure';
import { Job, type Found } from './job';
import { findAvailableAgents } from './operations/findAvailableAgents';
import { getActiveCalls } from './operations/getActiveCalls';
import { getCallHistory } from './operations/getCallHistory/execute';
import { getCallStatus } from './operations/getCallStatus/execute';
import { getExtensions } from './operations/getExtensions';
import { getQueueStats } from './operations/getQueueStats/execute';
import { getRecording } from './operations/getRecording';
import { getReport } from './operations/getReport/execute';
import { getSystemStatus } from './operations/getSystemStatus';
import { verifyWebhook } from './operations/verifyWebhook/execute';

/** What an operation gives, part after part. */
type Operation = (job: Job) => AsyncIterable<readonly Found[]>;

const OPERATIONS = {
	findAvailableAgents: each(findAvailableAgents),
	getActiveCalls: each(getActiveCalls),
	getCallHistory: pages(getCallHistory),
	getCallStatus: one(getCallStatus),
	getExtensions: each(getExtensions),
	getQueueStats: each(getQueueStats),
	getRecording: file(getRecording),
	getReport: each(getReport),
	getSystemStatus: one(getSystemStatus),
	verifyWebhook: one(verifyWebhook),
} as const satisfies Record<string, Operation>;
const NAMES = Object.keys(OPERATIONS) as Array<keyof typeof OPERATIONS>;

/** Does the operation for each item in turn. */
export async function executeCallData(
	this: IExecuteFunctions,
	host: PbxHost = processHost(),
): Promise<INodeExecutionData[][]> {
	const results: INodeExecutionData[] = [];
	let pbx: Pbx | undefined;
	try {
		for (const [itemIndex, { json: item }] of this.getInputData().entries()) {
			const begun = results.length;
			try {
				pbx ??= await host.open(this);
				if (pbx.signal?.aborted) throw abortError();
				const given = this.getNodeParameter('operation', itemIndex, '');
				const name = oneOf('Operation', given, NAMES);
				const job = new Job(this, itemIndex, pbx, item);
				for await (const part of OPERATIONS[name](job)) {
					for (const { json, binary } of part) {
						const pairedItem = { item: itemIndex };
						results.push(binary ? { json, binary, pairedItem } : { json, pairedItem });
					}
				}
				tellNotes(job, results.slice(begun));
				pbx.logger.debug(`${name}: ${results.length - begun} items`);
			} catch (error) {
				const shown = toNodeError(this.getNode(), error, itemIndex);
				// A stopped execution is not one of the things that a workflow goes on after.
				if (!this.continueOnFail() || error instanceof CancelledError) throw shown;
				// Half a list would look like a whole one.
				results.length = begun;
				const json = failure(shown, this.getNode().onError === 'continueErrorOutput');
				results.push({ json, pairedItem: { item: itemIndex } });
			}
		}
		return [results];
	} finally {
		pbx?.release();
	}
}

/** Nothing is left out silently: what could not be told stands in the items, in the log, and above the output. */
function tellNotes({ notes, pbx, context }: Job, results: INodeExecutionData[]): void {
	if (notes.length === 0) return;
	const note = notes.join('; ');
	pbx.logger.warn(`3CX Call Data: ${note}`);
	context.addExecutionHints({ message: note, location: 'outputPane', type: 'warning' });
	for (const { json } of results) json.note = note;
}

/** For one that gives as much as a call history. */
function pages(work: (job: Job) => AsyncIterable<readonly IDataObject[]>): Operation {
	return async function* (job) {
		for await (const page of work(job)) yield page.map((json) => ({ json }));
	};
}

function each(work: (job: Job) => AsyncIterable<IDataObject>): Operation {
	return async function* (job) {
		for await (const json of work(job)) yield [{ json }];
	};
}

function one(work: (job: Job) => Promise<IDataObject>): Operation {
	return async function* (job) {
		yield [{ json: await work(job) }];
	};
}

function file(work: (job: Job) => Promise<Found>): Operation {
	return async function* (job) {
		yield [await work(job)];
	};
}
