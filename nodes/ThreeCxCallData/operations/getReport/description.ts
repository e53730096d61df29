import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { limitFields, simplifyField } from '../../../shared/n8n/fields/many';
import { numberLocator, queueField } from '../../../shared/n8n/fields/numberLocator';
import { timeRangeFields, timeZoneOption } from '../../../shared/n8n/fields/timeRange';
import { REPORT_NAMES, takes, type ReportArgument } from '../../../shared/xapi';

const operation = ['getReport'];

const reports: INodePropertyOptions[] = [
	{
		name: 'Abandoned Queue Calls',
		value: 'abandonedQueueCalls',
		description: 'Callers who gave up',
	},
	{ name: 'Agent Login History', value: 'agentLoginHistory' },
	{ name: 'Agents in Queue Statistics', value: 'agentsInQueueStatistics' },
	{ name: 'Audit Log', value: 'auditLog', description: 'Who changed what in 3CX' },
	{ name: 'Average Queue Waiting Time', value: 'averageQueueWaitingTime', description: 'A chart' },
	{ name: 'Breaches of SLA', value: 'breachesSla', description: 'Calls that waited too long' },
	{ name: 'Call Distribution', value: 'callDistribution', description: 'Calls by hour' },
	{ name: 'Detailed Queue Statistics', value: 'detailedQueueStatistics' },
	{ name: 'Extension Statistics', value: 'extensionStatistics' },
	{ name: 'Extension Statistics by Department', value: 'extensionStatisticsByGroup' },
	{ name: 'Extension Statistics by Ring Group', value: 'extensionsStatisticsByRingGroups' },
	{ name: 'Inbound Calls', value: 'inboundCalls' },
	{ name: 'Inbound Rules', value: 'inboundRules', description: 'Where each DID leads' },
	{ name: 'Outbound Calls', value: 'outboundCalls' },
	{
		name: 'Queue Answered and Unanswered Calls',
		value: 'queueAnUnCalls',
		description: 'A chart',
	},
	{ name: 'Queue Answered Calls by Wait Time', value: 'queueAnsweredCallsByWaitTime' },
	{ name: 'Queue Callbacks', value: 'queueCallbacks' },
	{ name: 'Queue Failed Callbacks', value: 'queueFailedCallbacks' },
	{ name: 'Queue Performance Overview', value: 'queuePerformanceOverview' },
	{ name: 'Queue Performance Totals', value: 'queuePerformanceTotals' },
	{ name: 'Queue Team Statistics', value: 'teamQueueGeneralStatistics' },
	{ name: 'Ring Group Statistics', value: 'ringGroupStatistics' },
	{ name: 'SLA Statistics', value: 'statisticSla' },
	{ name: 'User Activity', value: 'userActivity', description: 'Calls by hour' },
];

/** The field is shown with the reports that take one of these. */
function shownWith(...wanted: ReportArgument[]): Record<string, string[]> {
	const names = REPORT_NAMES.filter((name) => wanted.some((argument) => takes(name, argument)));
	return { operation, report: names };
}

/** Parameters of the operation Get Report. */
export const getReportFields: INodeProperties[] = [
	{
		displayName: 'Report',
		name: 'report',
		type: 'options',
		displayOptions: { show: { operation } },
		options: reports,
		default: 'detailedQueueStatistics',
		description: 'Which of the reports of 3CX; the rows have its own fields',
	},
	...timeRangeFields(shownWith('from'), 'today'),
	queueField({ show: shownWith('queue') }, 'The queue, or several with commas. Empty: all.'),
	numberLocator(
		{
			displayName: 'Extension',
			name: 'extension',
			description: 'The extension or agent. Empty: all.',
			displayOptions: { show: shownWith('extension', 'agent') },
		},
		{ method: 'searchUsers', placeholder: 'All extensions', example: '101' },
	),
	numberLocator(
		{
			displayName: 'Ring Group',
			name: 'ringGroup',
			description: 'The ring group. Empty: all.',
			displayOptions: { show: shownWith('ringGroup') },
		},
		{ method: 'searchRingGroups', placeholder: 'All ring groups', example: '830' },
	),
	{
		displayName: 'Trunk',
		name: 'trunk',
		type: 'string',
		displayOptions: { show: shownWith('trunk') },
		default: '',
		placeholder: 'e.g. 10000',
		description: 'Number of the trunk. Empty: all.',
	},
	{
		displayName: 'Department',
		name: 'group',
		type: 'string',
		displayOptions: { show: shownWith('group') },
		default: '',
		placeholder: 'e.g. GRP0000',
		description: 'Number of the department. Empty: the default department.',
	},
	...limitFields({ operation }),
	simplifyField({ operation }),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions: { show: { operation } },
		default: {},
		options: [
			{
				displayName: 'Call Area',
				name: 'callArea',
				type: 'options',
				options: [
					{ name: 'All', value: 'all' },
					{ name: 'External', value: 'external' },
					{ name: 'Internal', value: 'internal' },
				],
				default: 'all',
				description: 'Which calls count, in reports on extensions',
			},
			{
				displayName: 'Chart By',
				name: 'chartBy',
				type: 'string',
				default: 'Hour',
				description: 'Step of a chart. 3CX does not document which words it takes.',
			},
			{
				displayName: 'Include Queue Calls',
				name: 'includeQueueCalls',
				type: 'boolean',
				default: true,
				description: 'Whether calls from queues count, in reports on users',
			},
			{
				displayName: 'Least Wait (Seconds)',
				name: 'waitSeconds',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description:
					'Calls that waited less do not count. In Queue Answered Calls by Wait Time: the time they were answered in.',
			},
			timeZoneOption,
		],
	},
];
