import { virtualClock, type PbxOptions } from '../../pbx';
import { login, rows, start, type Json } from './client';
import { AVERAGE_WAIT, DAY_START, fillHistory, REPORT_CALLS } from './reportCalls';

async function bench(options: PbxOptions = {}) {
	const clock = virtualClock(DAY_START);
	const pbx = await start({ clock, ...options });
	fillHistory(pbx);
	await clock.advance(20 * 3_600_000);
	const client = await login(pbx);
	const read = async (type: string, replace: [string, string] = ['', '']) => {
		const answer = await client.xapi((REPORT_CALLS[type] ?? type).replace(...replace));
		expect(answer.status).toBe(200);
		return rows(answer);
	};
	return { pbx, clock, client, read };
}

function column(found: Json[], name: string) {
	return found.map((row) => row[name]);
}

describe('queue reports (xapi.md §3.7)', () => {
	it('the detailed statistics count calls, answers, callbacks and times', async () => {
		const { read } = await bench();
		expect(await read('DetailedQueueStatistics')).toEqual([
			{
				AnsweredCount: 2,
				AvgRingTime: 'PT18S',
				AvgTalkTime: 'PT45S',
				CallbacksCount: 2,
				CallsCount: 5,
				QueueDn: '820 - Service Desk',
				QueueDnNumber: '820',
				RingTime: 'PT1M30S',
				TalkTime: 'PT1M30S',
			},
		]);
	});

	it('calls that waited too short to count are left out, and unknown queues have no row', async () => {
		const { read } = await bench();
		const [row] = await read('DetailedQueueStatistics', ["'0:00:0'", "'0:00:05'"]);
		expect(row?.CallsCount).toBe(4);
		expect(await read('DetailedQueueStatistics', ["queueDnStr=''", "queueDnStr='821'"])).toEqual(
			[],
		);
	});

	it('several queues are joined by a blank, or by a comma where switched so', async () => {
		const { pbx, read } = await bench();
		const [queue] = pbx.world.queues;
		if (queue) pbx.world.queues.push({ ...queue, Id: 4711, Number: '821' });
		const both = (separator: string) =>
			read('QueuePerformanceTotals', ["queueDns=''", `queueDns='820${separator}821'`]);
		expect(column(await both('%20'), 'QueueDn')).toEqual(['820', '821']);
		expect(await both(',')).toEqual([]);
		pbx.switches.dnSeparator = 'comma';
		expect(column(await both(','), 'QueueDn')).toEqual(['820', '821']);
	});

	it('each agent in the overview and in the statistics', async () => {
		const { read } = await bench();
		expect(await read('QueuePerformanceOverview')).toMatchObject([
			{ ExtensionDn: '101', ExtensionAnsweredCount: 1, ExtensionDroppedCount: 2, TalkTime: 'PT1M' },
			{ ExtensionDn: '102', ExtensionAnsweredCount: 1, ExtensionDroppedCount: 1 },
		]);
		expect(await read('AgentsInQueueStatistics')).toMatchObject([
			{ Dn: '101', AnsweredPercent: 33, LostCount: 2, LoggedInTime: 'PT20H' },
			{ Dn: '102', AnsweredPercent: 50, LostCount: 1, AvgTalkTime: 'PT30S' },
		]);
		expect(await read('TeamQueueGeneralStatistics')).toMatchObject([
			{ AgentsInQueueCount: 2, ReceivedCount: 5, AnsweredCount: 2, TotalTalkTime: 'PT1M30S' },
		]);
	});

	it('abandoned calls, broken promises and callbacks', async () => {
		const { read } = await bench();
		expect(await read('AbandonedQueueCalls')).toMatchObject([
			{ CallerId: '+4930113', WaitTime: 'PT40S', QueueDn: '820', ExtensionDn: '101' },
			{ CallerId: '+4930114', WaitTime: 'PT2S', PollingAttempts: 1, IsLoggedIn: true },
			{ CallerId: '+4930115', WaitTime: 'PT8S' },
		]);
		expect(await read('StatisticSla')).toMatchObject([{ BadSlaCallsCount: 2, ReceivedCount: 5 }]);
		expect(column(await read('BreachesSla'), 'CallerId')).toEqual(['+4930112', '+4930113']);
		expect(await read('QueueCallbacks')).toMatchObject([
			{ CallbacksCount: 1, FailCallbacksCount: 1, ReceivedCount: 5 },
		]);
		expect(column(await read('QueueFailedCallbacks'), 'CallbackNo')).toEqual(['+4930114']);
		expect(column(await read('QueueAnsweredCallsByWaitTime'), 'Destination')).toEqual([
			'101',
			'102',
		]);
	});

	it('charts have 24 hours', async () => {
		const { read } = await bench();
		const chart = await read('TimeReportData');
		expect(chart).toHaveLength(24);
		expect(chart[9]).toMatchObject({ YValue1: 2, YValue2: 0 });
		expect(chart[11]).toMatchObject({ YValue1: 0, YValue2: 1 });
		expect((await read(AVERAGE_WAIT))[9]).toMatchObject({ YValue1: 20 });
	});

	it('agents who came and went', async () => {
		const { pbx, clock, client, read } = await bench();
		const path = `Users(${pbx.world.user('102').Id})`;
		await client.write('PATCH', path, { QueueStatus: 'LoggedOut' });
		await clock.advance(1_800_000);
		const found = await read('AgentLoginHistory');
		expect(column(found, 'LoggedInInterval')).toEqual(['PT20H30M', 'PT20H']);
		expect(column(found, 'LoggedOutDt')).toEqual([undefined, '2026-03-02T20:00:00.000Z']);
		const withZone = (zone: string) =>
			client.xapi((REPORT_CALLS.AgentLoginHistory ?? '').replace('+01:00', zone));
		expect((await withZone('America%2FChicago')).status).toBe(200);
		pbx.switches.clientTimeZone = 'offset';
		expect((await withZone('America%2FChicago')).status).toBe(404);
		expect((await withZone('+08:00')).status).toBe(200);
	});

	it.each(['AbandonedQueueCalls', 'AgentsInQueueStatistics'])(
		'%s may need a queue by its number',
		async (type) => {
			const { client, read } = await bench({ switches: { allQueuesByEmptyText: 404 } });
			const path = REPORT_CALLS[type] ?? '';
			expect((await client.xapi(path)).status).toBe(404);
			expect((await read(path.replace(/queueDn(Str|s)=''/, "queueDn$1='820'"))).length).toBe(
				type === 'AbandonedQueueCalls' ? 3 : 2,
			);
		},
	);

	it('a live queue call is in the reports too', async () => {
		const { pbx, clock, read } = await bench();
		pbx.world.behaviours['*'] = { outcome: 'noanswer' };
		const { callid } = pbx.calls.inbound({ from: '+49171', to: '820' });
		await clock.advance(25_000);
		pbx.calls.hangUp(callid);
		expect((await read('AbandonedQueueCalls')).at(-1)).toMatchObject({
			CallerId: '+49171',
			WaitTime: 'PT25S',
			PollingAttempts: 2,
		});
	});
});

