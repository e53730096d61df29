import type { Parameter } from '../../odata/functions';
import { notFound } from '../../odata/errors';
import { isoDuration } from '../../records/duration';
import type { Segment } from '../../records/segment';
import { displayName } from '../../world/users';
import type { Row } from '../../world/values';
import { segmentsIn } from '../callLog';
import type { FunctionHost, XapiContext } from '../entitySet';
import { isInArea, membersOf } from './extensionReports';
import { queuesOf, type QueueCall } from './queueCalls';
import { isAmong, mean, PERIOD, report, START_END, sum, type Question } from './report';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What `chartBy` takes is unknown: a word with "month" shows the days of 30, all else hours of a day. */
function chart(question: Question, values: (calls: QueueCall[]) => [number, number]): Row[] {
	const { context, args } = question;
	const start = Date.parse(args.chartDate ?? '');
	const [step, steps] = /month/i.test(args.chartBy ?? '') ? [DAY, 30] : [HOUR, 24];
	const segments = segmentsIn({ from: start, to: start + step * steps }, context);
	const calls = queuesOf({ ...question, segments }).flatMap((facts) => facts.calls);
	return Array.from({ length: steps }, (_, i) => {
		const from = start + i * step;
		const [first, second] = values(
			calls.filter(({ wait }) => wait.start >= from && wait.start < from + step),
		);
		return { XValue: new Date(from).toISOString(), YValue1: first, YValue2: second };
	});
}

const ACTIVITY: readonly Parameter[] = [
	['clientTimeZone', 'string'],
	...PERIOD,
	['groupNumber', 'string'],
	['extensionDns', 'string'],
	['waitInterval', 'string'],
	['includeQueueCalls', 'bool'],
	['callArea', 'int'],
	['groupingType', 'int'],
];

/** Calls of the period by hour (0) or day; without a department there is nothing (xapi.md §3.7). */
function activity(question: Question, row: (calls: Segment[]) => Row): Row[] {
	const { context, args, segments } = question;
	const isWanted = isAmong(args.extensionDns ?? '', context);
	const members = new Set(
		membersOf(args.groupNumber ?? '', question)
			.map(({ Number }) => Number)
			.filter(isWanted),
	);
	const step = args.groupingType === '0' ? HOUR : DAY;
	const slots = new Map<number, Segment[]>();
	for (const segment of segments) {
		const { kind, via, source, destination, start } = segment;
		if (kind !== 'leg' || !isInArea(segment, args.callArea)) continue;
		if (args.includeQueueCalls !== 'true' && context.world.dn(via)?.type === 'Queue') continue;
		if (!members.has(source.dn) && !members.has(destination.dn)) continue;
		const slot = Math.floor(start / step) * step;
		const known = slots.get(slot);
		if (known) known.push(segment);
		else slots.set(slot, [segment]);
	}
	return [...slots].map(([slot, calls]) => ({
		DateTimeInterval: new Date(slot).toISOString(),
		...row(calls),
	}));
}

/** An offset, or the name of a zone; one PBX takes this, another that (xapi.md §3.7). */
function checkZone(zone: string, { switches }: XapiContext): void {
	const form = /^[+-]\d{2}:\d{2}$/.test(zone) ? 'offset' : 'iana';
	if (switches.clientTimeZone !== 'any' && switches.clientTimeZone !== form) throw notFound();
}

function logins({ context, args, segments }: Question): Row[] {
	checkZone(args.clientTimeZone ?? '', context);
	const isQueue = isAmong(args.queueDnStr ?? '', context);
	const isAgent = isAmong(args.agentDnStr ?? '', context);
	const to = Math.min(Date.parse(args.endDt ?? ''), context.clock.now());
	const from = Date.parse(args.startDt ?? '');
	return context.world.queues
		.filter(({ Number }) => isQueue(Number))
		.flatMap(({ Number: queue, Agents }) =>
			Agents.filter(({ Number }) => isAgent(Number)).flatMap(({ Number: dn }) => {
				const user = context.world.findUser(dn);
				const own = context.records.logins.filter(
					(one) => one.dn === dn && one.from < to && (one.to ?? to) > from,
				);
				const total = sum(own, (one) => (one.to ?? to) - one.from);
				const talked = segments.filter(
					({ via, destination }) => via === queue && destination.dn === dn,
				);
				const talkMs = sum(talked, (segment) => segment.talkMs);
				return own.map((one) => ({
					QueueNo: queue,
					AgentNo: dn,
					Agent: user ? displayName(user) : '',
					Day: `${new Date(one.from).toISOString().slice(0, 10)}T00:00:00Z`,
					loggedInDt: new Date(one.from).toISOString(),
					LoggedOutDt: one.to === null ? null : new Date(one.to).toISOString(),
					LoggedInInterval: isoDuration((one.to ?? to) - one.from),
					LoggedInDayInterval: isoDuration(total),
					LoggedInTotalInterval: isoDuration(total),
					TalkingInterval: isoDuration(talkMs),
					TalkingDayInterval: isoDuration(talkMs),
					TalkingTotalInterval: isoDuration(talkMs),
				}));
			}),
		);
}

const DATE: Parameter = ['chartDate', 'datetime'];
const BY: Parameter = ['chartBy', 'string'];
const QUEUE: Parameter = ['queueDnStr', 'string'];
const WAIT: Parameter = ['waitInterval', 'string'];
const ZONE: Parameter = ['clientTimeZone', 'string'];

/** Reports that go along a time line (xapi.md §3.7). */
export const CHART_REPORTS: Record<string, FunctionHost> = {
	ReportAverageQueueWaitingTime: report(
		'GetAverageQueueWaitingTimeData',
		'TimeReportData',
		[DATE, BY, QUEUE, WAIT, ZONE],
		(question) =>
			chart(question, (calls) => [
				Math.round(mean(calls, ({ wait }) => wait.ringMs) / 1000),
				calls.length,
			]),
	),
	ReportQueueAnUnCalls: report(
		'GetQueueAnUnCallsData',
		'TimeReportData',
		[DATE, BY, QUEUE, ZONE, WAIT],
		(question) =>
			chart(question, (calls) => {
				const answered = calls.filter(({ isAnswered }) => isAnswered).length;
				return [answered, calls.length - answered];
			}),
	),
	ReportCallDistribution: report('GetCallDistribution', 'CallDistribution', ACTIVITY, (question) =>
		activity(question, (calls) => {
			const out = calls.filter(({ direction }) => direction === 'Outbound').length;
			return { IncomingCount: calls.length - out, OutgoingCount: out };
		}),
	),
	ReportUserActivity: report('GetUserActivity', 'UserActivity', ACTIVITY, (question) =>
		activity(question, (calls) => {
			const answered = calls.filter((call) => call.answered).length;
			return { AnsweredCount: answered, UnansweredCount: calls.length - answered };
		}),
	),
	ReportAgentLoginHistory: report(
		'GetAgentLoginHistoryData',
		'AgentLoginHistory',
		[ZONE, ...START_END, QUEUE, ['agentDnStr', 'string']],
		logins,
	),
};
