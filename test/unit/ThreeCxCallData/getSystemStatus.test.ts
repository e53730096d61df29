import { CALLER, DataBench } from './dataBench';

const RECENT = '2026-03-01T00:00:02Z';

async function healthy(options = {}): Promise<DataBench> {
	const bench = await DataBench.start(options);
	bench.pbx.world.system.lastBackup = RECENT;
	return bench;
}

describe('Get System Status', () => {
	it('is healthy when nothing is wrong', async () => {
		const bench = await healthy();
		expect(await bench.item('getSystemStatus')).toEqual({
			status: 'healthy',
			reasons: [],
			version: bench.pbx.journal ? expect.stringMatching(/^20\.0\./) : '',
			activeCalls: 0,
			maxCalls: 16,
			trunksRegistered: 1,
			trunksTotal: 1,
			extensionsRegistered: 5,
			diskUsage: 21,
			lastBackup: '2026-03-01T01:00:02+01:00',
		});
	});

	it.each<[string, (bench: DataBench) => void, string, RegExp]>([
		['a full disk', ({ pbx }) => (pbx.world.system.diskUsage = 95), 'degraded', /95 % full/],
		[
			'an old backup',
			({ pbx }) => (pbx.world.system.lastBackup = '2026-01-01T00:00:00Z'),
			'degraded',
			/60 days old/,
		],
		[
			'a licence that ends',
			({ pbx }) => (pbx.world.system.expires = '2026-03-05T00:00:00Z'),
			'degraded',
			/ends in 2 days/,
		],
		[
			'a licence that has ended',
			({ pbx }) => (pbx.world.system.expires = '2026-03-01T00:00:00Z'),
			'down',
			/licence has ended/,
		],
		['no trunk', ({ pbx }) => pbx.records.setTrunk(false), 'down', /No trunk/],
		[
			'a stopped service',
			({ pbx }) => pbx.records.setService('Queue', false),
			'degraded',
			/not running: .*Queue/,
		],
		[
			'system extensions',
			({ pbx }) => (pbx.world.system.hasUnregisteredSystemExtensions = true),
			'degraded',
			/System extensions/,
		],
	])('tells %s', async (_name, breakIt, status, reason) => {
		const bench = await healthy();
		breakIt(bench);
		const item = await bench.item('getSystemStatus');
		expect(item.status).toBe(status);
		expect(item.reasons).toEqual(expect.arrayContaining([expect.stringMatching(reason)]));
	});

	it('has limits that can be set, or switched off', async () => {
		const bench = await healthy();
		bench.pbx.calls.inbound({ from: CALLER, to: '101' });
		const options = { callLines: 5, diskUsage: 20 };
		const { reasons } = await bench.item('getSystemStatus', { options });
		expect(reasons).toEqual(['The disk is 21 % full', '1 of 16 call lines in use']);
		bench.pbx.world.system.lastBackup = '';
		expect((await bench.item('getSystemStatus')).status).toBe('degraded');
		const off = { options: { backupAge: 0 } };
		expect((await bench.item('getSystemStatus', off)).status).toBe('healthy');
	});

	it('is down when the PBX does not answer; or fails, as wished', async () => {
		const bench = await healthy();
		await bench.pbx.stop();
		const item = await bench.item('getSystemStatus');
		expect(item).toMatchObject({ status: 'down', reachable: false });
		expect(item.reasons).toEqual([expect.stringContaining('cannot be reached')]);
		const refusal = await bench.refusal('getSystemStatus', {
			options: { failWhenUnreachable: true },
		});
		expect(refusal.message).toContain('cannot be reached');
	});

	it('fails where the user has to mend something', async () => {
		const bench = await healthy();
		const { message } = await bench.refusal('getSystemStatus', {}, { clientId: 'users-role' });
		expect(message).toContain('does not allow');
	});

	it('of a lower role tells what it may read, with a note', async () => {
		const bench = await healthy();
		const item = await bench.item('getSystemStatus', {}, { clientId: 'department' });
		expect(item.status).toBe('healthy');
		expect(item.note).toMatch(/services.*403/);
	});

	it('never gives the licence key', async () => {
		const bench = await healthy();
		const item = await bench.item('getSystemStatus', { simplify: false });
		expect(JSON.stringify(item)).not.toContain('licence of');
		expect(item).toMatchObject({ name: 'praxis.my3cx.de', stoppedServices: [] });
	});
});
