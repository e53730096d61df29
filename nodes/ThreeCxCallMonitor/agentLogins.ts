import type { AgentState } from '../shared/xapi';
import { KeptSince } from './keptSince';
import type { SystemEvent } from './systemEvent';

/** Agents in, their logins and logouts out. Pure. */
export class AgentLogins {
	private readonly logins: KeptSince;

	/** @param store the workflow's static data */
	constructor(store: Record<string, unknown>) {
		this.logins = new KeptSince(store, 'agents');
	}

	/** The agents as they are now. How one is at the first look is where the comparing begins, and is not told. */
	seen(agents: readonly AgentState[], at: number, afterGap: boolean): SystemEvent[] {
		const now = agents.map((agent) => ({
			thing: agent,
			name: agent.number,
			isOn: agent.loggedIn,
		}));
		return this.logins
			.compare(now, at)
			.filter(({ isFirst }) => !isFirst)
			.map(({ thing, isOn, since }) => ({
				type: isOn ? 'agent_login' : 'agent_logout',
				correlationId: `agent-${thing.number}-${since.toString(36)}`,
				at,
				extension: thing.number,
				extensions: [thing.number],
				queues: thing.queues,
				afterGap,
				data: dataOf(thing),
				derived: ['queueIds'],
				row: thing.raw,
			}));
	}
}

function dataOf({ number, name, queues, queueStatus, registered, profile }: AgentState) {
	return {
		extension: number,
		agentId: number,
		agentName: name,
		queueIds: [...queues],
		queueStatus,
		...(registered !== undefined && { registered }),
		profile,
	};
}
