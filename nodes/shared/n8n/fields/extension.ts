import type { INodeProperties } from 'n8n-workflow';
import { processSettings } from '../../transport';

/** What stands for an extension where the user chose none: N8N_3CX_DEFAULT_EXTENSION, else the guide's 999. */
export function defaultExtension(): string {
	return processSettings().settings.defaultExtension ?? '999';
}

/** A user of the PBX: from a list, or by extension. */
export const extensionField: INodeProperties = {
	displayName: 'Extension',
	name: 'extension',
	type: 'resourceLocator',
	default: { mode: 'number', value: defaultExtension() },
	description: 'The user whose calls are forwarded, for instance a dummy user "Notdienst Routing"',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a user…',
			typeOptions: { searchListMethod: 'searchUsers', searchable: true },
		},
		{
			displayName: 'Number',
			name: 'number',
			type: 'string',
			placeholder: 'e.g. 999',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*\\d{1,10}\\s*$', errorMessage: 'An extension is a number' },
				},
			],
		},
	],
};
