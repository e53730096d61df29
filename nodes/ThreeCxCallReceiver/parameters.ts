import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { extensionValue } from '../shared/n8n/extensionValue';
import type { ReceiverParameters } from './settings';

/** Reads all parameters at once: when a call comes, expressions can no longer be worked out. */
export function readParameters(context: ITriggerFunctions): ReceiverParameters {
	const get = (name: string, fallback: unknown) =>
		context.getNodeParameter(name, fallback) as unknown;
	return {
		extension: extensionValue(get('extension', ''), ''),
		triggerOn: get('triggerOn', 'inbound'),
		autoAnswer: get('autoAnswer', true),
		timeout: get('timeout', 30),
		simplify: get('simplify', true),
		filters: context.getNodeParameter('filters', {}) as IDataObject,
		options: context.getNodeParameter('options', {}) as IDataObject,
	};
}
