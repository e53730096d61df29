import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { timeZoneOption } from '../shared/n8n/fields/timeRange';

const times: INodePropertyCollection = {
	displayName: 'Times',
	name: 'times',
	values: [
		{
			displayName: 'Only',
			name: 'only',
			type: 'options',
			options: [
				{ name: 'Always', value: 'always', description: 'As if there were no office times' },
				{ name: 'Inside Office Times', value: 'inside' },
				{ name: 'Outside Office Times', value: 'outside' },
			],
			default: 'inside',
		},
		{
			displayName: 'Days',
			name: 'days',
			type: 'multiOptions',
			// eslint-disable-next-line n8n-nodes-base/node-param-multi-options-type-unsorted-items -- a week has an order
			options: [
				{ name: 'Monday', value: 'monday' },
				{ name: 'Tuesday', value: 'tuesday' },
				{ name: 'Wednesday', value: 'wednesday' },
				{ name: 'Thursday', value: 'thursday' },
				{ name: 'Friday', value: 'friday' },
				{ name: 'Saturday', value: 'saturday' },
				{ name: 'Sunday', value: 'sunday' },
			],
			default: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
		},
		{
			displayName: 'From',
			name: 'from',
			type: 'string',
			default: '08:00',
			placeholder: 'e.g. 08:00',
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'string',
			default: '17:00',
			placeholder: 'e.g. 17:00',
			description:
				'The first minute that is not part of it; 24:00 for the end of the day. Before "From" it is on the next day: 22:00 to 06:00 belongs to the day on which it begins.',
		},
		{
			...timeZoneOption,
			description: 'In which the times and days are meant. Empty: the time zone of the workflow.',
		},
	],
};

const officeTimesOption: INodeProperties = {
	displayName: 'Office Times',
	name: 'officeTimes',
	type: 'fixedCollection',
	placeholder: 'Add Times',
	default: {},
	options: [times],
	description:
		'Events by the time at which they happened, for instance calls outside office times. What tells of an outage (Connection, Trunk and System events) always passes.',
};

/** Which of the events start the workflow. */
export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'DIDs',
			name: 'dids',
			type: 'string',
			default: '',
			placeholder: 'e.g. +4930123456, +4930123457',
			description:
				'The numbers that were called. Only push tells them, and 3CX V20 often does not: then no call passes.',
		},
		{
			displayName: 'Directions',
			name: 'directions',
			type: 'multiOptions',
			options: [
				{ name: 'Inbound', value: 'inbound' },
				{ name: 'Internal', value: 'internal' },
				{ name: 'Outbound', value: 'outbound' },
			],
			default: [],
			description: 'Worked out from who began the call and where the other side is',
		},
		{
			displayName: 'Extensions',
			name: 'extensions',
			type: 'string',
			default: '',
			placeholder: 'e.g. 101, 102',
			description: 'Empty or * for all that the source shows',
		},
		{
			displayName: 'Maximum Duration (Seconds)',
			name: 'maxDuration',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'Longest talk time of an ended call, or length of a recording; 0 for any. Other events pass.',
		},
		{
			displayName: 'Minimum Duration (Seconds)',
			name: 'minDuration',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'Shortest talk time of an ended call, or length of a recording. Other events pass.',
		},
		{
			displayName: 'Number Match',
			name: 'numberMatch',
			type: 'options',
			options: [
				{ name: 'Exact', value: 'exact' },
				{ name: 'Pattern', value: 'pattern', description: 'A regular expression (RE2)' },
				{ name: 'Prefix', value: 'prefix' },
			],
			default: 'exact',
		},
		{
			displayName: 'Numbers',
			name: 'numbers',
			type: 'string',
			default: '',
			placeholder: 'e.g. +49171',
			description: 'Numbers of either side, several by commas; blanks and dashes do not count',
		},
		officeTimesOption,
		{
			displayName: 'Queues',
			name: 'queueIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 820',
			description: 'Numbers of the queues that the call came through, where 3CX tells it',
		},
	],
};
