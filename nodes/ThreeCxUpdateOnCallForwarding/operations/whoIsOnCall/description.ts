import type { INodeProperties } from 'n8n-workflow';
import { extensionField } from '../../../shared/n8n/fields/extension';
import { askFields, askOptions } from '../../duty/askFields';
import { planFields } from '../../duty/planFields';

const show = { operation: ['whoIsOnCall'] };

/** Parameters of the operation Who Is on Call. */
export const whoIsOnCallFields: INodeProperties[] = [
	{
		...extensionField,
		displayOptions: { show },
		description:
			'The line: the user whose calls are forwarded. Asked only with "Compare With 3CX".',
	},
	{
		displayName: 'Time',
		name: 'at',
		type: 'dateTime',
		displayOptions: { show },
		default: '',
		hint: 'Empty: now',
		description:
			'The instant that is asked about, such as 2026-12-24T20:00:00; a day alone means its hand-over',
	},
	...planFields(show),
	...askFields(show),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions: { show },
		default: {},
		options: askOptions,
	},
];
