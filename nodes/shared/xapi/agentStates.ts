import type { Row } from '../transport';
import { Filter } from './filter';
import { readQueues } from './queues';
import type { Xapi } from './xapi';

/** Somebody who is agent of at least one queue, as the user is now. */
export interface AgentState {
	number: string;
	name: string;
	/** For all queues together: 3CX tells it for no single one (xapi.md §3.6). Undefined: it does not say. */
	loggedIn: boolean | undefined;
	/** `LoggedIn` or `LoggedOut`. */
	queueStatus: string;
	registered: boolean | undefined;
	/** Name of the status that is on, such as `Available`. */
	profile: string;
	/** Numbers of the queues. */
	queues: readonly string[];
	raw: Readonly<Record<string, unknown>>;
}

/** Queues of each agent, by the number of the agent. */
export type AgentQueues = ReadonlyMap<string, readonly string[]>;

/** Who is agent of which queues. It changes rarely. @throws ThreeCxError */
export async function readAgentQueues(xapi: Xapi): Promise<AgentQueues> {
	const queuesOf = new Map<string, string[]>();
	for (const { number, agents } of await readQueues(xapi)) {
		for (const agent of agents) {
			queuesOf.set(agent.number, [...(queuesOf.get(agent.number) ?? []), number]);
		}
	}
	queuesOf.delete('');
	return queuesOf;
}

const FIELDS = [
	'Id',
	'Number',
	'DisplayName',
	'FirstName',
	'LastName',
	'QueueStatus',
	'IsRegistered',
	'CurrentProfileName',
];

/** In one filter: an address must not get too long. */
const NUMBERS_AT_ONCE = 20;

/** The users with these numbers, as far as this client may see them. @throws ThreeCxError */
export async function readAgentStates(xapi: Xapi, agents: AgentQueues): Promise<AgentState[]> {
	const numbers = [...agents.keys()];
	const states: AgentState[] = [];
	for (let at = 0; at < numbers.length; at += NUMBERS_AT_ONCE) {
		const some = numbers.slice(at, at + NUMBERS_AT_ONCE);
		const filter = Filter.any(...some.map((number) => Filter.eq('Number', number)));
		const query = { select: FIELDS, orderBy: 'Number', filter };
		for await (const row of xapi.all('Users', query)) {
			const state = stateOf(row);
			states.push({ ...state, queues: agents.get(state.number) ?? [] });
		}
	}
	return states;
}

function stateOf(row: Row): Omit<AgentState, 'queues'> {
	const text = (name: string) => row.text(name) ?? '';
	const queueStatus = text('QueueStatus');
	const isKnown = queueStatus === 'LoggedIn' || queueStatus === 'LoggedOut';
	return {
		number: text('Number'),
		name: text('DisplayName') || `${text('FirstName')} ${text('LastName')}`.trim(),
		loggedIn: isKnown ? queueStatus === 'LoggedIn' : undefined,
		queueStatus,
		registered: row.flag('IsRegistered'),
		profile: text('CurrentProfileName'),
		raw: row.raw,
	};
}
