import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { processHost, type PbxHost } from '../shared/n8n/pbx';
import { startTrigger } from '../shared/n8n/startTrigger';
import { listenToEvents } from './listenToEvents';
import { readParameters } from './parameters';

/** Starts the trigger. */
export async function startMonitor(
	this: ITriggerFunctions,
	host: PbxHost = processHost(),
): Promise<ITriggerResponse> {
	const parameters = readParameters(this);
	return await startTrigger(this, host, (tools) => listenToEvents(tools, parameters));
}
