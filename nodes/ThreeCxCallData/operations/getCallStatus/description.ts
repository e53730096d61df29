import type { INodeProperties } from 'n8n-workflow';
import { timeZoneOption } from '../../../shared/n8n/fields/timeRange';

const show = { operation: ['getCallStatus'] };

/** Parameters of the operation Get Call Status. */
export const getCallStatusFields: INodeProperties[] = [
	{
		displayName: 'Call ID',
		name: 'callId',
		type: 'string',
		required: true,
		displayOptions: { show },
		default: '={{ $json.callId }}',
		placeholder: 'e.g. call-1264-25',
		description:
			'The call, as callId of the other 3CX nodes, or of Get Active Calls or Get Call History. Where the input item holds the numbers of the call, they are used to be sure that it is the same one.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions: { show },
		default: {},
		options: [
			{
				displayName: 'Look Back (Hours)',
				name: 'lookBack',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 744 },
				default: 24,
				description: 'How far back a call that has ended is looked for in the call history',
			},
			timeZoneOption,
		],
	},
];
