import type { INodeProperties } from 'n8n-workflow';
import { planOptions } from './planOptions';

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
					name: 'Calendar',
					value: 'calendar',
					description:
						'An iCalendar text (ICS), as an HTTP Request gets it; one line for each input item',
				},
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
			displayName: 'Calendar',
			name: 'calendar',
			type: 'string',
			displayOptions: { show: { ...show, planRows: ['calendar'] } },
			default: '={{ $json.data }}',
			placeholder: 'BEGIN:VCALENDAR …',
			description:
				'Text of the calendar, or a list of such texts. Each event is a shift of whoever its title names; repeating events and changed dates are followed. The number is taken from the event (a property such as X-PHONE, place, description, title) or from the table of people.',
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
			displayOptions: { show: { ...show, planRows: ['inputItems', 'list'] } },
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
					displayName: 'Extension of the Person',
					name: 'extension',
					type: 'string',
					default: '',
					description:
						'Where a row has no number: the extension of a user whose field Mobile in 3CX is taken',
				},
				{
					displayName: 'From',
					name: 'from',
					type: 'string',
					default: '',
					description: 'Begin of the shift, included',
				},
				{
					displayName: 'Holiday',
					name: 'holiday',
					type: 'string',
					default: '',
					description:
						'Rows with yes count on holidays only, and win there. Needs holidays in "Plan Options".',
				},
				{ displayName: 'Mobile', name: 'mobile', type: 'string', default: '' },
				{ displayName: 'Name', name: 'name', type: 'string', default: '' },
				{
					displayName: 'Override',
					name: 'override',
					type: 'string',
					default: '',
					description: 'Rows with yes win over all others while they last',
				},
				{
					displayName: 'Priority',
					name: 'priority',
					type: 'string',
					default: '',
					description:
						'Where shifts overlap: 1 wins over 2, and any number over none; high, medium and low work too',
				},
				{
					displayName: 'To',
					name: 'to',
					type: 'string',
					default: '',
					description: 'End of the shift, not included. A date alone counts whole.',
				},
			],
		},
		planOptions(show),
	];
}
