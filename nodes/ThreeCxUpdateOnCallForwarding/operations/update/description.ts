import type { INodeProperties } from 'n8n-workflow';
import { extensionField } from '../../../shared/n8n/fields/extension';
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
	{
		displayName: 'Plan Rows',
		name: 'planRows',
		type: 'options',
		displayOptions: show({ numberSource: ['plan'] }),
		options: [
			{
				name: 'Input Items',
				value: 'inputItems',
				description: 'Every input item is one row; rows with the same extension belong to one line',
			},
			{
				name: 'List',
				value: 'list',
				description: 'The rows are a list, given by an expression; one line for each input item',
			},
		],
		default: 'inputItems',
		hint: 'Switch on "Always Output Data" of the node before, so that an empty plan sets the fallback',
	},
	{
		displayName: 'Plan',
		name: 'plan',
		type: 'json',
		displayOptions: show({ numberSource: ['plan'], planRows: ['list'] }),
		default: '[]',
		description:
			'List of rows, each with name, mobile, from and to; mostly an expression that takes all items of an earlier node',
	},
	{
		displayName: 'Plan Columns',
		name: 'planColumns',
		type: 'collection',
		placeholder: 'Add Column',
		displayOptions: show({ numberSource: ['plan'] }),
		default: {},
		description:
			'Names of the columns, where they are not found by themselves (name, mobile, from, to, confirmed; Name, Mobil, Von, Bis, bestätigt). A path such as start.dateTime works too.',
		options: [
			{
				displayName: 'Confirmed',
				name: 'confirmed',
				type: 'string',
				default: '',
				description:
					'Only rows with yes, ja, true, 1 or x count. Without such a column all rows count.',
			},
			{
				displayName: 'From',
				name: 'from',
				type: 'string',
				default: '',
				description: 'Begin of the shift, included',
			},
			{ displayName: 'Mobile', name: 'mobile', type: 'string', default: '' },
			{ displayName: 'Name', name: 'name', type: 'string', default: '' },
			{
				displayName: 'To',
				name: 'to',
				type: 'string',
				default: '',
				description: 'End of the shift, not included. A date alone counts whole.',
			},
		],
	},
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
	{ ...updateOptions, displayOptions: show() },
];
