import { AgentLogins } from '../../../nodes/ThreeCxCallMonitor/agentLogins';
import type { AgentState } from '../../../nodes/shared/xapi';

const NOW = Date.UTC(2026, 10, 24, 8);

function agent(number: string, loggedIn: boolean | undefined, more: Partial<AgentState> = {}) {
	const queueStatus = loggedIn === undefined ? '' : loggedIn ? 'LoggedIn' : 'LoggedOut';
	return {
		number,
		name: `Agent ${number}`,
		loggedIn,
		queueStatus,
		registered: true,
		profile: 'Available',
		queues: ['820', '821'],
		raw: { Number: number },
		...more,
	};
}

describe('Agents, look after look', () => {
	const look = (logins: AgentLogins, at: number, ...agents: AgentState[]) =>
		logins.seen(agents, NOW + at, false);

	it('tell nothing of how it is at the first look', () => {
		expect(look(new AgentLogins({}), 0, agent('101', true), agent('102', false))).toEqual([]);
	});

	it('tell a login and its logout, tied together, and each of them once', () => {
		const logins = new AgentLogins({});
		look(logins, 0, agent('101', false));
		const [login] = look(logins, 60_000, agent('101', true));
		expect(look(logins, 120_000, agent('101', true))).toEqual([]);
		const [logout] = look(logins, 180_000, agent('101', false, { profile: 'Away' }));
		expect(login).toMatchObject({
			type: 'agent_login',
			extension: '101',
			queues: ['820', '821'],
			afterGap: false,
			data: {
				extension: '101',
				agentId: '101',
				agentName: 'Agent 101',
				queueIds: ['820', '821'],
				queueStatus: 'LoggedIn',
				registered: true,
				profile: 'Available',
			},
		});
		expect(logout).toMatchObject({
			type: 'agent_logout',
			correlationId: login?.correlationId,
			data: { queueStatus: 'LoggedOut', profile: 'Away' },
		});
		const [next] = look(logins, 240_000, agent('101', true));
		expect(next?.correlationId).not.toBe(login?.correlationId);
	});

	it('tell one who came or left while n8n was off as found after a gap', () => {
		const store = {};
		look(new AgentLogins(store), 0, agent('101', false), agent('102', true));
		const kept = JSON.parse(JSON.stringify(store)) as Record<string, unknown>;
		const logins = new AgentLogins(kept);
		const now = [agent('101', true), agent('102', false), agent('103', true)];
		expect(logins.seen(now, NOW + 9_000, true)).toMatchObject([
			{ type: 'agent_login', extension: '101', afterGap: true },
			{ type: 'agent_logout', extension: '102', afterGap: true },
		]);
	});

	it('do not change while 3CX does not say, nor by being made agent or no agent any more', () => {
		const logins = new AgentLogins({});
		look(logins, 0, agent('101', true));
		expect(look(logins, 1, agent('101', undefined))).toEqual([]);
		expect(look(logins, 2)).toEqual([]);
		expect(look(logins, 3, agent('101', false))).toEqual([]);
	});
});
