import { pairwise, READ_SWITCH_NAMES } from '../../pbx';
import { CALLER, DataBench, MINUTE } from './dataBench';

describe('Get Active Calls', () => {
	it('tells who calls whom, how far it is and how long it lasts, by the clock of the PBX', async () => {
		const bench = await DataBench.start();
		bench.pbx.calls.inbound({ from: CALLER, to: '101' });
		bench.pbx.calls.answer('101');
		await bench.time.advance(2 * MINUTE);
		expect(await bench.item('getActiveCalls')).toEqual({
			callId: expect.stringMatching(/^\d+$/) as string,
			status: 'answered',
			direction: 'inbound',
			fromNumber: CALLER,
			fromName: '',
			toNumber: '101',
			extension: '101',
			queueId: '',
			startTime: '2026-03-02T11:00:00+01:00',
			duration: 120,
		});
	});

	it('calls a caller in a queue waiting, although 3CX says Talking (xapi.md §3.1)', async () => {
		const bench = await DataBench.start();
		bench.pbx.calls.inbound({ from: CALLER, to: '820' });
		const item = await bench.item('getActiveCalls', { simplify: false });
		expect(item).toMatchObject({ status: 'waiting', statusText: 'Talking', queueId: '820' });
	});

	it('tells directions by the trunks', async () => {
		const bench = await DataBench.start();
		bench.pbx.calls.internal({ from: '101', to: '102' });
		bench.pbx.calls.userDials('104', '+4930111222');
		bench.pbx.calls.inbound({ from: CALLER, to: '103' });
		const items = await bench.items('getActiveCalls');
		expect(
			items.map(({ direction, fromNumber, toNumber }) => [direction, fromNumber, toNumber]),
		).toEqual([
			['internal', '101', '102'],
			['outbound', '104', '+4930111222'],
			['inbound', CALLER, '103'],
		]);
	});

	it.each([
		[{ directions: ['inbound'] }, 1],
		[{ directions: ['inbound', 'internal'] }, 2],
		[{ extensions: '102' }, 1],
		[{ extensions: ['101', '103'] }, 2],
		[{ extensions: '*' }, 2],
		[{ status: ['ringing'] }, 1],
		[{ status: ['ringing', 'answered'] }, 2],
		[{ queueIds: '820' }, 0],
	])('with filters %j: %d', async (filters, count) => {
		const bench = await DataBench.start();
		bench.pbx.calls.internal({ from: '101', to: '102' });
		await bench.time.advance(1000);
		bench.pbx.calls.answer('102');
		bench.pbx.calls.inbound({ from: CALLER, to: '103' });
		expect(await bench.items('getActiveCalls', { filters })).toHaveLength(count);
	});

	it('pages through more than a hundred calls, up to the limit', async () => {
		const bench = await DataBench.start();
		for (let i = 0; i < 130; i++) {
			bench.pbx.calls.inbound({ from: `+49171${i}`, to: '800' });
		}
		expect(await bench.items('getActiveCalls', { returnAll: true })).toHaveLength(130);
		expect(await bench.items('getActiveCalls')).toHaveLength(50);
		expect(await bench.items('getActiveCalls', { limit: 3 })).toHaveLength(3);
	});

	it('says which role is missing', async () => {
		const bench = await DataBench.start();
		const { message, description } = await bench.refusal(
			'getActiveCalls',
			{},
			{ clientId: 'department' },
		);
		expect(message).toContain('does not allow');
		expect(description).toContain('System Administrator');
	});

	it.each([
		[{ filters: { status: ['held'] } }, 'Status'],
		[{ filters: { extensions: "1' or 1 eq 1" } }, 'Extensions'],
		[{ limit: 0 }, 'Limit'],
		[{ limit: 'x' }, 'Limit'],
	])('refuses %j', async (parameters, label) => {
		const bench = await DataBench.start();
		expect((await bench.refusal('getActiveCalls', parameters)).message).toContain(`"${label}"`);
	});

	it('goes on after a failure, when the node is set to', async () => {
		const bench = await DataBench.start();
		const limit = ({ limit }: Record<string, unknown>) => Number(limit);
		bench.pbx.calls.inbound({ from: CALLER, to: '101' });
		const items = await bench.run(
			'getActiveCalls',
			{ limit },
			{ items: [{ limit: -1 }, { limit: 5 }], continueOnFail: true },
		);
		expect(items).toEqual([
			{
				json: { success: false, error: expect.stringContaining('Limit') as string },
				pairedItem: { item: 0 },
			},
			{ json: expect.objectContaining({ toNumber: '101' }) as unknown, pairedItem: { item: 1 } },
		]);
	});

	it('is right under every pair of switches about reading', async () => {
		for (const switches of pairwise(READ_SWITCH_NAMES)) {
			const bench = await DataBench.start({ switches });
			const { calls } = bench.pbx;
			calls.inbound({ from: CALLER, to: '830' });
			calls.internal({ from: '100', to: '104' });
			calls.inbound({ from: '+4930555', to: '102' });
			calls.answer('102');
			const items = await bench.items('getActiveCalls', { simplify: false });
			const context = JSON.stringify({ switches, items });
			// Ring-all is one call, whatever rows it has.
			if (items.length !== 3) throw new Error(context);
			const [ringing, internal, talking] = items;
			const ok =
				ringing?.fromNumber === CALLER &&
				ringing.direction === 'inbound' &&
				ringing.status === 'ringing' &&
				internal?.direction === 'internal' &&
				internal.fromNumber === '100' &&
				talking?.status === 'answered' &&
				talking.toNumber === '102' &&
				talking.duration === 0;
			if (!ok) throw new Error(context);
			await bench.pbx.close();
		}
		expect(READ_SWITCH_NAMES.length).toBeGreaterThan(10);
	});
});
