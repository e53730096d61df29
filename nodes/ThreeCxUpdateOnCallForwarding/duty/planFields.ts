import type { INodeProperties } from 'n8n-workflow';

/** The plan, in the same words for every operation that asks it. */
export function planFields(show: Record<string, string[]>): INodeProperties[] {
	return [
		{
			displayName: 'Plan Rows',
			name: 'planRows',
			type: 'options',
			displayOptions: { show },
			options: [
				{
					name: 'Input Items',
					value: 'inputItems',
					description:
						'Every input item is one row; rows with the same extension belong to one line',
				},
				{
					name: 'List',
					value: 'list',
					description: 'The rows are a list, given by an expression; one line for each input item',
				},
			],
			default: 'inputItems',
			hint: 'Switch on "Always Output Data" of the node before, so that an empty plan sets the fallback',
		},
		{
			displayName: 'Plan',
			name: 'plan',
			type: 'json',
			displayOptions: { show: { ...show, planRows: ['list'] } },
			default: '[]',
			description:
				'List of rows, each with name, mobile, from and to; mostly an expression that takes all items of an earlier node',
		},
		{
			displayName: 'Plan Columns',
			name: 'planColumns',
			type: 'collection',
			placeholder: 'Add Column',
			displayOptions: { show },
			default: {},
			description:
				'Names of the columns, where they are not found by themselves (name, mobile, from, to, confirmed; Name, Mobil, Von, Bis, bestätigt). A path such as start.dateTime works too.',
			options: [
				{
					displayName: 'Confirmed',
					name: 'confirmed',
					type: 'string',
					default: '',
					description:
						'Only rows with yes, ja, true, 1 or x count. Without such a column all rows count.',
				},
				{
					displayName: 'From',
					name: 'from',
					type: 'string',
					default: '',
					description: 'Begin of the shift, included',
				},
				{ displayName: 'Mobile', name: 'mobile', type: 'string', default: '' },
				{ displayName: 'Name', name: 'name', type: 'string', default: '' },
				{
					displayName: 'To',
					name: 'to',
					type: 'string',
					default: '',
					description: 'End of the shift, not included. A date alone counts whole.',
				},
			],
		},
	];
}
