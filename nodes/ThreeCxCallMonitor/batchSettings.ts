import type { BatchLimits } from '../shared/n8n/batches';
import { wholeNumber } from '../shared/n8n/parameters';

/** Raw parameters, as n8n hands them out. */
export interface BatchParameters {
	batchMode: unknown;
	batchSize: unknown;
	batchSeconds: unknown;
}

/** Undefined where each event starts the workflow by itself. @throws InputError naming the parameter by its label */
export function batchLimits(parameters: BatchParameters): BatchLimits | undefined {
	const { batchMode, batchSize, batchSeconds } = parameters;
	if (batchMode !== true && batchMode !== 'true') return undefined;
	return {
		size: wholeNumber('Maximum Items', batchSize, 1, 1_000),
		waitMs: wholeNumber('Maximum Wait (Seconds)', batchSeconds, 1, 3_600) * 1_000,
	};
}
