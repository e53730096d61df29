import { virtualClock, type PbxOptions, type Switches } from '../../pbx';
import { isoDuration } from '../../pbx/records/duration';
import { login, rows, start, type Client, type Json } from './client';

const MONDAY = Date.UTC(2026, 2, 2, 10);
const DAY = 86_400_000;

/** The path of the call log with some of its eleven parameters changed. */
export function logPath(changes: Record<string, string> = {}, name = 'GetCallLogData'): string {
	const args = {
		periodFrom: '2026-03-02T00:00:00Z',
		periodTo: '2026-03-03T00:00:00Z',
		sourceType: '0',
		sourceFilter: "''",
		destinationType: '0',
		destinationFilter: "''",
		callsType: '0',
		callTimeFilterType: '0',
		callTimeFilterFrom: "'0:00:0'",
		callTimeFilterTo: "'0:00:0'",
		hidePcalls: 'true',
		...changes,
	};
	const list = Object.entries(args).map(([key, value]) => `${key}=${value}`);
	return `ReportCallLogData/Pbx.${name}(${list.join(',')})`;
}

async function bench(options: PbxOptions = {}) {
	const clock = virtualClock(MONDAY);
	const pbx = await start({ clock, ...options });
	return { pbx, clock, client: await login(pbx) };
}

async function log(client: Client, options = '', changes = {}): Promise<Json[]> {
	const answer = await client.xapi(`${logPath(changes)}?$top=100${options}`);
	expect(answer.status).toBe(200);
	return rows(answer);
}

function short(found: Json[]) {
	return found.map(({ Direction, CallType, Status, Answered, DestinationDn }) =>
		[Direction, CallType, Status, Answered, DestinationDn].join(' '),
	);
}

describe('what was watched live is found in the log (xapi.md §3.2)', () => {
	it('an inbound call, with durations, and nothing that is null', async () => {
		const { pbx, clock, client } = await bench();
		pbx.world.behaviours['100'] = { answerAfterMs: 4000 };
		const { callid } = pbx.calls.inbound({ from: '+49171', name: 'Frau Sommer', to: '100' });
		await clock.advance(4000);
		expect(await log(client)).toEqual([]);
		await clock.advance(72_500);
		pbx.calls.hangUp(callid);
		const [row, ...others] = await log(client);
		expect(others).toEqual([]);
		expect(row).toMatchObject({
			CallId: 0,
			StartTime: '2026-03-02T10:00:00.000Z',
			Direction: 'Inbound',
			CallType: 'Extension',
			Status: 'Answered',
			SourceDn: '10000',
			SourceCallerId: '+49171',
			SourceDisplayName: 'Frau Sommer',
			DestinationDn: '100',
			RingingDuration: 'PT4S',
			TalkingDuration: 'PT1M12.5S',
			Reason: 'hungUp',
		});
		expect(Object.keys(row ?? {})).not.toContain('RecordingUrl');
		expect(Object.values(row ?? {})).not.toContain(null);
	});

	it('a queue call: the queue answered and waits, the agents ring', async () => {
		const { pbx, client } = await bench();
		const { callid } = pbx.calls.inbound({ from: '+49171', to: '820' });
		pbx.calls.answer('102');
		pbx.calls.hangUp(callid);
		const found = await log(client);
		expect(short(found)).toEqual([
			'Inbound Queue Queue Waiting true 820',
			'Inbound Queue Extension Unanswered false 101',
			'Inbound Queue Extension Answered true 102',
		]);
		expect(new Set(found.map((row) => row.CallHistoryId)).size).toBe(1);
		expect(new Set(found.map((row) => row.CdrId)).size).toBe(3);
	});

	it.each([{}, { queueModel: 'on' }] as Array<Partial<Switches>>)(
		'a caller who gives up in the queue %j',
		async (switches) => {
			const { pbx, clock, client } = await bench({ switches });
			pbx.world.behaviours['*'] = { outcome: 'noanswer' };
			const { callid } = pbx.calls.inbound({ from: '+49171', to: '820' });
			await clock.advance(20_000);
			pbx.calls.hangUp(callid);
			const [row] = await log(client);
			expect(row).toMatchObject({ DestinationDn: '820', Status: 'Waiting', Answered: true });
			expect(row?.RingingDuration).toBe('PT20S');
		},
	);

	it('outbound, internal, a transfer, a busy phone and a parked call', async () => {
		const { pbx, clock, client } = await bench();
		pbx.world.behaviours['101'] = { outcome: 'busy' };
		pbx.calls.userDials('104', '+4930111222');
		pbx.calls.userDials('103', '101');
		pbx.calls.inbound({ from: '+49171', to: '100' });
		await clock.advance(6000);
		pbx.calls.transferByUser({ from: '100', to: 'SP0' });
		await clock.advance(1000);
		for (const call of pbx.calls.list()) pbx.calls.hangUp(call.callid);
		expect(short(await log(client)).sort()).toEqual([
			'Inbound Extension Answered true 100',
			'Internal Extension Unanswered false 101',
			'Outbound External Answered true 10000',
		]);
		expect(short(await log(client, '', { hidePcalls: 'false' }))).toContain(
			'Inbound System Answered true SP0',
		);
		expect(short(await log(client, '', { destinationFilter: "'100'" }))).toHaveLength(1);
	});

	it('is written some seconds later, where switched so, and with the number of ActiveCalls', async () => {
		const { pbx, clock, client } = await bench({
			switches: { logDelayMs: 3000, logCallId: 'callid' },
		});
		const { callid } = pbx.calls.inbound({ from: '+49171', to: '100' });
		pbx.calls.hangUp(callid);
		expect(await log(client)).toEqual([]);
		await clock.advance(3000);
		expect(await log(client)).toMatchObject([{ CallId: callid, Status: 'Unanswered' }]);
	});
});

