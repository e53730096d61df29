import type { INodeProperties } from 'n8n-workflow';
import { callIdField, legExtensionField } from '../../../shared/n8n/fields/callId';

const displayOptions = { show: { operation: ['recordAudio'] } };

/** Parameters of the operation Record Audio. */
export const recordAudioFields: INodeProperties[] = [
	{ ...callIdField, displayOptions },
	{
		displayName: 'Longest Recording (Seconds)',
		name: 'maxSeconds',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1800 },
		displayOptions,
		default: 60,
		description: 'The recording ends after this time at the latest. The call goes on.',
	},
	{
		displayName: 'Beep First',
		name: 'beep',
		type: 'boolean',
		displayOptions,
		default: true,
		description: 'Whether the caller hears a tone when the recording begins',
	},
	{
		displayName: 'Output Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		displayOptions,
		default: 'data',
		description:
			'The output field that the WAV file is put into. Telling the caller of the recording is up to you.',
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
			{
				displayName: 'End After Silence (Seconds)',
				name: 'silenceSeconds',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 60 },
				default: 5,
				description: 'The recording ends when the caller says nothing for so long. 0: it does not.',
			},
			{
				displayName: 'End Keys',
				name: 'stopKeys',
				type: 'string',
				default: '#',
				placeholder: 'e.g. #',
				description: 'Keys that end the recording. Empty: none.',
			},
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. message.wav',
				description: 'Empty: the call ID and the time',
			},
			{
				displayName: 'Silence Level (dB)',
				name: 'silenceLevel',
				type: 'number',
				typeOptions: { minValue: -90, maxValue: 0 },
				default: -45,
				description:
					'What is quieter counts as silence; 0 is the loudest possible sound. With noise on the line more is needed, such as -35.',
			},
		],
	},
];
