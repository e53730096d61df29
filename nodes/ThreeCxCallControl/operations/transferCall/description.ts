import type { INodeProperties } from 'n8n-workflow';
import { callIdField, legExtensionField } from '../../../shared/n8n/fields/callId';
import { diversionReasonField } from '../../../shared/n8n/fields/diversionReason';
import { ringTimeoutField } from '../../../shared/n8n/fields/ringTimeout';
import { targetFields } from '../../../shared/n8n/fields/target';

const show = { operation: ['transferCall'] };

/** Parameters of the operation Transfer Call. */
export const transferCallFields: INodeProperties[] = [
	{ ...callIdField, displayOptions: { show } },
	...targetFields(show),
	{
		displayName: 'Transfer Type',
		name: 'transferType',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description:
					'Blind for calls at the own route point; at other extensions with return on failure, or diverted while they ring',
			},
			{
				name: 'Blind',
				value: 'blind',
				description: 'The caller stays with us until the target takes the call (routeto)',
			},
			{
				name: 'Divert',
				value: 'divert',
				description: 'A ringing call is sent away at once; nobody knows whether it is taken',
			},
			{
				name: 'With Return on Failure',
				value: 'returnOnFailure',
				description:
					'The caller is on hold while the target is tried, and comes back if nobody takes the call (transferto)',
			},
		],
		default: 'auto',
		description:
			'How the call is sent on. A consultation before the transfer is not possible by the API.',
	},
	{
		...ringTimeoutField,
		displayOptions: { show },
		description: 'How long the target may take to answer. The node waits for that.',
	},
	{ ...legExtensionField, displayOptions: { show } },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions: { show },
		default: {},
		options: [
			{
				displayName: 'Fallback Target',
				name: 'fallbackTarget',
				type: 'string',
				default: '',
				placeholder: 'e.g. 200',
				description:
					'Where the call goes if nobody at the target takes it: an extension, a queue or an outside number. Not for a diverted call, which is out of our hands.',
			},
			{
				...ringTimeoutField,
				displayName: 'Fallback Timeout (Seconds)',
				name: 'fallbackTimeout',
				description: 'How long the fallback target may take to answer',
			},
			diversionReasonField,
		],
	},
];
