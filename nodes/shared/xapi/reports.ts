/** What a parameter of a report stands for. */
export type ReportArgument =
	| 'from'
	| 'to'
	| 'zone'
	| 'queue'
	| 'agent'
	| 'extension'
	| 'group'
	| 'ringGroup'
	| 'trunk'
	| 'wait'
	| 'chartBy'
	| 'includeQueueCalls'
	| 'callArea'
	| 'grouping'
	| 'callsType';

/** A report of 3CX (xapi.md §3.7). */
export interface Report {
	/** Set and function. */
	path: string;
	/** All of them, in the order in which 3CX wants them. */
	parameters: ReadonlyArray<readonly [name: string, stands: ReportArgument]>;
	/** One source saw 404 for "all queues": each queue is asked for (xapi.md §3.7). */
	eachQueue?: true;
	/** Rows are single calls with these fields: it can be read in parts. */
	calls?: { time: string; id: string };
	/** The most telling fields, where there are more than ten. */
	main?: readonly string[];
}

const QUEUE_PERIOD = [
	['queueDnStr', 'queue'],
	['startDt', 'from'],
	['endDt', 'to'],
] as const;
const QUEUE_WAIT = [...QUEUE_PERIOD, ['waitInterval', 'wait']] as const;
const PERIOD = [
	['periodFrom', 'from'],
	['periodTo', 'to'],
] as const;
const QUEUES_WAIT = [...PERIOD, ['queueDns', 'queue'], ['waitInterval', 'wait']] as const;
const ACTIVITY = [
	['clientTimeZone', 'zone'],
	...PERIOD,
	['groupNumber', 'group'],
	['extensionDns', 'extension'],
	['waitInterval', 'wait'],
	['includeQueueCalls', 'includeQueueCalls'],
	['callArea', 'callArea'],
	['groupingType', 'grouping'],
] as const;
const TRUNK_CALLS = [...PERIOD, ['trunkDns', 'trunk'], ['callsType', 'callsType']] as const;
const CALL_FIELDS = [
	'CallHistoryId',
	'StartTime',
	'Status',
	'SourceCallerId',
	'SourceDn',
	'DestinationDn',
	'TrunkNumber',
	'RingingDuration',
	'TalkingDuration',
];

