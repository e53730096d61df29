import type { INodeProperties } from 'n8n-workflow';
import { extensionField } from '../../../shared/n8n/fields/extension';
import { planFields } from '../../duty/planFields';
import { testCallFields } from '../../testCall/description';
import { updateOptions } from './options.description';

const show = (more: Record<string, Array<string>> = {}) => ({
	show: { operation: ['update'], ...more },
});
const hideForProfile = { hide: { mode: ['profile'] } };

/** Parameters of the operation Update. */
export const updateFields: INodeProperties[] = [
	{ ...extensionField, displayOptions: show() },
	{
		displayName: 'Number Source',
		name: 'numberSource',
		type: 'options',
		displayOptions: show(),
		options: [
			{
				name: 'Number',
				value: 'number',
				description: 'The number is known: one input item for each line',
			},
			{
				name: 'Plan',
				value: 'plan',
				description: 'Rows of an on-call plan: who is on duty now is worked out here',
			},
		],
		default: 'number',
		description: 'Where the number of the person on duty comes from',
	},
	{
		displayName: 'Mobile Number',
		name: 'mobileNumber',
		type: 'string',
		displayOptions: show({ numberSource: ['number'] }),
		default: '',
		placeholder: 'e.g. 0171-12345',
		description: 'The number of the person on duty. Empty: nobody is on duty, the fallback is set.',
	},
	...planFields({ operation: ['update'], numberSource: ['plan'] }),
	{
		displayName: 'Fallback Number',
		name: 'fallbackNumber',
		type: 'string',
		displayOptions: { ...show(), ...hideForProfile },
		default: '',
		placeholder: 'e.g. 200',
		description:
			'The central number, set when nobody is on duty. Empty: then the run fails and the number before stays.',
	},
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		displayOptions: show(),
		options: [
			{
				name: 'Both (Safest)',
				value: 'both',
				description: 'Write the field Mobile and the number into the forwarding rules',
			},
			{
				name: 'Forwarding Destinations',
				value: 'destinations',
				description: 'Write the number into the forwarding rules only',
			},
			{
				name: 'Mobile Field',
				value: 'mobile',
				description: 'Write the field Mobile only; the rules must follow it',
			},
			{
				name: 'Switch Status Profile',
				value: 'profile',
				description: 'Switch to a status whose forwarding rules are set up in 3CX',
			},
		],
		default: 'both',
		description: 'What is written in 3CX',
	},
	{
		displayName: 'Profile',
		name: 'profile',
		type: 'string',
		displayOptions: show({ mode: ['profile'] }),
		default: 'Available',
		placeholder: 'e.g. Custom 1',
		description:
			'Status while somebody is on duty: Available, Away, Out of office, Custom 1 or Custom 2',
	},
	{
		displayName: 'Fallback Profile',
		name: 'fallbackProfile',
		type: 'string',
		displayOptions: show({ mode: ['profile'] }),
		default: '',
		placeholder: 'e.g. Out of office',
		description:
			'Status while nobody is on duty. Empty: then the run fails and the status before stays.',
	},
	...testCallFields({ operation: ['update'] }),
	{ ...updateOptions, displayOptions: show() },
];
