import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { processHost, type PbxHost } from '../shared/n8n/pbx';
import { startTrigger } from '../shared/n8n/startTrigger';
import { listenToCalls } from './listenToCalls';
import { readParameters } from './parameters';

/** Starts the trigger. */
export async function startReceiver(
	this: ITriggerFunctions,
	host: PbxHost = processHost(),
): Promise<ITriggerResponse> {
	const parameters = readParameters(this);
	const defaults = { maxCalls: host.settings.maxConcurrentCalls };
	return await startTrigger(this, host, (tools) => listenToCalls(tools, parameters, defaults));
}