describe('the call of the function', () => {
	it.each([
		['one left out', logPath().replace(',callsType=0', ''), 404],
		['a text without quotes', logPath({ sourceFilter: '101' }), 404],
		['a bad date', logPath({ periodFrom: 'yesterday' }), 500],
		['null for a text', logPath({ sourceFilter: 'null' }), 400],
		['no brackets', 'ReportCallLogData', 404],
		['an unknown property', `${logPath()}?$filter=Nope eq 1`, 400],
	])('%s', async (_what, path, status) => {
		const { client } = await bench();
		expect((await client.xapi(path)).status).toBe(status);
	});

	it.each([
		['admin', 403],
		['department', 403],
		['users-role', 403],
		['xapi-only', 200],
	])('client %s: %d', async (clientId, status) => {
		const { pbx } = await bench({ switches: { reportsForAdmins: 'allowed' } });
		const client = await login(pbx, clientId);
		const answer = await client.xapi(logPath());
		expect(answer.status).toBe(status);
		if (status === 403) expect(answer.text).toBe('');
	});

	it('reads the end of the period, and the zone, as switched', async () => {
		const { pbx, client } = await bench();
		pbx.records.addCall({ start: Date.UTC(2026, 2, 3), from: '+49171', to: '100' });
		pbx.records.addCall({ start: Date.UTC(2026, 2, 1, 23, 30), from: '+49171', to: '101' });
		expect(await log(client)).toEqual([]);
		pbx.switches.periodEnd = 'inclusive';
		expect(await log(client)).toMatchObject([{ DestinationDn: '100' }]);
		pbx.switches.periodZone = 'pbx';
		expect(await log(client)).toMatchObject([{ DestinationDn: '101' }]);
		pbx.switches.oddDates = 'ignored';
		const odd = { periodFrom: '2020-01-01T00%3A00%3A00Z', periodTo: '2020-01-02T00%3A00%3A00Z' };
		expect(await log(client, '', odd)).toHaveLength(2);
	});

	it('limits and counts as switched', async () => {
		const { pbx, client } = await bench();
		pbx.records.addCall({ from: '+49171', to: '100' });
		expect((await client.xapi(`${logPath()}?$top=1000&$count=true`)).json['@odata.count']).toBe(1);
		pbx.switches.reportCount = 'emptySet';
		expect(rows(await client.xapi(`${logPath()}?$count=true`))).toEqual([]);
		pbx.switches.reportTopLimit = 100;
		expect((await client.xapi(`${logPath()}?$top=1000`)).status).toBe(400);
	});
});

