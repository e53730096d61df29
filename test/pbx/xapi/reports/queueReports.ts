import type { Parameter } from '../../odata/functions';
import { isoDuration } from '../../records/duration';
import { displayName } from '../../world/users';
import type { Row } from '../../world/values';
import type { FunctionHost } from '../entitySet';
import { periodOf } from '../period';
import { answeredOf, queuesOf, type QueueCall, type QueueFacts } from './queueCalls';
import { mean, needsQueue, PERIOD, report, START_END, sum, type Question } from './report';

const QUEUE: Parameter = ['queueDnStr', 'string'];
const QUEUES: Parameter = ['queueDns', 'string'];
const WAIT: Parameter = ['waitInterval', 'string'];

const talkOf = ({ taken }: QueueCall) => taken?.talkMs ?? 0;
const waitOf = ({ wait }: QueueCall) => wait.ringMs;

function detailedRow(facts: QueueFacts): Row {
	const { queue, label, calls } = facts;
	const taken = answeredOf(facts);
	return {
		QueueDn: label,
		QueueDnNumber: queue.Number,
		CallsCount: calls.length,
		AnsweredCount: taken.length,
		CallbacksCount: calls.filter(({ wait }) => wait.callback !== 'none').length,
		RingTime: isoDuration(sum(calls, waitOf)),
		AvgRingTime: isoDuration(mean(calls, waitOf)),
		TalkTime: isoDuration(sum(taken, talkOf)),
		AvgTalkTime: isoDuration(mean(taken, talkOf)),
	};
}

/** Each agent of the queue, with what it took and what it let ring. */
function agentsOf({ queue, calls }: QueueFacts, { context }: Question) {
	const legs = calls.flatMap((call) => call.legs);
	const dns = new Set([
		...queue.Agents.map(({ Number }) => Number),
		...legs.map(({ destination }) => destination.dn),
	]);
	return [...dns].map((dn) => {
		const rung = legs.filter(({ destination }) => destination.dn === dn);
		const user = context.world.findUser(dn);
		const taken = rung.filter(({ answered }) => answered);
		return { dn, name: user ? displayName(user) : '', rung, taken };
	});
}

function overviewRows(facts: QueueFacts, question: Question): Row[] {
	const { queue, calls } = facts;
	return agentsOf(facts, question).map(({ dn, name, rung, taken }, i) => ({
		QueueDn: queue.Number,
		QueueDisplayName: queue.Name,
		QueueReceivedCount: calls.length,
		QueueAnsweredCount: answeredOf(facts).length,
		ExtensionDn: dn,
		ExtensionDisplayName: name,
		ExtensionAnsweredCount: taken.length,
		ExtensionDroppedCount: rung.length - taken.length,
		TalkTime: isoDuration(sum(taken, ({ talkMs }) => talkMs)),
		SortOrder: i,
	}));
}

/** How long the agent was logged in during the period of the report. */
function loggedInMs(dn: string, { context, args }: Question): number {
	const { from, to } = periodOf(args, context, ['startDt', 'endDt']);
	const end = Math.min(to, context.clock.now());
	const own = context.records.logins.filter((login) => login.dn === dn);
	return sum(own, (login) =>
		Math.max(0, Math.min(login.to ?? end, end) - Math.max(login.from, from)),
	);
}

function agentRows(facts: QueueFacts, question: Question): Row[] {
	return agentsOf(facts, question).map(({ dn, name, rung, taken }) => {
		const loggedIn = loggedInMs(dn, question);
		const hours = loggedIn / 3_600_000;
		const share = rung.length === 0 ? 0 : taken.length / rung.length;
		return {
			Dn: dn,
			DnDisplayName: name,
			Queue: facts.queue.Number,
			QueueDisplayName: facts.queue.Name,
			LoggedInTime: isoDuration(loggedIn),
			AnsweredCount: taken.length,
			AnsweredPercent: Math.round(share * 100),
			AnsweredPerHourCount: hours === 0 ? 0 : Math.round(taken.length / hours),
			LostCount: rung.length - taken.length,
			RingTime: isoDuration(sum(rung, ({ ringMs }) => ringMs)),
			AvgRingTime: isoDuration(mean(rung, ({ ringMs }) => ringMs)),
			TalkTime: isoDuration(sum(taken, ({ talkMs }) => talkMs)),
			AvgTalkTime: isoDuration(mean(taken, ({ talkMs }) => talkMs)),
		};
	});
}

/** Reports about queues and their agents (xapi.md §3.7). */
export const QUEUE_REPORTS: Record<string, FunctionHost> = {
	ReportDetailedQueueStatistics: report(
		'GetDetailedQueueStatisticsData',
		'DetailedQueueStatistics',
		[QUEUE, ...START_END, WAIT],
		(question) => queuesOf(question).map(detailedRow),
	),
	ReportQueuePerformanceOverview: report(
		'GetQueuePerformanceOverviewData',
		'QueuePerformanceOverview',
		[...PERIOD, QUEUES, WAIT],
		(question) => queuesOf(question, 'queueDns').flatMap((facts) => overviewRows(facts, question)),
	),
	ReportQueuePerformanceTotals: report(
		'GetQueuePerformanceTotalsData',
		'QueuePerformanceTotals',
		[...PERIOD, QUEUES, WAIT],
		(question) =>
			queuesOf(question, 'queueDns').map((facts) => ({
				QueueDn: facts.queue.Number,
				QueueDisplayName: facts.queue.Name,
				QueueReceivedCount: facts.calls.length,
				ExtensionAnsweredCount: answeredOf(facts).length,
				ExtensionDroppedCount: facts.calls.length - answeredOf(facts).length,
			})),
	),
	ReportTeamQueueGeneralStatistics: report(
		'GetTeamQueueGeneralStatisticsData',
		'TeamQueueGeneralStatistics',
		[QUEUE, ...START_END, WAIT],
		(question) =>
			queuesOf(question).map((facts) => ({
				Dn: facts.label,
				QueueDnNumber: facts.queue.Number,
				AgentsInQueueCount: facts.queue.Agents.length,
				ReceivedCount: facts.calls.length,
				AnsweredCount: answeredOf(facts).length,
				TotalTalkTime: isoDuration(sum(answeredOf(facts), talkOf)),
				AvgTalkTime: isoDuration(mean(answeredOf(facts), talkOf)),
			})),
	),
	ReportAgentsInQueueStatistics: report(
		'GetAgentsInQueueStatisticsData',
		'AgentsInQueueStatistics',
		[QUEUE, ...START_END, WAIT],
		(question) => {
			needsQueue(question.args.queueDnStr ?? '', question.context);
			return queuesOf(question).flatMap((facts) => agentRows(facts, question));
		},
	),
};
