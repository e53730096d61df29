import type { Parameter } from '../../odata/functions';
import { isoDuration } from '../../records/duration';
import type { Segment } from '../../records/segment';
import { displayName } from '../../world/users';
import type { Row } from '../../world/values';
import type { FunctionHost } from '../entitySet';
import { answeredOf, queuesOf, tooLate, type QueueCall, type QueueFacts } from './queueCalls';
import { intervalOf, needsQueue, PERIOD, report, START_END, type Question } from './report';

const QUEUE: Parameter = ['queueDnStr', 'string'];
const WAIT: Parameter = ['waitInterval', 'string'];

function time(ms: number): string {
	return new Date(ms).toISOString();
}

/** A row for each agent that was rung, and one when none was. */
function abandonedRows({ queue }: QueueFacts, call: QueueCall, { context }: Question): Row[] {
	const { wait, legs } = call;
	const common: Row = {
		CallHistoryId: wait.callKey,
		CallTime: time(wait.start),
		CallTimeForCsv: time(wait.start),
		CallerId: wait.source.number,
		QueueDn: queue.Number,
		QueueDisplayName: queue.Name,
		WaitTime: isoDuration(wait.ringMs),
		PollingAttempts: wait.attempts,
	};
	if (legs.length === 0) return [common];
	return legs.map(({ destination }) => {
		const user = context.world.findUser(destination.dn);
		return {
			...common,
			ExtensionDn: destination.dn,
			ExtensionDisplayName: user ? displayName(user) : '',
			IsLoggedIn: user?.QueueStatus === 'LoggedIn',
		};
	});
}

function byWaitTime(question: Question): Row[] {
	const limit = intervalOf(question.args.answerInterval ?? '0:00:0');
	return queuesOf(question).flatMap((facts) =>
		answeredOf(facts)
			.filter(({ wait }) => limit === 0 || wait.ringMs <= limit)
			.map(({ wait }) => ({
				Dn: facts.label,
				DnNumber: facts.queue.Number,
				CallTime: time(wait.start),
				AnsweredTime: time(wait.start + wait.ringMs),
				RingTime: isoDuration(wait.ringMs),
				Source: wait.source.number,
				Destination: wait.answeredBy,
			})),
	);
}

function callbacksOf({ calls }: QueueFacts, kind: Segment['callback']): QueueCall[] {
	return calls.filter(({ wait }) => wait.callback === kind);
}

/** Reports about single calls in queues: lost ones, promises broken, callbacks (xapi.md §3.7). */
export const QUEUE_CALL_REPORTS: Record<string, FunctionHost> = {
	ReportAbandonedQueueCalls: report(
		'GetAbandonedQueueCallsData',
		'AbandonedQueueCalls',
		[...PERIOD, ['queueDns', 'string'], WAIT],
		(question) => {
			needsQueue(question.args.queueDns ?? '', question.context);
			return queuesOf(question, 'queueDns').flatMap((facts) =>
				facts.calls
					.filter(({ isAnswered }) => !isAnswered)
					.flatMap((call) => abandonedRows(facts, call, question)),
			);
		},
	),
	ReportQueueAnsweredCallsByWaitTime: report(
		'GetQueueAnsweredCallsByWaitTimeData',
		'QueueAnsweredCallsByWaitTime',
		[QUEUE, ...START_END, ['answerInterval', 'string']],
		byWaitTime,
	),
	ReportBreachesSla: report(
		'GetBreachesSlaData',
		'BreachesSla',
		[QUEUE, ...START_END, WAIT],
		(question) =>
			queuesOf(question).flatMap((facts) =>
				tooLate(facts).map(({ wait }) => ({
					Queue: facts.label,
					QueueDnNumber: facts.queue.Number,
					CallerId: wait.source.number,
					CallTime: time(wait.start),
					WaitingTime: isoDuration(wait.ringMs),
				})),
			),
	),
	ReportStatisticSla: report(
		'GetStatisticSlaData',
		'StatisticSla',
		[QUEUE, ...START_END, WAIT],
		(question) =>
			queuesOf(question).map((facts) => ({
				Dn: facts.label,
				QueueDnNumber: facts.queue.Number,
				ReceivedCount: facts.calls.length,
				BadSlaCallsCount: tooLate(facts).length,
			})),
	),
	ReportQueueCallbacks: report(
		'GetQueueCallbacksData',
		'QueueCallbacks',
		[QUEUE, ...START_END],
		(question) =>
			queuesOf(question).map((facts) => ({
				Dn: facts.label,
				QueueDnNumber: facts.queue.Number,
				ReceivedCount: facts.calls.length,
				CallbacksCount: callbacksOf(facts, 'made').length,
				FailCallbacksCount: callbacksOf(facts, 'failed').length,
			})),
	),
	ReportQueueFailedCallbacks: report(
		'GetQueueFailedCallbacksData',
		'QueueFailedCallbacks',
		[QUEUE, ...START_END],
		(question) =>
			queuesOf(question).flatMap((facts) =>
				callbacksOf(facts, 'failed').map(({ wait }) => ({
					Dn: facts.label,
					QueueDnNumber: facts.queue.Number,
					CallbackNo: wait.source.number,
					CallTime: time(wait.start),
					RingTime: isoDuration(wait.ringMs),
				})),
			),
	),
};
