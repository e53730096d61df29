import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { DEFAULT_TYPES } from './eventTypes';
import type { BatchParameters } from './batchSettings';
import type { MonitorParameters } from './settings';

/** Reads all parameters at once: when an event comes, expressions can no longer be worked out. */
export function readParameters(context: ITriggerFunctions): MonitorParameters {
	return {
		source: context.getNodeParameter('source', 'push') as unknown,
		pollInterval: context.getNodeParameter('pollInterval', 10) as unknown,
		systemInterval: context.getNodeParameter('systemInterval', 60) as unknown,
		eventTypes: context.getNodeParameter('eventTypes', [...DEFAULT_TYPES]) as unknown,
		simplify: context.getNodeParameter('simplify', true) as unknown,
		filters: context.getNodeParameter('filters', {}) as IDataObject,
		timeZone: context.getTimezone(),
	};
}

/** Of batches, read at the same time. */
export function readBatchParameters(context: ITriggerFunctions): BatchParameters {
	return {
		batchMode: context.getNodeParameter('batchMode', false) as unknown,
		// Hidden ones have no value.
		batchSize: (context.getNodeParameter('batchSize', 50) as unknown) ?? 50,
		batchSeconds: (context.getNodeParameter('batchSeconds', 10) as unknown) ?? 10,
	};
}
