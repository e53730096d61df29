import type { INodeProperties } from 'n8n-workflow';

const show = { operation: ['verifyWebhook'] };

/** Parameters of the operation Verify Webhook. */
export const verifyWebhookFields: INodeProperties[] = [
	{
		displayName:
			'3CX V20 itself sends no webhooks. This checks those of other programs that sign them with a secret, such as a CRM or a script; put it into "Webhook Secret" of the credential.',
		name: 'webhookNotice',
		type: 'notice',
		displayOptions: { show },
		default: '',
	},
	{
		displayName: 'Body',
		name: 'bodySource',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'Input Data Field',
				value: 'binary',
				description: 'As it came: switch on "Raw Body" of the Webhook node',
			},
			{
				name: 'Text',
				value: 'text',
				description: 'Written anew as JSON; right only where the sender writes it the same way',
			},
		],
		default: 'binary',
		description: 'What was signed',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		displayOptions: { show: { ...show, bodySource: ['binary'] } },
		default: 'data',
		description: 'The input field that holds the raw body',
	},
	{
		displayName: 'Text',
		name: 'body',
		type: 'string',
		displayOptions: { show: { ...show, bodySource: ['text'] } },
		default: '={{ JSON.stringify($json.body) }}',
		description: 'The body as text',
	},
	{
		displayName: 'Signature',
		name: 'signature',
		type: 'string',
		displayOptions: { show },
		default: "={{ $json.headers['x-3cx-signature'] }}",
		description:
			'HMAC-SHA256 of the body, in hex or base64, with or without sha256= before it; mostly from a header',
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
				displayName: 'Longest Age (Seconds)',
				name: 'maxAge',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 300,
				description: 'An older message is not valid. 0: any age. Needs "Timestamp".',
			},
			{
				displayName: 'Timestamp',
				name: 'timestamp',
				type: 'string',
				default: '',
				placeholder: "e.g. {{ $json.headers['x-timestamp'] }}",
				description: 'When it was sent: ISO 8601, or seconds or milliseconds since 1970',
			},
			{
				displayName: 'Timestamp Is Signed',
				name: 'signedTimestamp',
				type: 'boolean',
				default: false,
				description:
					'Whether the sender signs the timestamp, a full stop and the body. Otherwise anybody can change the timestamp.',
			},
		],
	},
];
