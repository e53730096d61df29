import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Kinds of places that a call can be sent to. */
export type TargetType = 'extension' | 'ivr' | 'number' | 'queue' | 'ringGroup' | 'voicemail';
export const TARGET_TYPES: readonly TargetType[] = [
	'extension',
	'ivr',
	'number',
	'queue',
	'ringGroup',
	'voicemail',
];

const options: INodePropertyOptions[] = [
	{ name: 'Digital Receptionist', value: 'ivr', description: 'A menu of the PBX (IVR)' },
	{ name: 'Extension', value: 'extension', description: 'A user of the PBX' },
	{
		name: 'Number',
		value: 'number',
		description: 'An outside number, or anything else that 3CX dials',
	},
	{ name: 'Queue', value: 'queue' },
	{ name: 'Ring Group', value: 'ringGroup' },
	{
		name: 'Voicemail',
		value: 'voicemail',
		description: 'The mailbox of an extension, by the dial code of the PBX for voicemail',
	},
];

/** Where the call goes: "Target Type" and "Target", in the guide's words. */
export function targetFields(show: Record<string, string[]>): INodeProperties[] {
	return [
		{
			displayName: 'Target Type',
			name: 'targetType',
			type: 'options',
			displayOptions: { show },
			options,
			default: 'extension',
			description: 'What kind of place the call is sent to',
		},
		{
			displayName: 'Target',
			name: 'target',
			type: 'resourceLocator',
			required: true,
			displayOptions: { show, hide: { targetType: ['number'] } },
			default: { mode: 'list', value: '' },
			description:
				'The extension, queue, ring group or digital receptionist; for voicemail the extension',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Choose a target…',
					typeOptions: { searchListMethod: 'searchPeers', searchable: true },
				},
				{
					displayName: 'Number',
					name: 'number',
					type: 'string',
					placeholder: 'e.g. 101',
				},
			],
		},
		{
			displayName: 'Target',
			name: 'target',
			type: 'string',
			required: true,
			displayOptions: { show: { ...show, targetType: ['number'] } },
			default: '',
			placeholder: 'e.g. +49 171 1234567',
			description: 'The number as it is dialled from a phone of the PBX',
		},
	];
}
