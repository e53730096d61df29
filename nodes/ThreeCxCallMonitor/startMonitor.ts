import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { inBatches } from '../shared/n8n/inBatches';
import { processHost, type PbxHost } from '../shared/n8n/pbx';
import { startTrigger } from '../shared/n8n/startTrigger';
import type { Listen } from '../shared/n8n/triggerRun';
import { batchLimits } from './batchSettings';
import { listenToEvents } from './listenToEvents';
import { readBatchParameters, readParameters } from './parameters';

/** Starts the trigger. */
export async function startMonitor(
	this: ITriggerFunctions,
	host: PbxHost = processHost(),
): Promise<ITriggerResponse> {
	const parameters = readParameters(this);
	const batch = readBatchParameters(this);
	const listen: Listen = (tools) => listenToEvents(tools, parameters);
	return await startTrigger(
		this,
		host,
		inBatches(listen, () => batchLimits(batch)),
	);
}
