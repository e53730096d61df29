import type { INodeProperties } from 'n8n-workflow';

const displayOptions = { show: { operation: ['makeCall'] } };

/** Parameters of the operation Make Call. */
export const makeCallFields: INodeProperties[] = [
	{
		displayName: 'Target',
		name: 'target',
		type: 'string',
		required: true,
		displayOptions,
		default: '',
		placeholder: 'e.g. +49 171 1234567',
		description: 'Who is called: an outside number or an extension. Emergency numbers are refused.',
	},
	{
		displayName: 'From Extension',
		name: 'fromExtension',
		type: 'resourceLocator',
		displayOptions,
		default: { mode: 'list', value: '' },
		description:
			"Whose phone makes the call: it rings first, then the target is dialled (click to dial). Empty: the client's own route point, where the workflow speaks and listens.",
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Own route point',
				typeOptions: { searchListMethod: 'searchGrantedDns', searchable: true },
			},
			{ displayName: 'Number', name: 'number', type: 'string', placeholder: 'e.g. 101' },
		],
	},
	{
		displayName: 'Wait For',
		name: 'waitFor',
		type: 'options',
		displayOptions,
		options: [
			{
				name: 'Answered',
				value: 'answered',
				description: 'Until somebody answers, or nobody does',
			},
			{ name: 'Ended', value: 'ended', description: 'Until the call is over' },
			{ name: 'Nothing', value: 'nothing', description: 'Go on as soon as 3CX dials' },
			{
				name: 'Ringing',
				value: 'ringing',
				description: 'Until the other side rings, as far as 3CX shows it',
			},
		],
		default: 'answered',
		description: 'How far the call is followed before the workflow goes on',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 5, maxValue: 300 },
		displayOptions,
		default: 30,
		description: 'How long it may ring. The call is ended then.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions,
		default: {},
		options: [
			{
				displayName: 'Device',
				name: 'device',
				type: 'string',
				default: '',
				placeholder: 'e.g. Yealink',
				description:
					'A part of the name or address of the device that makes the call, where the extension has several. Empty: all of them ring.',
			},
			{
				displayName: 'Longest Wait (Minutes)',
				name: 'longestWait',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 480 },
				default: 60,
				description:
					'With "Ended": how long to wait for the end of an answered call. The call itself goes on.',
			},
		],
	},
];