describe('other reports', () => {
	it('extensions, by number and by department', async () => {
		const { pbx, client, read } = await bench();
		const [row] = await read('ExtensionStatistics', [
			"extensionFilter=''",
			"extensionFilter='103'",
		]);
		expect(row).toMatchObject({
			Dn: '103',
			OutboundAnsweredCount: 1,
			OutboundUnansweredCount: 1,
			OutboundAnsweredTalkingDur: 'PT1M30S',
		});
		expect(await read('ReportExtensionStatisticsByGroup')).toHaveLength(pbx.world.users.length);
		expect(await read('ReportExtensionStatisticsByGroup', ['GRP0000', ''])).toEqual([]);
		pbx.switches.extensionStatistics = 500;
		expect((await client.xapi(REPORT_CALLS.ExtensionStatistics ?? '')).status).toBe(500);
	});

	it('ring groups, from a live call', async () => {
		const { pbx, clock, read } = await bench();
		const { callid } = pbx.calls.inbound({ from: '+49171', to: '830' });
		pbx.calls.answer('103');
		await clock.advance(5000);
		pbx.calls.hangUp(callid);
		expect(await read('RingGroupStatistics')).toMatchObject([
			{ RingGroupDn: '830', RingGroupReceivedCount: 1, RingGroupAnsweredCount: 1 },
		]);
		expect(await read('ExtensionsStatisticsByRingGroups')).toMatchObject([
			{ ExtensionDn: '101', ExtensionAnsweredCount: 0 },
			{ ExtensionDn: '103', ExtensionAnsweredCount: 1, RingGroupUnansweredCount: 0 },
		]);
	});

	it('calls by trunk, with their recordings', async () => {
		const { read } = await bench();
		const found = await read('InboundCall');
		expect(found).toHaveLength(10);
		expect(found[1]).toMatchObject({
			RecordingId: 1,
			Recordings: [{ Id: 1 }],
			TrunkNumber: '10000',
		});
		expect(await read('OutboundCall')).toMatchObject([
			{ Answered: true, DestinationCalleeId: '+4930222', TalkingDuration: 'PT1M30S' },
		]);
	});

	it('activity by the hour', async () => {
		const { read } = await bench();
		expect((await read('UserActivity')).at(-1)).toMatchObject({
			DateTimeInterval: '2026-03-02T15:00:00.000Z',
			UnansweredCount: 1,
		});
		expect((await read('CallDistribution'))[0]).toMatchObject({ IncomingCount: 2 });
		expect(await read('UserActivity', ['GRP0000', ''])).toEqual([]);
		expect(await read('UserActivity', ['callArea=0', 'callArea=1'])).toHaveLength(1);
	});

	it('leave out zero counts where switched so', async () => {
		const { read } = await bench({ switches: { zeroCounts: 'omitted' } });
		const [row] = await read('ExtensionStatistics', [
			"extensionFilter=''",
			"extensionFilter='103'",
		]);
		expect(Object.keys(row ?? {})).not.toContain('InboundAnsweredCount');
	});

	it.each(Object.entries({ ...REPORT_CALLS, AverageWait: AVERAGE_WAIT }))(
		'%s: a parameter missing or no date is refused; an administrator by the switch',
		async (type, path) => {
			const { pbx, client } = await bench();
			expect((await client.xapi(path.replace(/,[^,]+\)/, ')'))).status).toBe(404);
			expect((await client.xapi(path.replace('2026-03-02T', '2026-43-02T'))).status).toBe(500);
			const admin = await login(pbx, 'admin');
			expect((await admin.xapi(path)).status).toBe(403);
			pbx.switches.reportsForAdmins = 'allowed';
			expect((await admin.xapi(path)).status).toBe(type === 'CallLogData' ? 403 : 200);
		},
	);
});
