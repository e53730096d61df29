import type { INodeProperties } from 'n8n-workflow';
import { answerCallFields } from './operations/answerCall';
import { attachDataFields } from './operations/attachData';
import { collectDtmfFields } from './operations/collectDtmf/description';
import { divertCallFields } from './operations/divertCall';
import { hangupCallFields } from './operations/hangupCall';
import { makeCallFields } from './operations/makeCall/description';
import { playAudioFields } from './operations/playAudio/description';
import { recordAudioFields } from './operations/recordAudio/description';
import { stopAudioFields } from './operations/stopAudio';
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
			name: 'Collect DTMF',
			value: 'collectDTMF',
			action: 'Collect DTMF of call',
			description: 'Ask the caller for keys, with or without a prompt, and wait for the input',
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
			name: 'Play Audio',
			value: 'playAudio',
			action: 'Play audio to call',
			description:
				'Play a file to the caller at the own route point. Any usual format; it is converted.',
		},
		{
			name: 'Record Audio',
			value: 'recordAudio',
			action: 'Record audio of call',
			description: 'Record what the caller says into a WAV file',
		},
		{
			name: 'Stop Audio',
			value: 'stopAudio',
			action: 'Stop audio of call',
			description: 'Stop what is played to the caller in the background',
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
	...collectDtmfFields,
	...divertCallFields,
	...hangupCallFields,
	...makeCallFields,
	...playAudioFields,
	...recordAudioFields,
	...stopAudioFields,
	...transferCallFields,
];
