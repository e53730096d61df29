import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { toNodeError } from '../shared/n8n/nodeErrors';
import { processHost, type PbxHost } from '../shared/n8n/pbx';
import { RunningTriggers } from '../shared/n8n/runningTriggers';
import { readParameters } from './parameters';
import { ReceiverRun } from './receiverRun';

const running = new RunningTriggers();

/** Activation does not wait longer than this for a PBX that may be down: the session goes on trying by itself. */
const START_MS = 10_000;

/**
 * Starts the trigger. In a manual test the listening begins only when n8n has got the answer of `trigger()`:
 * before that an emit would not reach the editor.
 */
export async function startReceiver(
	this: ITriggerFunctions,
	host: PbxHost = processHost(),
): Promise<ITriggerResponse> {
	const run = new ReceiverRun(this, readParameters(this), host);
	const closeFunction = async () => {
		run.close();
	};
	if (this.getMode() === 'manual') {
		return { closeFunction, manualTriggerFunction: async () => await run.untilFirstCall() };
	}
	const key = `${this.getWorkflow().id} ${this.getNode().id}`;
	running.replace(key, run);
	run.onClose(() => running.leave(key, run));
	try {
		await run.begin(START_MS);
	} catch (error) {
		run.close();
		throw toNodeError(this.getNode(), error, 0);
	}
	return { closeFunction };
}
