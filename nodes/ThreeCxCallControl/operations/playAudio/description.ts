import type { INodeProperties } from 'n8n-workflow';
import { allowPrivateOption, audioField, volumeOption } from '../../../shared/n8n/fields/audio';
import { callIdField, legExtensionField } from '../../../shared/n8n/fields/callId';

const displayOptions = { show: { operation: ['playAudio'] } };

/** Parameters of the operation Play Audio. */
export const playAudioFields: INodeProperties[] = [
	{ ...callIdField, displayOptions },
	audioField({
		displayName: 'Audio File',
		name: 'audioFile',
		displayOptions,
		required: true,
		what: 'What the caller hears.',
	}),
	{
		displayName: 'Interruptible',
		name: 'interruptible',
		type: 'boolean',
		displayOptions,
		default: true,
		description:
			'Whether a key of the caller stops the audio. The key is kept for a Collect DTMF that follows.',
	},
	{
		displayName: 'Wait Until Played',
		name: 'waitUntilPlayed',
		type: 'boolean',
		displayOptions,
		default: true,
		description:
			'Whether the workflow goes on only when the audio has ended. Otherwise it plays in the background, until it ends, other audio is played, Stop Audio, or the end of the call.',
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
				displayName: 'Interrupt Keys',
				name: 'interruptKeys',
				type: 'string',
				default: '',
				placeholder: 'e.g. 0#',
				description: 'Which keys stop the audio, when it is interruptible. Empty: every key.',
			},
			{
				displayName: 'Loop Until Stopped',
				name: 'loop',
				type: 'boolean',
				default: false,
				description: 'Whether it is played again and again, as music while the caller waits',
			},
			{
				displayName: 'Pause Between (Seconds)',
				name: 'pause',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 60 },
				default: 0,
				description: 'Silence after each time it is played, when it is played more than once',
			},
			{
				displayName: 'Repeat',
				name: 'repeat',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 100 },
				default: 1,
				description: 'How many times it is played',
			},
			{
				displayName: 'Silence Before (Seconds)',
				name: 'silenceBefore',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 60 },
				default: 0,
				description:
					'So that the first word is not lost while the caller lifts the phone to the ear',
			},
			volumeOption,
		],
	},
];
