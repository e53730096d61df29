import { startPbx, type Pbx } from '../../pbx';
import { SystemLab } from './systemLab';

const TRUNKS = ['trunk_down', 'trunk_up'];

describe('The Call Monitor at trunks', () => {
	let pbx: Pbx;

	beforeEach(async () => {
		pbx = await startPbx();
	});

	afterEach(async () => {
		await SystemLab.stopAll();
		await pbx.close();
	});

	it('tells that one is down, and that it is up again', async () => {
		const lab = await SystemLab.start(pbx, { eventTypes: TRUNKS });
		pbx.records.setTrunk(false);
		await lab.untilTold(1);
		pbx.records.setTrunk(true);
		await lab.untilTold(2);
		const [down, up] = lab.told;
		expect(down).toEqual({
			eventType: 'trunk_down',
			eventId: `${String(down?.correlationId)}/trunk_down`,
			correlationId: expect.stringMatching(/^trunk-10000-/) as string,
			callId: '',
			extension: '',
			timestamp: expect.stringMatching(/Z$/) as string,
			data: {
				trunk: '10000',
				name: expect.stringMatching(/./) as string,
				afterGap: false,
				source: 'polling',
				timestamp: down?.timestamp,
			},
		});
		expect(up).toMatchObject({ eventType: 'trunk_up', correlationId: down?.correlationId });
		expect(lab.trigger.keys).toEqual(
			lab.told.map(({ eventId }) => `workflow node ${String(eventId)}`),
		);
	});

	it('reads the trunks and nothing else, and opens no socket', async () => {
		for (const source of ['polling', 'both'] as const) {
			const lab = await SystemLab.start(pbx, { eventTypes: ['trunk_down'], source });
			await lab.looked();
			expect(lab.sets()).toEqual(['Trunks']);
			await SystemLab.stopAll();
		}
		expect(pbx.sockets.opened).toBe(0);
		expect(pbx.journal.requests({ path: '/xapi' }).map(({ url }) => url)).toContain(
			'/xapi/v1/Trunks?$select=Id,Number,IsOnline,Gateway&$orderby=Number&$top=100',
		);
	});

	it('shows what was read when the output is not simplified, and no login of a provider', async () => {
		const lab = await SystemLab.start(pbx, { eventTypes: TRUNKS, simplify: false });
		pbx.records.setTrunk(false);
		await lab.untilTold(1);
		expect(lab.told[0]?.data).toMatchObject({
			derived: ['timestamp'],
			row: { Id: expect.any(Number) as number, Number: '10000', IsOnline: false },
		});
		expect(JSON.stringify(lab.told)).not.toMatch(/Auth|Password|Host/);
	});

	it('lets filters of calls hold back no outage', async () => {
		const filters = {
			directions: ['inbound'],
			numbers: '+49171',
			dids: '+4930123456',
			extensions: '101',
			queueIds: '820',
			minDuration: 10,
			officeTimes: { times: { only: 'inside', days: ['monday'], from: '03:00', to: '03:01' } },
		};
		const lab = await SystemLab.start(pbx, { eventTypes: TRUNKS, filters });
		pbx.records.setTrunk(false);
		await lab.untilTold(1);
		expect(lab.types).toEqual(['trunk_down']);
	});

	it('after a restart of n8n tells what has changed, and nothing twice', async () => {
		const first = await SystemLab.start(pbx, { eventTypes: TRUNKS });
		pbx.records.setTrunk(false);
		await first.untilTold(1);
		const staticData = first.kept();
		await SystemLab.stopAll();

		const second = await SystemLab.start(pbx, { eventTypes: TRUNKS, staticData });
		await second.looked();
		expect(second.told).toEqual([]);
		await SystemLab.stopAll();

		pbx.records.setTrunk(true);
		const third = await SystemLab.start(pbx, { eventTypes: TRUNKS, staticData });
		await third.untilTold(1);
		expect(third.told).toMatchObject([
			{
				eventType: 'trunk_up',
				correlationId: first.told[0]?.correlationId,
				data: { afterGap: true },
			},
		]);
	});

	it('tells an outage of the PBX once, though calls and trunks are looked at', async () => {
		const connection = ['connection_lost', 'connection_restored'];
		const eventTypes = [...TRUNKS, ...connection, 'call_started'];
		const lab = await SystemLab.start(pbx, { eventTypes });
		await lab.looked('/xapi/v1/Trunks');
		await pbx.stop();
		await lab.untilTold(1);
		pbx.records.setTrunk(false);
		await pbx.start();
		await lab.untilTold(3);
		await lab.looked('/xapi/v1/Trunks');
		await lab.looked('/xapi/v1/ActiveCalls');
		expect(lab.types.toSorted()).toEqual([...connection, 'trunk_down']);
		const [lost, restored] = lab.told.filter(({ eventType }) => eventType !== 'trunk_down');
		expect(restored).toMatchObject({ correlationId: lost?.correlationId });
		expect(lab.told).toContainEqual(
			expect.objectContaining({
				eventType: 'trunk_down',
				data: expect.objectContaining({ afterGap: true }) as unknown,
			}),
		);
		expect(lab.trigger.failures).toEqual([]);
	});

	it('cannot be started when the role may not read them, and says which event and role', async () => {
		pbx.world.clients.forEach((client) => (client.role = 'group_owners'));
		await expect(SystemLab.start(pbx, { eventTypes: TRUNKS })).rejects.toMatchObject({
			message: expect.stringMatching(/trunk_down, trunk_up.*does not allow.*Trunks/) as string,
			description: expect.stringContaining('System Administrator') as string,
		});
	});

	it('refuses to start by push', async () => {
		const wishes = { eventTypes: TRUNKS, source: 'push' as never };
		await expect(SystemLab.start(pbx, wishes)).rejects.toMatchObject({
			message: '"Events" holds "trunk_down", which is not seen by push',
			description: expect.stringContaining('Set "Source" to Polling or Both') as string,
		});
	});
});
