import type { IDataObject } from 'n8n-workflow';
import { pairwise, READ_SWITCH_NAMES } from '../../pbx';
import { CALLER, DataBench, DAY, HOUR, MINUTE, MONDAY } from './dataBench';

const LOG = 'GetCallLogData';
const ALL = { returnAll: true };

/** Three calls on Monday morning: answered, missed, given up in a queue. */
async function morning(options = {}): Promise<DataBench> {
	const bench = await DataBench.start(options);
	const { records } = bench.pbx;
	const at = (minutes: number) => MONDAY - HOUR + minutes * MINUTE;
	records.addCall({ start: at(0), from: CALLER, to: '101', ringMs: 4000, talkMs: 60_000 });
	records.addCall({ start: at(10), from: '+4930555', to: '102', ringMs: 20_000 });
	records.addCall({ start: at(20), from: '+4930777', to: '102', queue: '820', ringMs: 30_000 });
	records.addCall({ start: at(30), from: '103', to: '+4989123', ringMs: 3000, talkMs: 600_000 });
	records.addCall({
		start: at(40),
		from: '100',
		to: '104',
		ringMs: 3000,
		talkMs: 5000,
		recorded: true,
	});
	return bench;
}

function short(items: IDataObject[]) {
	return items.map(({ fromNumber, toNumber, status }) => [fromNumber, toNumber, status].join(' '));
}

