import type { INodeProperties } from 'n8n-workflow';

/** Parameters of the trigger. */
export const receiverFields: INodeProperties[] = [
	{
		displayName:
			'Calls to the route point of the credential are picked up by 3CX at once; let a DID or an extension lead to it',
		name: 'routePointNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Extension',
		name: 'extension',
		type: 'resourceLocator',
		default: { mode: 'number', value: '' },
		description:
			'Whose calls start the workflow: the route point of the credential (empty), or an extension that 3CX grants to this client',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose an extension…',
				typeOptions: { searchListMethod: 'searchGrantedDns', searchable: true },
			},
			{
				displayName: 'Number',
				name: 'number',
				type: 'string',
				placeholder: 'e.g. 800',
			},
		],
	},
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'options',
		options: [
			{ name: 'All Incoming Calls', value: 'all' },
			{ name: 'Inbound Calls', value: 'inbound', description: 'Calls from outside' },
			{
				name: 'Internal Calls',
				value: 'internal',
				description: 'Calls from extensions of the PBX',
			},
		],
		default: 'inbound',
	},
	{
		displayName: 'Auto Answer',
		name: 'autoAnswer',
		type: 'boolean',
		default: true,
		description:
			'Whether to start the workflow when the call is up. On the route point that is so by itself; elsewhere only devices that 3CX controls directly can be answered, and for others the workflow starts while it rings, with a note.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		displayOptions: { show: { autoAnswer: [true] } },
		description:
			'How long a ringing call is waited for until it is up. After that the workflow starts with the status timeout.',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Caller',
				name: 'caller',
				type: 'string',
				default: '',
				placeholder: 'e.g. +49171',
				description: 'Number of the caller; blanks and dashes do not count',
			},
			{
				displayName: 'Caller Match',
				name: 'callerMatch',
				type: 'options',
				options: [
					{ name: 'Exact', value: 'exact' },
					{ name: 'Pattern', value: 'pattern', description: 'A regular expression (RE2)' },
					{ name: 'Prefix', value: 'prefix' },
				],
				default: 'exact',
			},
			{
				displayName: 'DID',
				name: 'did',
				type: 'string',
				default: '',
				placeholder: 'e.g. +4930123456',
				description:
					'The number that was called. 3CX V20 often does not tell it: then no call passes.',
			},
		],
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Maximum Calls at Once',
				name: 'maxCalls',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 10,
				description: 'More calls do not start the workflow. Default: N8N_3CX_MAX_CONCURRENT_CALLS.',
			},
			{
				displayName: 'Overflow Destination',
				name: 'overflow',
				type: 'string',
				default: '',
				placeholder: 'e.g. 820',
				description: 'Extension, queue or number that gets the calls beyond the maximum',
			},
		],
	},
];
