import { startPbx, type Pbx } from '../../pbx';
import { SystemLab } from './systemLab';

const AGENTS = ['agent_login', 'agent_logout'];

describe('The Call Monitor at agents', () => {
	let pbx: Pbx;

	beforeEach(async () => {
		pbx = await startPbx();
	});

	afterEach(async () => {
		await SystemLab.stopAll();
		await pbx.close();
	});

	it('tells that an agent of a queue logs out and in again', async () => {
		const lab = await SystemLab.start(pbx, { eventTypes: AGENTS });
		pbx.records.logAgent('101', false);
		await lab.untilTold(1);
		pbx.records.logAgent('101', true);
		await lab.untilTold(2);
		expect(lab.told).toMatchObject([
			{
				eventType: 'agent_logout',
				callId: '',
				extension: '101',
				data: {
					agentId: '101',
					agentName: 'Mustermann, Max',
					queueIds: ['820'],
					queueStatus: 'LoggedOut',
					registered: true,
					profile: 'Available',
					afterGap: false,
					source: 'polling',
				},
			},
			{ eventType: 'agent_login', extension: '101', data: { queueStatus: 'LoggedIn' } },
		]);
		expect(new Set(lab.trigger.keys).size).toBe(2);
	});

	it('asks for agents only, reads the queues once, and no secrets', async () => {
		const lab = await SystemLab.start(pbx, { eventTypes: AGENTS, simplify: false });
		await lab.looked('/xapi/v1/Users');
		pbx.records.logAgent('104', false);
		pbx.records.logAgent('101', false);
		await lab.untilTold(1);
		await lab.looked('/xapi/v1/Users');
		expect(lab.told).toMatchObject([
			{ extension: '101', data: { derived: ['queueIds', 'timestamp'] } },
		]);
		expect(lab.sets()).toEqual(['Queues', 'Users']);
		expect(pbx.journal.count({ path: '/xapi/v1/Queues' })).toBe(1);
		for (const { url } of pbx.journal.requests({ path: '/xapi/v1/Users' })) {
			expect(url).not.toMatch(/\$select=[^&]*(Auth|Password|PIN|SIPID|Phones|Mobile)/);
			expect(url).toContain("(Number eq '101')");
			expect(url).not.toContain("'104'");
		}
		lab.moveOn(6 * 60_000);
		await lab.looked('/xapi/v1/Users');
		expect(pbx.journal.count({ path: '/xapi/v1/Queues' })).toBe(2);
	});

	it.each([
		['the extension', { extensions: '101' }, true],
		['another extension', { extensions: '102' }, false],
		['any of its queues', { queueIds: '830, 820' }, true],
		['another queue', { queueIds: '830' }, false],
		['what only calls have', { directions: ['inbound'], numbers: '+49171', dids: '1' }, true],
		[
			'a time that is not now',
			{
				officeTimes: { times: { only: 'inside', days: [dayBefore()], from: '00:00', to: '00:01' } },
			},
			false,
		],
	])('filters by %s', async (_what, filters, isTold) => {
		const lab = await SystemLab.start(pbx, { eventTypes: AGENTS, filters });
		pbx.records.logAgent('101', false);
		if (isTold) await lab.untilTold(1);
		else await lab.looked('/xapi/v1/Users');
		expect(lab.types).toEqual(isTold ? ['agent_logout'] : []);
	});

	it('after a restart of n8n tells who has come or left, and nothing twice', async () => {
		const first = await SystemLab.start(pbx, { eventTypes: AGENTS });
		pbx.records.logAgent('101', false);
		await first.untilTold(1);
		const staticData = first.kept();
		await SystemLab.stopAll();
		pbx.records.logAgent('102', false);
		const second = await SystemLab.start(pbx, { eventTypes: AGENTS, staticData });
		await second.untilTold(1);
		await second.looked('/xapi/v1/Users');
		expect(second.told).toMatchObject([
			{ eventType: 'agent_logout', extension: '102', data: { afterGap: true } },
		]);
	});

	it('tells of many agents with addresses that are not too long', async () => {
		const [queue] = pbx.world.queues;
		const [agent] = queue?.Agents ?? [];
		const model = pbx.world.user('104');
		for (let i = 0; i < 130; i++) {
			const Number = String(3000 + i);
			pbx.world.users.push({ ...model, Id: pbx.world.takeId(), Number });
			if (agent) queue?.Agents.push({ ...agent, Number });
		}
		const lab = await SystemLab.start(pbx, { eventTypes: AGENTS });
		pbx.records.logAgent('3129', false);
		await lab.untilTold(1);
		expect(lab.told[0]).toMatchObject({ extension: '3129' });
		for (const { rawUrl } of pbx.journal.requests()) expect(rawUrl.length).toBeLessThan(2_000);
	});
});

/** A weekday that is over everywhere. */
function dayBefore(): string {
	const at = new Date(Date.now() - 3 * 86_400_000);
	return at.toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' }).toLowerCase();
}
