import type { INodeProperties } from 'n8n-workflow';

const show = { batchMode: [true] };

/** Many events, one execution. */
export const batchFields: INodeProperties[] = [
	{
		displayName: 'Batch Mode',
		name: 'batchMode',
		type: 'boolean',
		default: false,
		description:
			'Whether to collect events and start the workflow once for many of them. The next batch starts when the workflow has ended, at the latest after 5 minutes; with 1,000 events waiting it starts at once.',
	},
	{
		displayName: 'Maximum Items',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1000 },
		displayOptions: { show },
		default: 50,
		description: 'With so many events a batch is complete',
	},
	{
		displayName: 'Maximum Wait (Seconds)',
		name: 'batchSeconds',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3600 },
		displayOptions: { show },
		default: 10,
		description: 'So long after its first event a batch is complete, also with fewer items',
	},
];