describe('Get Call History', () => {
	it('gives calls, newest first, with who answered and for how long', async () => {
		const bench = await morning();
		const items = await bench.items('getCallHistory', ALL);
		expect(short(items)).toEqual([
			'100 104 answered',
			'103 +4989123 answered',
			'+4930777 820 abandoned',
			'+4930555 102 missed',
			`${CALLER} 101 answered`,
		]);
		expect(items.at(-1)).toEqual({
			callId: expect.any(String) as string,
			timestamp: '2026-03-02T10:00:00+01:00',
			direction: 'inbound',
			status: 'answered',
			fromNumber: CALLER,
			toNumber: '101',
			extension: '101',
			waitTime: 4,
			duration: 60,
			recordingId: null,
		});
		expect(items[0]?.recordingId).toEqual(expect.any(Number));
	});

	it('gives the legs as they came, or all of a call', async () => {
		const bench = await morning();
		const legs = await bench.items('getCallHistory', { ...ALL, output: 'legs', simplify: false });
		expect(legs).toHaveLength(bench.pbx.records.size);
		expect(legs[0]).toMatchObject({ SourceDn: '100', Answered: true });
		const calls = await bench.items('getCallHistory', { ...ALL, simplify: false });
		expect(calls[2]).toMatchObject({ queueId: '820', legs: [{ CallType: 'Queue' }, {}] });
	});

	it.each([
		[{ directions: ['inbound'] }, 3],
		[{ directions: ['outbound', 'internal'] }, 2],
		[{ statuses: ['missed', 'abandoned'] }, 2],
		[{ extensions: '101,104' }, 2],
		[{ phoneNumber: '+49 171 1234567' }, 1],
		[{ phoneNumber: '+4930', phoneNumberMatch: 'prefix' }, 2],
		[{ phoneNumber: '(555|777)$', phoneNumberMatch: 'pattern' }, 2],
		[{ queueIds: '820' }, 1],
		[{ minDuration: 60 }, 2],
		[{ minDuration: 1, maxDuration: 60 }, 2],
		[{ hasRecording: 'yes' }, 1],
		[{ hasRecording: 'no' }, 4],
	])('with filters %j: %d', async (filters, count) => {
		const bench = await morning();
		expect(await bench.items('getCallHistory', { ...ALL, filters })).toHaveLength(count);
	});

	it.each([
		['today', 2],
		['yesterday', 1],
		['lastHour', 1],
		['last7Days', 3],
		['last30Days', 4],
		['thisWeek', 2],
		['lastWeek', 1],
		['thisMonth', 3],
		['lastMonth', 1],
	])('in the range %s: %d', async (timeRange, count) => {
		const bench = await DataBench.start();
		// Monday 2 March 2026, 11:00 in Berlin; days begin at 23:00 UTC.
		for (const start of [
			MONDAY - 30 * MINUTE,
			MONDAY - 11 * HOUR,
			MONDAY - 11 * HOUR - 1,
			MONDAY - 8 * DAY,
		]) {
			bench.pbx.records.addCall({ start, from: CALLER, to: '101', talkMs: 1000 });
		}
		expect(await bench.items('getCallHistory', { ...ALL, timeRange })).toHaveLength(count);
	});

	it('takes dates in the time zone of the workflow, or in a chosen one', async () => {
		const bench = await DataBench.start();
		const midnight = Date.UTC(2026, 1, 28, 23);
		for (const start of [midnight - 1, midnight, midnight + DAY - 1, midnight + DAY]) {
			bench.pbx.records.addCall({ start, from: CALLER, to: '101' });
		}
		const day = { ...ALL, startDate: '2026-03-01', endDate: '2026-03-01' };
		expect(await bench.items('getCallHistory', day)).toHaveLength(2);
		const options = { timeZone: 'America/New_York' };
		const [item, ...others] = await bench.items('getCallHistory', { ...day, options });
		expect(others).toHaveLength(1);
		expect(item?.timestamp).toBe('2026-03-01T18:00:00-05:00');
	});

	it.each([
		[{ startDate: 'gestern' }, 'Start Date'],
		[{ startDate: '2026-03-02', endDate: '2026-03-01' }, 'End Date'],
		[{ options: { timeZone: '+01:00' } }, 'Time Zone'],
		[{ timeRange: 'forever' }, 'Time Range'],
		[{ filters: { phoneNumber: '(', phoneNumberMatch: 'pattern' } }, 'Phone Number'],
		[{ filters: { minDuration: -1 } }, 'Shortest Duration (Seconds)'],
	])('refuses %j', async (parameters, label) => {
		const bench = await DataBench.start();
		expect((await bench.refusal('getCallHistory', parameters)).message).toContain(`"${label}"`);
		expect(bench.urls(LOG)).toEqual([]);
	});

	it('says that the role System Owner is missing', async () => {
		const bench = await DataBench.start();
		const refusal = await bench.refusal('getCallHistory', {}, { clientId: 'admin' });
		expect(refusal.message).toContain('does not allow');
		expect(refusal.description).toContain('System Owner');
	});

	it('reads calls of before the upgrade to Update 6 from the old log', async () => {
		const bench = await morning();
		bench.pbx.records.upgradedAt = MONDAY - HOUR + 15 * MINUTE;
		expect(await bench.items('getCallHistory', ALL)).toHaveLength(5);
		expect(bench.urls('GetOldCallLogData').length).toBeGreaterThan(0);
	});

	it('works on a build of before Update 6, whose rows tell no direction and no ID of the call', async () => {
		const bench = await morning({ version: '20.0.5.500' });
		const items = await bench.items('getCallHistory', ALL);
		expect(items.map(({ direction }) => direction)).toEqual(
			expect.arrayContaining(['inbound', 'outbound', 'internal']),
		);
	});

	it('of a small limit asks for little', async () => {
		const bench = await DataBench.start();
		bench.pbx.records.generate({ rows: 20_000, from: MONDAY - 30 * DAY, to: MONDAY });
		const items = await bench.items('getCallHistory', { timeRange: 'last30Days', limit: 10 });
		expect(items).toHaveLength(10);
		expect(bench.urls(LOG).length).toBeLessThan(8);
	});

	it('gives 20,000 rows whole, each once, with at most six requests at once', async () => {
		const bench = await DataBench.start();
		const rows = bench.pbx.records.generate({
			rows: 20_000,
			from: MONDAY - 20 * DAY,
			to: MONDAY - HOUR,
		});
		const range = { ...ALL, timeRange: 'last30Days', output: 'legs', simplify: false };
		const legs = await bench.items('getCallHistory', range);
		expect(new Set(legs.map(({ CdrId }) => CdrId)).size).toBe(rows);
		expect(legs).toHaveLength(rows);
		const times = legs.map(({ StartTime }) => String(StartTime));
		expect(times).toEqual([...times].sort().reverse());
	});

	it.each(['utc', 'pbx'] as const)(
		'gives all of a past day and nothing else, whether bounds are read as UTC or by the PBX: %s',
		async (periodZone) => {
			const bench = await DataBench.start({ switches: { periodZone } });
			const midnight = Date.UTC(2026, 1, 24, 23);
			for (const start of [midnight - 1, midnight, midnight + DAY - 1, midnight + DAY]) {
				bench.pbx.records.addCall({ start, from: CALLER, to: '101' });
			}
			const day = { ...ALL, startDate: '2026-02-25', endDate: '2026-02-25' };
			const items = await bench.items('getCallHistory', day);
			expect(items.map(({ timestamp }) => timestamp)).toEqual([
				'2026-02-25T23:59:59.999+01:00',
				'2026-02-25T00:00:00+01:00',
			]);
		},
	);

	it.each([
		['a period that is too large (504)', { reportTimeoutRows: 20_000 } as const],
		['pages of a hundred', { reportTopLimit: 100 } as const],
		['pages of a thousand', { reportTopLimit: 1000 } as const],
	])('manages %s', async (_name, switches) => {
		const bench = await DataBench.start({ switches });
		const rows = bench.pbx.records.generate({
			rows: 25_000,
			from: MONDAY - 10 * HOUR,
			to: MONDAY - HOUR,
		});
		const legs = await bench.items('getCallHistory', { ...ALL, output: 'legs' });
		expect(legs).toHaveLength(rows);
	});

	it('gives the same calls under every pair of switches about reading', async () => {
		for (const switches of pairwise(READ_SWITCH_NAMES)) {
			const bench = await morning({ switches });
			await bench.time.advance(10_000);
			const range = { ...ALL, startDate: '2026-03-02T10:00', endDate: '2026-03-02T10:41' };
			const items = await bench.items('getCallHistory', range);
			const rows = short(items);
			if (rows.length !== 5 || rows[2] !== '+4930777 820 abandoned') {
				throw new Error(JSON.stringify({ switches, rows }));
			}
			await bench.pbx.close();
		}
		expect(READ_SWITCH_NAMES).toContain('periodZone');
	});
});