/** Every report that the node offers, by its name there. */
export const REPORTS = {
	abandonedQueueCalls: {
		path: 'ReportAbandonedQueueCalls/Pbx.GetAbandonedQueueCallsData',
		parameters: QUEUES_WAIT,
		eachQueue: true,
		main: [
			'CallHistoryId',
			'CallTime',
			'CallerId',
			'QueueDn',
			'QueueDisplayName',
			'WaitTime',
			'ExtensionDn',
			'ExtensionDisplayName',
			'IsLoggedIn',
			'PollingAttempts',
		],
	},
	agentLoginHistory: {
		path: 'ReportAgentLoginHistory/Pbx.GetAgentLoginHistoryData',
		parameters: [
			['clientTimeZone', 'zone'],
			['startDt', 'from'],
			['endDt', 'to'],
			['queueDnStr', 'queue'],
			['agentDnStr', 'agent'],
		],
		main: [
			'Agent',
			'AgentNo',
			'QueueNo',
			'Day',
			'loggedInDt',
			'LoggedOutDt',
			'LoggedInInterval',
			'LoggedInTotalInterval',
			'TalkingInterval',
			'TalkingTotalInterval',
		],
	},
	agentsInQueueStatistics: {
		path: 'ReportAgentsInQueueStatistics/Pbx.GetAgentsInQueueStatisticsData',
		parameters: QUEUE_WAIT,
		eachQueue: true,
		main: [
			'Dn',
			'DnDisplayName',
			'Queue',
			'AnsweredCount',
			'AnsweredPercent',
			'LostCount',
			'AvgRingTime',
			'AvgTalkTime',
			'TalkTime',
			'LoggedInTime',
		],
	},
	auditLog: { path: 'ReportAuditLog/Pbx.GetAuditLogData', parameters: [] },
	averageQueueWaitingTime: {
		path: 'ReportAverageQueueWaitingTime/Pbx.GetAverageQueueWaitingTimeData',
		parameters: [
			['chartDate', 'from'],
			['chartBy', 'chartBy'],
			['queueDnStr', 'queue'],
			['waitInterval', 'wait'],
			['clientTimeZone', 'zone'],
		],
	},
	breachesSla: { path: 'ReportBreachesSla/Pbx.GetBreachesSlaData', parameters: QUEUE_WAIT },
	callDistribution: {
		path: 'ReportCallDistribution/Pbx.GetCallDistribution',
		parameters: ACTIVITY,
	},
	detailedQueueStatistics: {
		path: 'ReportDetailedQueueStatistics/Pbx.GetDetailedQueueStatisticsData',
		parameters: QUEUE_WAIT,
	},
	extensionStatistics: {
		path: 'ReportExtensionStatistics/Pbx.GetExtensionStatisticsData',
		parameters: [...PERIOD, ['extensionFilter', 'extension'], ['callArea', 'callArea']],
	},
	extensionStatisticsByGroup: {
		path: 'ReportExtensionStatisticsByGroup/Pbx.GetExtensionStatisticsByGroupData',
		parameters: [['groupNumber', 'group'], ...PERIOD, ['callArea', 'callArea']],
	},
	extensionsStatisticsByRingGroups: {
		path: 'ReportExtensionsStatisticsByRingGroups/Pbx.GetExtensionsStatisticsByRingGroupsData',
		parameters: [...PERIOD, ['ringGroupDns', 'ringGroup']],
	},
	inboundCalls: {
		path: 'ReportInboundCalls/Pbx.GetInboundCalls',
		parameters: TRUNK_CALLS,
		calls: { time: 'StartTime', id: 'CdrId' },
		main: [...CALL_FIELDS, 'Did'],
	},
	inboundRules: { path: 'ReportInboundRules/Pbx.GetInboundRulesData', parameters: [] },
	outboundCalls: {
		path: 'ReportOutboundCalls/Pbx.GetOutboundCalls',
		parameters: TRUNK_CALLS,
		calls: { time: 'StartTime', id: 'CdrId' },
		main: [...CALL_FIELDS, 'DestinationCalleeId'],
	},
	queueAnsweredCallsByWaitTime: {
		path: 'ReportQueueAnsweredCallsByWaitTime/Pbx.GetQueueAnsweredCallsByWaitTimeData',
		parameters: [...QUEUE_PERIOD, ['answerInterval', 'wait']],
	},
	queueAnUnCalls: {
		path: 'ReportQueueAnUnCalls/Pbx.GetQueueAnUnCallsData',
		parameters: [
			['chartDate', 'from'],
			['chartBy', 'chartBy'],
			['queueDnStr', 'queue'],
			['clientTimeZone', 'zone'],
			['waitInterval', 'wait'],
		],
	},
	queueCallbacks: {
		path: 'ReportQueueCallbacks/Pbx.GetQueueCallbacksData',
		parameters: QUEUE_PERIOD,
	},
	queueFailedCallbacks: {
		path: 'ReportQueueFailedCallbacks/Pbx.GetQueueFailedCallbacksData',
		parameters: QUEUE_PERIOD,
	},
	queuePerformanceOverview: {
		path: 'ReportQueuePerformanceOverview/Pbx.GetQueuePerformanceOverviewData',
		parameters: QUEUES_WAIT,
	},
	queuePerformanceTotals: {
		path: 'ReportQueuePerformanceTotals/Pbx.GetQueuePerformanceTotalsData',
		parameters: QUEUES_WAIT,
	},
	ringGroupStatistics: {
		path: 'ReportRingGroupStatistics/Pbx.GetRingGroupStatisticsData',
		parameters: [...PERIOD, ['ringGroupDns', 'ringGroup']],
	},
	statisticSla: { path: 'ReportStatisticSla/Pbx.GetStatisticSlaData', parameters: QUEUE_WAIT },
	teamQueueGeneralStatistics: {
		path: 'ReportTeamQueueGeneralStatistics/Pbx.GetTeamQueueGeneralStatisticsData',
		parameters: QUEUE_WAIT,
	},
	userActivity: { path: 'ReportUserActivity/Pbx.GetUserActivity', parameters: ACTIVITY },
} as const satisfies Record<string, Report>;

export type ReportName = keyof typeof REPORTS;
export const REPORT_NAMES = Object.keys(REPORTS) as ReportName[];

/** Whether the report has such a parameter. */
export function takes(name: ReportName, argument: ReportArgument): boolean {
	const { parameters }: Report = REPORTS[name];
	return parameters.some(([, stands]) => stands === argument);
}
