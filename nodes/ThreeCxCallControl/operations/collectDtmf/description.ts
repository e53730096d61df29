import type { INodeProperties } from 'n8n-workflow';
import { allowPrivateOption, audioField, volumeOption } from '../../../shared/n8n/fields/audio';
import { callIdField, legExtensionField } from '../../../shared/n8n/fields/callId';

const displayOptions = { show: { operation: ['collectDTMF'] } };

/** Parameters of the operation Collect DTMF. */
export const collectDtmfFields: INodeProperties[] = [
	{ ...callIdField, displayOptions },
	audioField({
		displayName: 'Prompt',
		name: 'prompt',
		displayOptions,
		what: 'What the caller is asked, once for each attempt. Empty: nothing is played.',
	}),
	{
		displayName: 'Max Digits',
		name: 'maxDigits',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50 },
		displayOptions,
		default: 1,
		description: 'The input is complete with so many keys',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 0.5, maxValue: 300 },
		displayOptions,
		default: 10,
		description: 'How long to wait for the first key, after the prompt',
	},
	{
		displayName: 'Retries',
		name: 'retries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10 },
		displayOptions,
		default: 1,
		description: 'How often the caller is asked again after no key or wrong keys',
	},
	{
		displayName: 'Outputs',
		name: 'outputs',
		type: 'options',
		noDataExpression: true,
		displayOptions,
		options: [
			{
				name: 'One',
				value: 'one',
				description: 'All items leave by one output; "completed" and "reason" tell what happened',
			},
			{
				name: 'One for Each Outcome',
				value: 'branches',
				description: 'Four outputs: Valid, No Input, Invalid, Hung Up',
			},
		],
		default: 'one',
		description: 'How the outcomes leave the node',
	},
	{ ...legExtensionField, displayOptions },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions,
		default: {},
		options: [
			allowPrivateOption,
			{
				displayName: 'Barge-In',
				name: 'bargeIn',
				type: 'boolean',
				default: true,
				description: 'Whether a key stops the prompt and counts at once',
			},
			{
				displayName: 'Inter-Digit Timeout (Seconds)',
				name: 'interDigitTimeout',
				type: 'number',
				typeOptions: { minValue: 0.5, maxValue: 300 },
				default: 4,
				description: 'How long to wait for each further key. Then the input ends as it is.',
			},
			audioField({
				displayName: 'Invalid Prompt',
				name: 'invalidPrompt',
				what: 'What the caller hears after wrong keys, before being asked again.',
			}),
			{
				displayName: 'Min Digits',
				name: 'minDigits',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 50 },
				default: 1,
				description: 'Input with fewer keys is invalid',
			},
			audioField({
				displayName: 'No Input Prompt',
				name: 'noInputPrompt',
				what: 'What the caller hears when no key was pressed, before being asked again.',
			}),
			{
				displayName: 'Terminators',
				name: 'terminators',
				type: 'string',
				default: '#',
				placeholder: 'e.g. #',
				description: 'Keys that end the input and are no part of it. Empty: none.',
			},
			{
				displayName: 'Typed Ahead',
				name: 'typeAhead',
				type: 'options',
				options: [
					{
						name: 'Discard',
						value: 'discard',
						description: 'Only keys pressed from this question on count',
					},
					{
						name: 'Use',
						value: 'use',
						description: 'Keys pressed before the question count, as of callers who know the menu',
					},
				],
				default: 'use',
				description: 'What becomes of keys that were pressed before this node',
			},
			{
				displayName: 'Valid Digits',
				name: 'validDigits',
				type: 'string',
				default: '',
				placeholder: 'e.g. 1-4',
				description:
					'Keys that may be pressed, such as 1-4 or 1,2,9. Empty: all of 0 to 9, * and #.',
			},
			{
				displayName: 'Valid Pattern',
				name: 'pattern',
				type: 'string',
				default: '',
				placeholder: 'e.g. 4711\\d{4}',
				description: 'A regular expression (RE2) that the whole input has to match',
			},
			volumeOption,
		],
	},
];
