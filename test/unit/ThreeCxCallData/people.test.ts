import { defaultWorld } from '../../pbx';
import { CALLER, DataBench } from './dataBench';

describe('Get Extensions', () => {
	it('tells what each is doing, by the user and the live calls', async () => {
		const bench = await DataBench.start();
		bench.pbx.records.setProfile('103', 'Away');
		bench.pbx.calls.inbound({ from: CALLER, to: '101' });
		bench.pbx.calls.answer('101');
		bench.pbx.calls.inbound({ from: CALLER, to: '102' });
		const items = await bench.items('getExtensions', { returnAll: true });
		expect(items.map(({ extension, status }) => `${extension} ${status}`)).toEqual([
			'100 available',
			'101 onCall',
			'102 ringing',
			'103 away',
			'104 offline',
			'200 available',
			'999 offline',
		]);
		expect(items[1]).toEqual({
			extension: '101',
			name: expect.stringContaining('Max') as string,
			status: 'onCall',
			registered: true,
			enabled: true,
			profile: 'Available',
			queueStatus: 'LoggedIn',
			activeCalls: 1,
			email: '101@praxis.example',
			mobile: '+491711111111',
		});
	});

	it('never asks for secrets, and gives none', async () => {
		const bench = await DataBench.start();
		const items = await bench.items('getExtensions', { simplify: false, returnAll: true });
		expect(JSON.stringify(items)).not.toMatch(/secret|VMPIN|AuthPassword/i);
	});

	it.each([
		[{ extension: '101' }, ['101']],
		[{ extension: { __rl: true, mode: 'list', value: '102' } }, ['102']],
		[{ extension: '101,104' }, ['101', '104']],
		[{ extension: '555' }, []],
		[{ filters: { name: 'MUSTER' } }, ['101', '102']],
		[{ filters: { includeOffline: false, name: 'y' } }, []],
		[{ filters: { statuses: ['offline'] } }, ['104', '999']],
	])('with %j', async (parameters, numbers) => {
		const bench = await DataBench.start();
		const items = await bench.items('getExtensions', parameters);
		expect(items.map(({ extension }) => extension)).toEqual(numbers);
	});

	it('pages through many users, up to the limit', async () => {
		const bench = await DataBench.start({ world: defaultWorld({ users: 250 }) });
		expect(await bench.items('getExtensions', { returnAll: true })).toHaveLength(250);
		expect(await bench.items('getExtensions')).toHaveLength(50);
	});

	it('of a client of one department leaves the live calls out, and says so', async () => {
		const bench = await DataBench.start();
		const items = await bench.items('getExtensions', { limit: 1 }, { clientId: 'department' });
		expect(items[0]).toMatchObject({ extension: '100', activeCalls: null });
		expect(items[0]?.note).toContain('403');
	});
});

describe('Find Available Agents', () => {
	it('finds who could take a call', async () => {
		const bench = await DataBench.start();
		const items = await bench.items('findAvailableAgents', { queueId: '820' });
		expect(items.map(({ found, extension, queueId }) => [found, extension, queueId])).toEqual([
			[true, '101', '820'],
			[true, '102', '820'],
		]);
	});

	it('says why there is nobody', async () => {
		const bench = await DataBench.start();
		bench.pbx.records.logAgent('102', false);
		bench.pbx.calls.inbound({ from: CALLER, to: '101' });
		bench.pbx.calls.answer('101');
		expect(await bench.items('findAvailableAgents', { queueId: '820' })).toEqual([
			{ found: false, queueId: '820', reason: '1 on a call, 1 not logged in to queues' },
		]);
		const all = await bench.items('findAvailableAgents', {
			queueId: '820',
			options: { includeUnavailable: true },
		});
		expect(all.map(({ found, status, loggedIn }) => [found, status, loggedIn])).toEqual([
			[false, 'onCall', true],
			[false, 'available', false],
		]);
	});

	it.each([
		[{ skills: '2' }, [undefined]],
		[{ skills: '1' }, ['101', '102']],
		[{ profiles: 'Away' }, [undefined]],
	])('with options %j', async (options, extensions) => {
		const bench = await DataBench.start();
		const items = await bench.items('findAvailableAgents', { options });
		expect(items.map(({ extension }) => extension)).toEqual(extensions);
	});

	it('refuses a queue that does not exist', async () => {
		const bench = await DataBench.start();
		const { message } = await bench.refusal('findAvailableAgents', { queueId: '899' });
		expect(message).toContain('no queue 899');
	});
});
