import type { INodeProperties } from 'n8n-workflow';

/** Something of the PBX that has a number: from a list, or by its number. */
export function numberLocator(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'displayOptions'>,
	list: { method: string; placeholder: string; example: string },
): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: list.placeholder,
				typeOptions: { searchListMethod: list.method, searchable: true },
			},
			{
				displayName: 'Number',
				name: 'number',
				type: 'string',
				placeholder: `e.g. ${list.example}`,
			},
		],
	};
}

/** A queue, in the guide's words. */
export function queueField(displayOptions: INodeProperties['displayOptions'], description: string) {
	return numberLocator(
		{ displayName: 'Queue ID', name: 'queueId', description, displayOptions },
		{ method: 'searchQueues', placeholder: 'All queues', example: '820' },
	);
}