describe('before and after U6', () => {
	async function both(version: string) {
		const one = await bench({ version });
		one.pbx.records.addCall({ start: MONDAY - 2 * DAY, from: '+49171', to: '100', talkMs: 1000 });
		one.pbx.records.addCall({ start: MONDAY, from: '+49171', to: '101' });
		one.pbx.records.upgradedAt = MONDAY - DAY;
		const period = { periodFrom: '2026-01-01T00:00:00Z' };
		const dns = async (path: string, name: string) => {
			const answer = await one.client.xapi(`${path}${path.includes('?') ? '&' : '?'}$top=100`);
			return answer.status === 200 ? rows(answer).map((row) => row[name]) : answer.status;
		};
		return {
			...one,
			now: await dns(logPath(period), 'DestinationDn'),
			old: await dns(logPath(period, 'GetOldCallLogData'), 'DestinationDn'),
			view: await dns('CallHistoryView', 'DstDn'),
		};
	}

	it('the old calls have a function of their own, and the view is frozen', async () => {
		expect(await both('20.0.10.1')).toMatchObject({ now: ['101'], old: ['100'], view: ['100'] });
	});

	it('before U6 there is the view with everything, and rows without call ids', async () => {
		const one = await both('20.0.5.1');
		expect(one).toMatchObject({ now: ['100', '101'], old: 404, view: ['100', '101'] });
		expect((await one.client.xapi(`${logPath()}?$select=CallHistoryId`)).status).toBe(400);
	});

	it('the view takes a large $top, and fails with a filter where switched so', async () => {
		const { pbx, client } = await bench({ version: '20.0.5.1' });
		pbx.records.addCall({ from: '+49171', to: '100' });
		const filter = '$filter=SegmentStartTime ge 2026-03-02T00:00:00Z';
		expect(rows(await client.xapi(`CallHistoryView?$top=100000&${filter}`))).toHaveLength(1);
		pbx.switches.callHistoryView = 'failsWithFilter';
		expect((await client.xapi(`CallHistoryView?${filter}`)).status).toBe(500);
	});
});

describe('a large history', () => {
	const wishes = { rows: 20_000, seed: 7, from: MONDAY - 30 * DAY, to: MONDAY };
	const month = { periodFrom: '2026-01-01T00:00:00Z', periodTo: '2026-04-01T00:00:00Z' };

	it('is the same for the same seed, ordered, and paged without gaps', async () => {
		const [one, two] = [await bench(), await bench()];
		const size = one.pbx.records.generate(wishes);
		expect(size).toBeGreaterThanOrEqual(20_000);
		two.pbx.records.generate(wishes);
		const path = `${logPath(month)}?$orderby=StartTime desc&$top=1000`;
		const [a, b] = [await one.client.xapi(path), await two.client.xapi(path)];
		expect(a.text.replace(one.pbx.url, '')).toBe(b.text.replace(two.pbx.url, ''));
		const seen = new Set<unknown>();
		let last = '9';
		for (let skip = 0; ; skip += 1000) {
			const page = rows(await one.client.xapi(`${path}&$skip=${skip}`));
			for (const row of page) {
				expect(String(row.StartTime) <= last).toBe(true);
				last = String(row.StartTime);
				seen.add(row.CdrId);
			}
			if (page.length < 1000) break;
		}
		expect(seen.size).toBe(size);
	});

	it('holds every kind of row, and filters them', async () => {
		const { pbx, client } = await bench();
		pbx.records.generate(wishes);
		for (const filter of [
			"Direction eq 'Outbound' and Answered eq true",
			"Direction eq 'Internal'",
			"CallType eq 'Queue' and Status eq 'Waiting'",
			"Status eq 'Redirected'",
			"SourceDn eq '101'",
			'DstRecId ne null',
		]) {
			const answer = await client.xapi(`${logPath(month)}?$top=100&$filter=${filter}`);
			expect([filter, rows(answer).length]).toEqual([filter, 100]);
		}
	});

	it('gives 504 for too much at once, where switched so', async () => {
		const { pbx, client } = await bench({ switches: { reportTimeoutRows: 20_000 } });
		pbx.records.generate({ ...wishes, rows: 20_100 });
		expect((await client.xapi(logPath(month))).status).toBe(504);
		expect((await client.xapi(logPath())).status).toBe(200);
	});
});

describe('durations', () => {
	it.each([
		[0, 'PT0S'],
		[72_577, 'PT1M12.577S'],
		[5 * DAY + 3_600_000, 'P5DT1H'],
		[DAY, 'P1D'],
	])('%d ms', (ms, text) => {
		expect(isoDuration(ms)).toBe(text);
	});
});
