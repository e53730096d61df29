import type { INodeProperties } from 'n8n-workflow';

/** How long a place that a call is sent to rings; 3CX keeps to it itself. */
export const ringTimeoutField: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 300 },
	default: 30,
	description: 'How long the target may take to answer',
};
