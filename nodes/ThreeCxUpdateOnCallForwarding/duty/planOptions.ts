import type { INodeProperties } from 'n8n-workflow';

/** What most plans can do without. */
export function planOptions(show: Record<string, string[]>): INodeProperties {
	return {
		displayName: 'Plan Options',
		name: 'planOptions',
		type: 'collection',
		placeholder: 'Add Option',
		displayOptions: { show },
		default: {},
		options: [
			{
				displayName: 'Count Tentative Events',
				name: 'tentative',
				type: 'boolean',
				default: false,
				description: 'Whether events of a calendar count that are not firm yet (STATUS:TENTATIVE)',
			},
			{
				displayName: 'Hand-Over Time',
				name: 'handOver',
				type: 'string',
				default: '',
				placeholder: 'e.g. 08:00',
				description:
					'When a day of duty begins, where the plan has days without a time, whole-day events or holidays. Empty: at midnight.',
			},
			{
				displayName: 'Hold (Minutes)',
				name: 'holdMinutes',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1440 },
				default: 0,
				description:
					'Where nobody follows: how long the last person keeps the calls after the end of the shift, before the fallback takes over',
			},
			{
				displayName: 'Holiday Plan',
				name: 'holidayPlan',
				type: 'json',
				default: '[]',
				description:
					'List of rows, or a calendar as text, that counts on holidays only and wins there over the plan',
			},
			{
				displayName: 'Holidays',
				name: 'holidays',
				type: 'string',
				default: '',
				placeholder: 'e.g. 25.12.2026, 26.12.2026',
				description:
					'Days that the holiday plan, or rows marked as holiday, are for: with commas between them, or a list. Each lasts from hand-over to hand-over.',
			},
			{
				displayName: 'Holidays From 3CX',
				name: 'holidaysFrom3cx',
				type: 'boolean',
				default: false,
				description: 'Whether the holidays that are set up in 3CX count as well, as whole days',
			},
			{
				displayName: 'Lead (Minutes)',
				name: 'leadMinutes',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1440 },
				default: 0,
				description: 'How long before the begin of a shift the next person gets the calls',
			},
			{
				displayName: 'Number Property',
				name: 'numberProperty',
				type: 'string',
				default: '',
				placeholder: 'e.g. X-PHONE',
				description:
					'Property of calendar events that holds the number, such as DESCRIPTION or LOCATION. Empty: looks wherever a number may be.',
			},
			{
				displayName: 'Overrides',
				name: 'overrides',
				type: 'json',
				default: '[]',
				description:
					'List of rows, or a calendar as text, that wins over plan and holiday plan while a row lasts; it expires by its end. The same columns as the plan; may begin when it was written (createdAt, submittedAt).',
			},
			{
				displayName: 'People',
				name: 'people',
				type: 'json',
				default: '[]',
				description:
					'Numbers for a plan that holds names only: a list of rows with name, mobile, extension and email, or an object such as {"Max Mustermann": "0171-12345"}',
			},
			{
				displayName: 'Priority Order',
				name: 'priorityOrder',
				type: 'options',
				options: [
					{ name: 'Highest Number First', value: 'highest' },
					{ name: 'Lowest Number First', value: 'lowest' },
				],
				default: 'lowest',
				description: 'Which number of the column Priority is the strongest',
			},
		],
	};
}
