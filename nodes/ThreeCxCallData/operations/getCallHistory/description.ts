import type { INodeProperties } from 'n8n-workflow';
import { limitFields, simplifyField } from '../../../shared/n8n/fields/many';
import { timeRangeFields, timeZoneOption } from '../../../shared/n8n/fields/timeRange';
import { directionOptions, matchOption } from '../../options';

const show = { operation: ['getCallHistory'] };

/** Parameters of the operation Get Call History. */
export const getCallHistoryFields: INodeProperties[] = [
	...timeRangeFields(show),
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'Calls',
				value: 'calls',
				description: 'One item for each call, put together from its legs',
			},
			{ name: 'Legs', value: 'legs', description: 'One item for each row of the call log' },
		],
		default: 'calls',
		description: 'A call through a queue or a transfer has several legs',
	},
	...limitFields(show),
	simplifyField(show),
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		displayOptions: { show },
		default: {},
		options: [
			{
				displayName: 'DID',
				name: 'did',
				type: 'string',
				default: '',
				placeholder: 'e.g. +4930123456',
				description: 'Inbound calls to this number, by the report of inbound calls',
			},
			{
				displayName: 'Directions',
				name: 'directions',
				type: 'multiOptions',
				options: directionOptions,
				default: [],
				description: 'None: all',
			},
			{
				displayName: 'Extensions',
				name: 'extensions',
				type: 'string',
				default: '',
				placeholder: 'e.g. 101,102',
				description: 'Calls in which one of these extensions takes part. Several with commas.',
			},
			{
				displayName: 'Longest Duration (Seconds)',
				name: 'maxDuration',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Of talking. 0: any.',
			},
			matchOption,
			{
				displayName: 'Phone Number',
				name: 'phoneNumber',
				type: 'string',
				default: '',
				placeholder: 'e.g. +491711234567',
				description: 'Calls in which this outside number takes part',
			},
			{
				displayName: 'Queue IDs',
				name: 'queueIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. 820',
				description: 'Calls that came through one of these queues. Several with commas.',
			},
			{
				displayName: 'Recorded',
				name: 'hasRecording',
				type: 'options',
				options: [
					{ name: 'All', value: 'all' },
					{ name: 'Only Recorded', value: 'yes' },
					{ name: 'Only Not Recorded', value: 'no' },
				],
				default: 'all',
				description: 'Whether a call must have a recording',
			},
			{
				displayName: 'Shortest Duration (Seconds)',
				name: 'minDuration',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Of talking',
			},
			{
				displayName: 'Status',
				name: 'statuses',
				type: 'multiOptions',
				options: [
					{ name: 'Abandoned', value: 'abandoned', description: 'Nobody answered in a queue' },
					{ name: 'Answered', value: 'answered', description: 'By a person' },
					{ name: 'Missed', value: 'missed', description: 'Nobody answered' },
				],
				default: [],
				description: 'None: all',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions: { show },
		default: {},
		options: [timeZoneOption],
	},
];
