import { REPORT_NAMES } from '../../../nodes/shared/xapi';
import { pairwise, READ_SWITCH_NAMES } from '../../pbx';
import { CALLER, DataBench, HOUR, logText, MINUTE, MONDAY } from './dataBench';

async function busy(options = {}): Promise<DataBench> {
	const bench = await DataBench.start(options);
	bench.pbx.records.generate({ rows: 600, from: MONDAY - 10 * HOUR, to: MONDAY - HOUR });
	return bench;
}

describe('Get Report', () => {
	it.each(REPORT_NAMES)('gives %s, at most ten fields, names as in n8n', async (report) => {
		const bench = await busy();
		const items = await bench.items('getReport', { report, returnAll: true });
		for (const item of items) {
			expect(Object.keys(item).length).toBeLessThanOrEqual(10);
			expect(Object.keys(item).filter((name) => /^[A-Z]/.test(name))).toEqual([]);
		}
		const raw = await bench.items('getReport', { report, returnAll: true, simplify: false });
		expect(raw).toHaveLength(items.length);
	});

	it('turns durations into seconds', async () => {
		const bench = await busy();
		const item = await bench.item('getReport', { report: 'detailedQueueStatistics' });
		expect(item).toMatchObject({
			queueDnNumber: '820',
			callsCount: expect.any(Number) as number,
			avgTalkTime: expect.any(Number) as number,
		});
	});

	it('asks for each queue where "all" is refused, and tells the same', async () => {
		const [all, refused] = await Promise.all(
			(['taken', 404] as const).map(async (allQueuesByEmptyText) => {
				const bench = await busy({ switches: { allQueuesByEmptyText } });
				return await bench.items('getReport', { report: 'abandonedQueueCalls', returnAll: true });
			}),
		);
		expect(refused?.length).toBeGreaterThan(0);
		expect(refused).toEqual(all);
	});

	it('takes the one by department where 3CX fails on extension statistics, and says so', async () => {
		const bench = await busy({ switches: { extensionStatistics: 500 } });
		const report = { report: 'extensionStatistics', returnAll: true };
		const items = await bench.items('getReport', report);
		expect(items.length).toBeGreaterThan(3);
		for (const { note } of items) expect(note).toContain('by department');
	});

	it('reads reports of calls in parts, each once, up to the limit', async () => {
		const bench = await busy({ switches: { reportTopLimit: 100 } });
		const report = { report: 'inboundCalls', timeRange: 'today' };
		const items = await bench.items('getReport', { ...report, returnAll: true, simplify: false });
		expect(items.length).toBeGreaterThan(200);
		expect(new Set(items.map(({ CdrId }) => CdrId)).size).toBe(items.length);
		expect(await bench.items('getReport', { ...report, limit: 7 })).toHaveLength(7);
	});

	it('takes the period of the options', async () => {
		const bench = await busy();
		const report = { report: 'outboundCalls', returnAll: true, timeRange: 'yesterday' };
		expect(await bench.items('getReport', report)).toEqual([]);
	});

	it.each([
		[{ report: 'everything' }, 'Report'],
		[{ report: 'statisticSla', options: { waitSeconds: -1 } }, 'Least Wait (Seconds)'],
		[{ report: 'statisticSla', queueId: "8'20" }, 'Queue ID'],
		[{ report: 'userActivity', options: { callArea: 'moon' } }, 'Call Area'],
	])('refuses %j', async (parameters, label) => {
		const bench = await DataBench.start();
		expect((await bench.refusal('getReport', parameters)).message).toContain(`"${label}"`);
	});

	it('says that the role System Owner is missing', async () => {
		const bench = await DataBench.start();
		const refusal = await bench.refusal(
			'getReport',
			{ report: 'statisticSla' },
			{ clientId: 'admin' },
		);
		expect(refusal.description).toContain('System Owner');
	});

	it('answers under every pair of switches about reading, every report', async () => {
		for (const switches of pairwise(READ_SWITCH_NAMES)) {
			const bench = await DataBench.start({ switches });
			const at = { start: MONDAY - HOUR, from: CALLER, to: '102' };
			bench.pbx.records.addCall({ ...at, queue: '820', ringMs: 30_000, talkMs: 60_000 });
			const items = REPORT_NAMES.map((report) => ({ report }));
			const parameters = {
				report: ({ report }: Record<string, unknown>) => String(report),
				timeRange: 'last7Days',
				returnAll: true,
			};
			const found = await bench.run('getReport', parameters, { items });
			const told = new Set(found.map(({ pairedItem }) => JSON.stringify(pairedItem)));
			if (told.size < 12) throw new Error(JSON.stringify({ switches, told: [...told] }));
			await bench.pbx.close();
		}
		expect(REPORT_NAMES).toHaveLength(24);
	});

	it('finds calls by their DID', async () => {
		const bench = await DataBench.start({ switches: { routePointDid: 'filled' } });
		const { callid } = bench.pbx.calls.inbound({ from: CALLER, did: '+4930123457' });
		await bench.time.advance(MINUTE);
		bench.pbx.calls.hangUp(callid);
		bench.pbx.records.addCall({ start: MONDAY, from: '+4930999', to: '101' });
		await bench.time.advance(MINUTE);
		const by = async (did: string) => await bench.items('getCallHistory', { filters: { did } });
		expect((await by('+49 30 123457')).map(({ fromNumber }) => fromNumber)).toEqual([CALLER]);
		expect(await by('+4930000')).toEqual([]);
	});

	it('says so where 3CX tells no DID at all', async () => {
		const bench = await DataBench.start();
		bench.pbx.records.addCall({ start: MONDAY - HOUR, from: CALLER, to: '101' });
		const filters = { did: '+4930123457' };
		expect(await bench.items('getCallHistory', { filters })).toEqual([]);
		expect(logText()).toContain('the DID of no call in this period');
	});
});
