import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { toNodeError } from './nodeErrors';
import type { PbxHost } from './pbx';
import { RunningTriggers } from './runningTriggers';
import { TriggerRun, type BatchTools, type Listening } from './triggerRun';

const running = new RunningTriggers();

/** Activation does not wait longer than this for a PBX that may be down: the session goes on trying by itself. */
const START_MS = 10_000;

/**
 * Starts a trigger. In a manual test the listening begins only when n8n has got the answer of `trigger()`:
 * before that an emit would not reach the editor.
 */
export async function startTrigger(
	context: ITriggerFunctions,
	host: PbxHost,
	listen: (tools: BatchTools) => Listening,
): Promise<ITriggerResponse> {
	const run = new TriggerRun(context, listen, host);
	const closeFunction = async () => await run.close();
	if (context.getMode() === 'manual') {
		return { closeFunction, manualTriggerFunction: async () => await run.untilFirst() };
	}
	const key = `${context.getWorkflow().id} ${context.getNode().id}`;
	running.replace(key, run);
	const store = context.getWorkflowStaticData('node');
	host.stores.takeOver(key, store);
	run.onClose(() => {
		running.leave(key, run);
		host.stores.keep(key, store);
	});
	try {
		await run.begin(store, START_MS);
	} catch (error) {
		await run.close();
		throw toNodeError(context.getNode(), error, 0);
	}
	return { closeFunction };
}
