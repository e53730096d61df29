import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import { AuthError, HttpError, InputError, SettingsError, ThreeCxError } from '../transport';

/**
 * Our errors as n8n shows them: `NodeOperationError` for what the user typed, `NodeApiError` for what the PBX
 * answered or did not answer. Message: what happened; description: what to do.
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (!(error instanceof ThreeCxError)) {
		return new NodeOperationError(node, error instanceof Error ? error : String(error), {
			itemIndex,
		});
	}
	const options = { itemIndex, description: error.hint };
	if (error instanceof InputError || error instanceof SettingsError) {
		return new NodeOperationError(node, error, options);
	}
	const httpCode =
		error instanceof HttpError
			? String(error.status)
			: error instanceof AuthError
				? '401'
				: undefined;
	const details: JsonObject = { message: error.message };
	const shown = new NodeApiError(node, details, { ...options, message: error.message, httpCode });
	// n8n replaces a text with "ECONNREFUSED" and the like in it by a general one; ours says more.
	shown.message = error.message;
	return shown;
}
