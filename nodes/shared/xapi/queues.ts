import type { ActiveCall } from './activeCall';
import { secondsSince } from './activeCall';
import { readUsers, statusOf, type ExtensionStatus, type ExtensionUser } from './extensions';
import { Filter } from './filter';
import type { Xapi } from './xapi';

/** A queue and who is in it. */
export interface Queue {
	number: string;
	name: string;
	/** In seconds; 0: none is set. */
	slaTime: number;
	agents: readonly QueueMember[];
}

/** An agent as the queue lists it. */
export interface QueueMember {
	number: string;
	name: string;
	skillGroup: string;
}

/** An agent with what can be told of it now. */
export interface Agent extends QueueMember {
	/** Missing when the user is not visible to this client. */
	user: ExtensionUser | undefined;
	/** For queues altogether (xapi.md §3.6). */
	loggedIn: boolean;
	status: ExtensionStatus;
	/** Logged in, and nothing keeps it from taking a call. */
	available: boolean;
}

/** Who waits in a queue now, by the active calls. */
export interface QueueNow {
	/** At the least: while agents ring, 3CX may show the agent in the place of the queue (xapi.md §3.1). */
	waiting: number;
	/** In seconds. */
	longestWait: number;
	averageWait: number;
}

/** The queues with these numbers, or all. */
export async function readQueues(xapi: Xapi, numbers: readonly string[] = []): Promise<Queue[]> {
	const queues: Queue[] = [];
	const filter =
		numbers.length === 0
			? undefined
			: Filter.any(...numbers.map((number) => Filter.eq('Number', number)));
	const query = {
		select: ['Id', 'Number', 'Name', 'SLATime'],
		expand: ['Agents'],
		orderBy: 'Number',
		filter,
	};
	for await (const row of xapi.all('Queues', query)) {
		queues.push({
			number: row.text('Number') ?? '',
			name: row.text('Name') ?? '',
			slaTime: row.integer('SLATime') ?? 0,
			agents: row.children('Agents').map((agent) => ({
				number: agent.text('Number') ?? '',
				name: agent.text('Name') ?? '',
				skillGroup: agent.text('SkillGroup') ?? '',
			})),
		});
	}
	return queues;
}

/** The agents of a queue with their state: 3CX keeps none in the queue, so users and active calls are put together. */
export async function readAgents(
	xapi: Xapi,
	{ agents }: Pick<Queue, 'agents'>,
	calls: readonly ActiveCall[],
	profiles?: readonly string[],
): Promise<Agent[]> {
	const users = new Map<string, ExtensionUser>();
	const numbers = agents.map(({ number }) => number);
	for await (const user of readUsers(xapi, numbers)) users.set(user.number, user);
	return agents.map((agent) => agentOf(agent, users.get(agent.number), calls, profiles));
}

export function agentOf(
	member: QueueMember,
	user: ExtensionUser | undefined,
	calls: readonly ActiveCall[],
	profiles?: readonly string[],
): Agent {
	const status = user ? statusOf(user, calls, profiles) : 'offline';
	const loggedIn = user?.queueStatus === 'LoggedIn';
	return { ...member, user, loggedIn, status, available: loggedIn && status === 'available' };
}

export function queueNow(queue: string, calls: readonly ActiveCall[]): QueueNow {
	const waits = calls
		.filter((call) => call.queue === queue && call.state === 'waiting')
		.map(({ startedAt, pbxNow }) => secondsSince(startedAt, pbxNow));
	const sum = waits.reduce((total, wait) => total + wait, 0);
	return {
		waiting: waits.length,
		longestWait: Math.max(0, ...waits),
		averageWait: waits.length === 0 ? 0 : Math.round(sum / waits.length),
	};
}
