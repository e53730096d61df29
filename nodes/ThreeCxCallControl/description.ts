import type { INodeProperties } from 'n8n-workflow';
import { answerCallFields } from './operations/answerCall';
import { attachDataFields } from './operations/attachData';
import { divertCallFields } from './operations/divertCall';
import { hangupCallFields } from './operations/hangupCall';
import { makeCallFields } from './operations/makeCall/description';
import { transferCallFields } from './operations/transferCall/description';

/** What the node can do; the values are the guide's words. */
export const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Answer Call',
			value: 'answerCall',
			action: 'Answer call',
			description:
				'Answer a ringing call. 3CX answers calls at the own route point itself, so this mostly just confirms it.',
		},
		{
			name: 'Attach Data',
			value: 'attachData',
			action: 'Attach data to call',
			description: 'Attach names and values to a call, for whoever gets it next',
		},
		{
			name: 'Divert Call',
			value: 'divertCall',
			action: 'Divert ringing call',
			description: 'Send a ringing call elsewhere before anybody answers it',
		},
		{
			name: 'Hang Up Call',
			value: 'hangupCall',
			action: 'Hang up call',
			description: 'End a call. One that has ended already is no error.',
		},
		{
			name: 'Make Call',
			value: 'makeCall',
			action: 'Make call',
			description:
				'Call a number or an extension, and learn whether somebody answered. Each run dials once, never twice.',
		},
		{
			name: 'Transfer Call',
			value: 'transferCall',
			action: 'Transfer call',
			description:
				'Send a call on to an extension, queue, ring group, digital receptionist, voicemail or outside number, and learn who has it',
		},
	],
	default: 'answerCall',
};

/** Parameters of all operations. */
export const callControlFields: INodeProperties[] = [
	...answerCallFields,
	...attachDataFields,
	...divertCallFields,
	...hangupCallFields,
	...makeCallFields,
	...transferCallFields,
];
