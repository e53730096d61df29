import type { INodeProperties } from 'n8n-workflow';

type Show = Record<string, string[]>;

/** Which period, in the guide's words; `startDate` and `endDate` count without anything else being chosen. */
export function timeRangeFields(show: Show, byDefault = 'custom'): INodeProperties[] {
	return [
		{
			displayName: 'Time Range',
			name: 'timeRange',
			type: 'options',
			displayOptions: { show },
			options: [
				{ name: 'Between Start and End Date', value: 'custom' },
				{ name: 'Last 30 Days', value: 'last30Days', description: 'Today is one of them' },
				{ name: 'Last 7 Days', value: 'last7Days', description: 'Today is one of them' },
				{ name: 'Last Hour', value: 'lastHour' },
				{ name: 'Last Month', value: 'lastMonth', description: 'The whole month before this one' },
				{ name: 'Last Week', value: 'lastWeek', description: 'From Monday to Sunday' },
				{ name: 'This Month', value: 'thisMonth', description: 'So far' },
				{ name: 'This Week', value: 'thisWeek', description: 'From Monday until now' },
				{ name: 'Today', value: 'today', description: 'So far' },
				{ name: 'Yesterday', value: 'yesterday' },
			],
			default: byDefault,
			description: 'The period, worked out in the time zone of the workflow or that of the options',
		},
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			displayOptions: { show: { ...show, timeRange: ['custom'] } },
			default: '',
			hint: 'Empty: the start of today',
			description: 'Begin of the period, such as 2026-11-22 or 2026-11-22T08:00:00',
		},
		{
			displayName: 'End Date',
			name: 'endDate',
			type: 'dateTime',
			displayOptions: { show: { ...show, timeRange: ['custom'] } },
			default: '',
			hint: 'Empty: now',
			description: 'End of the period, which is not part of it; a date without a time counts whole',
		},
	];
}

/** For the options of an operation with a period. */
export const timeZoneOption: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Europe/Berlin',
	description: 'In which days begin and times are given out. Empty: the time zone of the workflow.',
};
