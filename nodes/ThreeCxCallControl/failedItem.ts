import type { IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { carriedFields } from '../shared/n8n/callFields';

type Shown = NodeApiError | NodeOperationError;

/** What is told of an item whose operation failed: `success` is false, and the call's fields go on. */
export function failedItem(item: IDataObject, { message, description }: Shown): IDataObject {
	const { callId } = item;
	const call = typeof callId === 'string' ? { callId, ...carriedFields(item, callId) } : {};
	return {
		...call,
		success: false,
		error: message,
		...(description ? { description } : {}),
	};
}

/**
 * The same for a node with an error output: n8n sends an item there only when it has no fields but these two, and
 * adds those of the input item itself (n8n-core 2.41, handleNodeErrorOutput).
 */
export function errorOutputItem({ message, description }: Shown): IDataObject {
	return { error: message, message: description ? `${message}. ${description}` : message };
}
