import type { IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * What is told of an item whose operation failed. For an error output n8n sends an item there only when it has no
 * fields but these two (n8n-core 2.41, handleNodeErrorOutput).
 */
export function failure(
	{ message, description }: NodeApiError | NodeOperationError,
	forErrorOutput: boolean,
): IDataObject {
	if (forErrorOutput) {
		return { error: message, message: description ? `${message}. ${description}` : message };
	}
	return { success: false, error: message, ...(description ? { description } : {}) };
}
