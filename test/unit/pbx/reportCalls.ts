import type { Pbx } from '../../pbx';

/** A day in the middle of the histories of these tests. */
export const DAY_START = Date.UTC(2026, 2, 2);

const PERIOD = 'periodFrom=2026-03-02T00:00:00Z,periodTo=2026-03-03T00:00:00Z';
const START_END = 'startDt=2026-03-02T00:00:00Z,endDt=2026-03-03T00:00:00Z';
const WAIT = "waitInterval='0:00:0'";
const ACTIVITY =
	`clientTimeZone='Europe%2FBerlin',${PERIOD},groupNumber='GRP0000',extensionDns='',` +
	`${WAIT},includeQueueCalls=true,callArea=0,groupingType=0`;
const ZERO = ["'0:00:0'", "'0:00:0'"] as const;

/** A call of every report by the type of its rows, all queues and everything else. */
export const REPORT_CALLS: Record<string, string> = {
	CallLogData:
		`ReportCallLogData/Pbx.GetCallLogData(${PERIOD},sourceType=0,sourceFilter='',` +
		`destinationType=0,destinationFilter='',callsType=0,callTimeFilterType=0,` +
		`callTimeFilterFrom=${ZERO[0]},callTimeFilterTo=${ZERO[1]},hidePcalls=true)`,
	AbandonedQueueCalls: `ReportAbandonedQueueCalls/Pbx.GetAbandonedQueueCallsData(${PERIOD},queueDns='',${WAIT})`,
	AgentLoginHistory: `ReportAgentLoginHistory/Pbx.GetAgentLoginHistoryData(clientTimeZone='+01:00',${START_END},queueDnStr='',agentDnStr='')`,
	AgentsInQueueStatistics: `ReportAgentsInQueueStatistics/Pbx.GetAgentsInQueueStatisticsData(queueDnStr='',${START_END},${WAIT})`,
	BreachesSla: `ReportBreachesSla/Pbx.GetBreachesSlaData(queueDnStr='',${START_END},${WAIT})`,
	CallDistribution: `ReportCallDistribution/Pbx.GetCallDistribution(${ACTIVITY})`,
	DetailedQueueStatistics: `ReportDetailedQueueStatistics/Pbx.GetDetailedQueueStatisticsData(queueDnStr='',${START_END},${WAIT})`,
	ExtensionStatistics: `ReportExtensionStatistics/Pbx.GetExtensionStatisticsData(${PERIOD},extensionFilter='',callArea=0)`,
	ReportExtensionStatisticsByGroup: `ReportExtensionStatisticsByGroup/Pbx.GetExtensionStatisticsByGroupData(groupNumber='GRP0000',${PERIOD},callArea=0)`,
	ExtensionsStatisticsByRingGroups: `ReportExtensionsStatisticsByRingGroups/Pbx.GetExtensionsStatisticsByRingGroupsData(${PERIOD},ringGroupDns='')`,
	InboundCall: `ReportInboundCalls/Pbx.GetInboundCalls(${PERIOD},trunkDns='',callsType=0)`,
	OutboundCall: `ReportOutboundCalls/Pbx.GetOutboundCalls(${PERIOD},trunkDns='',callsType=0)`,
	QueueAnsweredCallsByWaitTime: `ReportQueueAnsweredCallsByWaitTime/Pbx.GetQueueAnsweredCallsByWaitTimeData(queueDnStr='',${START_END},answerInterval='0:00:0')`,
	QueueCallbacks: `ReportQueueCallbacks/Pbx.GetQueueCallbacksData(queueDnStr='',${START_END})`,
	QueueFailedCallbacks: `ReportQueueFailedCallbacks/Pbx.GetQueueFailedCallbacksData(queueDnStr='',${START_END})`,
	QueuePerformanceOverview: `ReportQueuePerformanceOverview/Pbx.GetQueuePerformanceOverviewData(${PERIOD},queueDns='',${WAIT})`,
	QueuePerformanceTotals: `ReportQueuePerformanceTotals/Pbx.GetQueuePerformanceTotalsData(${PERIOD},queueDns='',${WAIT})`,
	RingGroupStatistics: `ReportRingGroupStatistics/Pbx.GetRingGroupStatisticsData(${PERIOD},ringGroupDns='')`,
	StatisticSla: `ReportStatisticSla/Pbx.GetStatisticSlaData(queueDnStr='',${START_END},${WAIT})`,
	TeamQueueGeneralStatistics: `ReportTeamQueueGeneralStatistics/Pbx.GetTeamQueueGeneralStatisticsData(queueDnStr='',${START_END},${WAIT})`,
	TimeReportData: `ReportQueueAnUnCalls/Pbx.GetQueueAnUnCallsData(chartDate=2026-03-02T00:00:00Z,chartBy='day',queueDnStr='',clientTimeZone='Europe%2FBerlin',${WAIT})`,
	UserActivity: `ReportUserActivity/Pbx.GetUserActivity(${ACTIVITY})`,
};

/** The average waiting time, whose rows have the type of another chart. */
export const AVERAGE_WAIT = `ReportAverageQueueWaitingTime/Pbx.GetAverageQueueWaitingTimeData(chartDate=2026-03-02T00:00:00Z,chartBy='day',queueDnStr='',${WAIT},clientTimeZone='Europe%2FBerlin')`;

/** Few calls of all kinds on that day, and a promise of 20 s of the queue. */
export function fillHistory({ records, world }: Pbx): void {
	for (const queue of world.queues) queue.SLATime = 20;
	const at = (hour: number) => DAY_START + hour * 3_600_000;
	const queue = '820';
	records.addCall({
		start: at(9),
		from: '+4930111',
		to: '101',
		queue,
		ringMs: 10_000,
		talkMs: 60_000,
		recorded: true,
	});
	records.addCall({
		start: at(9),
		from: '+4930112',
		to: '102',
		queue,
		ringMs: 30_000,
		talkMs: 30_000,
	});
	records.addCall({ start: at(11), from: '+4930113', to: '101', queue, ringMs: 40_000 });
	records.addCall({
		start: at(12),
		from: '+4930114',
		to: '102',
		queue,
		ringMs: 2000,
		callback: 'failed',
	});
	records.addCall({
		start: at(13),
		from: '+4930115',
		to: '101',
		queue,
		ringMs: 8000,
		callback: 'made',
	});
	records.addCall({ start: at(14), from: '103', to: '+4930222', talkMs: 90_000, recorded: true });
	records.addCall({ start: at(15), from: '103', to: '101' });
}
