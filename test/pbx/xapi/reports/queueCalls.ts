import type { Segment } from '../../records/segment';
import type { Queue } from '../../world/callFlow';
import { groupedBy, intervalOf, isAmong, type Question } from './report';

/** One stay of a caller in a queue. */
export interface QueueCall {
	/** The queue's own segment. */
	wait: Segment;
	isAnswered: boolean;
	/** Legs of the agents that were rung for it. */
	legs: Segment[];
	/** The leg of the agent who took it. */
	taken: Segment | undefined;
}

/** A queue with the calls that came to it in the period. */
export interface QueueFacts {
	queue: Queue;
	/** As `8003 - Queue 1`: some reports label queues so (xapi.md §3.7, seen). */
	label: string;
	calls: QueueCall[];
}

/**
 * The queues that a report is asked for, each with its calls. Calls that nobody took and that waited
 * less than the interval do not count (xapi.md §3.7).
 */
export function queuesOf(question: Question, dns = 'queueDnStr'): QueueFacts[] {
	const { context, args, segments } = question;
	const isWanted = isAmong(args[dns] ?? '', context);
	const shortest = intervalOf(args.waitInterval ?? '0:00:0');
	const legs = groupedBy(
		segments.filter(({ kind, via }) => kind === 'leg' && via !== ''),
		({ callKey, via }) => `${callKey} ${via}`,
	);
	const waits = groupedBy(
		segments.filter(({ kind }) => kind === 'queue'),
		({ destination }) => destination.dn,
	);
	return context.world.queues
		.filter((queue) => isWanted(queue.Number))
		.map((queue) => ({
			queue,
			label: `${queue.Number} - ${queue.Name}`,
			calls: (waits.get(queue.Number) ?? [])
				.map((wait) => queueCall(wait, legs.get(`${wait.callKey} ${queue.Number}`) ?? []))
				.filter(({ isAnswered, wait }) => isAnswered || wait.ringMs >= shortest),
		}));
}

function queueCall(wait: Segment, legs: Segment[]): QueueCall {
	const isAnswered = wait.answeredBy !== '';
	const taken = legs.find(({ destination, answered }) => {
		return answered && destination.dn === wait.answeredBy;
	});
	return { wait, isAnswered, legs, taken };
}

/** Calls that an agent took. */
export function answeredOf({ calls }: QueueFacts): QueueCall[] {
	return calls.filter(({ isAnswered }) => isAnswered);
}

/** The longest wait that keeps the promise of the queue; 0 means that none is given. */
export function slaMs(queue: Queue): number {
	return (queue.SLATime ?? 0) * 1000;
}

/** Calls that waited too long. */
export function tooLate({ queue, calls }: QueueFacts): QueueCall[] {
	const limit = slaMs(queue);
	return limit === 0 ? [] : calls.filter(({ wait }) => wait.ringMs > limit);
}
