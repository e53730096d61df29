import type { IDataObject } from 'n8n-workflow';
import { wholeNumber } from '../../../shared/n8n/parameters';
import { queueNow, readAgents, type Agent, type Queue, type QueueNow } from '../../../shared/xapi';
import type { Job } from '../../job';
import { queuesNamed } from '../findAvailableAgents';
import { ordinaryWishes } from '../getReport/wishes';
import { periodStats, type PeriodStats } from './periodStats';

/** What is known of a queue now. 3CX has no such numbers: derived from live calls and users (xapi.md §3.6). */
interface Live extends QueueNow {
	agents: readonly Agent[];
}

/** Queues now, and in a period. */
export async function* getQueueStats(job: Job): AsyncGenerator<IDataObject, void, undefined> {
	const period = job.period('today');
	const waitSeconds = wholeNumber('Least Wait (Seconds)', job.options.waitSeconds ?? 0, 0, 86_400);
	const queues = await queuesNamed(job);
	const calls = await job.activeCallsIfOffered();
	for (const queue of queues) {
		const wishes = { ...ordinaryWishes(job), from: period.from, to: period.to };
		const [stats, agents] = await Promise.all([
			periodStats(job, { ...wishes, waitSeconds, queues: [queue.number] }),
			readAgents(job.pbx.xapi, queue, calls ?? []),
		]);
		const live = calls && { ...queueNow(queue.number, calls), agents };
		const item = simple(queue, live, stats);
		yield job.simplify ? item : { ...item, ...whole(job, queue, live, stats, period) };
	}
}

function simple(queue: Queue, live: Live | undefined, stats: PeriodStats): IDataObject {
	return {
		queueId: queue.number,
		queueName: queue.name,
		waitingCalls: live?.waiting ?? null,
		longestWaitTime: live?.longestWait ?? null,
		loggedInAgents: live ? count(live.agents, ({ loggedIn }) => loggedIn) : null,
		availableAgents: live ? count(live.agents, ({ available }) => available) : null,
		callsReceived: stats.received,
		callsAnswered: stats.answered,
		callsAbandoned: stats.abandoned,
		averageWaitTime: stats.averageWait,
	};
}

function whole(
	job: Job,
	queue: Queue,
	live: Live | undefined,
	stats: PeriodStats,
	period: { from: number; to: number },
): IDataObject {
	return {
		averageTalkTime: stats.averageTalk,
		callbacks: stats.callbacks,
		slaBreaches: stats.slaBreaches,
		// Which numbers are of now, and which of the period.
		live: live
			? {
					waitingCalls: live.waiting,
					longestWaitTime: live.longestWait,
					averageWaitOfWaiting: live.averageWait,
					agents: live.agents.map(({ number, name, loggedIn, status, available }) => ({
						extension: number,
						name,
						loggedIn,
						status,
						available,
					})),
					derivedFrom: 'active calls and users; waiting calls at the least',
				}
			: null,
		report: {
			...stats,
			slaTime: queue.slaTime,
			from: job.time(period.from),
			to: job.time(period.to),
			source: 'reports of 3CX',
		},
	};
}

function count(agents: readonly Agent[], isCounted: (agent: Agent) => boolean): number {
	return agents.filter(isCounted).length;
}
