import type { INodeProperties } from 'n8n-workflow';
import { simplifyField } from '../../../shared/n8n/fields/many';
import { queueField } from '../../../shared/n8n/fields/numberLocator';
import { timeRangeFields, timeZoneOption } from '../../../shared/n8n/fields/timeRange';

const show = { operation: ['getQueueStats'] };

/** Parameters of the operation Get Queue Stats. */
export const getQueueStatsFields: INodeProperties[] = [
	queueField({ show }, 'The queue, or several with commas. Empty: one item for every queue.'),
	...timeRangeFields(show, 'today'),
	simplifyField(show),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions: { show },
		default: {},
		options: [
			{
				displayName: 'Least Wait (Seconds)',
				name: 'waitSeconds',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Calls that waited less do not count in the report',
			},
			timeZoneOption,
		],
	},
];
