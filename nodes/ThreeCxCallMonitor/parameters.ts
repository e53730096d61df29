import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { DEFAULT_TYPES } from './eventTypes';
import type { MonitorParameters } from './settings';

/** Reads all parameters at once: when an event comes, expressions can no longer be worked out. */
export function readParameters(context: ITriggerFunctions): MonitorParameters {
	return {
		source: context.getNodeParameter('source', 'push') as unknown,
		pollInterval: context.getNodeParameter('pollInterval', 10) as unknown,
		eventTypes: context.getNodeParameter('eventTypes', [...DEFAULT_TYPES]) as unknown,
		simplify: context.getNodeParameter('simplify', true) as unknown,
		filters: context.getNodeParameter('filters', {}) as IDataObject,
	};
}
