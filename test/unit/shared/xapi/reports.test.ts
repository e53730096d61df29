import { runReport, type ReportName, type ReportWishes } from '../../../../nodes/shared/xapi';
import type { Switches } from '../../../pbx';
import { rawUrls, xapiOf } from './xapiBench';

const NOW = Date.UTC(2026, 2, 2, 10);
const MINUTE = 60_000;
const WISHES: ReportWishes = {
	from: NOW - 24 * 60 * MINUTE,
	to: NOW,
	zone: { name: 'Europe/Berlin', offset: '+01:00' },
	queues: [],
	extension: '',
	group: '',
	ringGroup: '',
	trunk: '',
	waitSeconds: 0,
	chartBy: 'Hour',
	includeQueueCalls: true,
	callArea: 0,
};

/** A report of a PBX with a call that waited 30 s in the queue and talked a minute. */
async function report(
	name: ReportName,
	wishes: Partial<ReportWishes> = {},
	switches: Partial<Switches> = {},
) {
	const { pbx, xapi } = await xapiOf({ switches });
	const through = { from: '+491711234567', to: '102', queue: '820' };
	pbx.records.addCall({
		...through,
		start: NOW - 20 * MINUTE,
		ringMs: 30_000,
		talkMs: 60_000,
	});
	pbx.records.addCall({ ...through, start: NOW - 10 * MINUTE, ringMs: 90_000 });
	const rows = [];
	for await (const row of runReport(xapi, name, { ...WISHES, ...wishes })) rows.push(row);
	return { rows, urls: rawUrls(pbx).filter((url) => url.includes('Report')) };
}

describe('Reports of 3CX', () => {
	it('take an empty text for all queues (xapi.md §2.3)', async () => {
		const { urls } = await report('detailedQueueStatistics');
		expect(urls).toHaveLength(1);
		expect(urls[0]).toContain("(queueDnStr='',startDt=2026-03-01T10:00:00Z,");
		expect(urls[0]).toContain("waitInterval='0:00:0')");
	});

	it('of several queues are asked for one by one: how DNs are joined is not known (xapi.md §11 no. 10)', async () => {
		const { urls } = await report('statisticSla', { queues: ['820', '821'] });
		expect(urls.map((url) => /queueDnStr='(.*?)'/.exec(url)?.[1])).toEqual(['820', '821']);
	});

	it.each(['abandonedQueueCalls', 'agentsInQueueStatistics'] as const)(
		'%s name each queue, as "all" was refused with 404 on one PBX (xapi.md §3.7)',
		async (name) => {
			const { rows, urls } = await report(name, {}, { allQueuesByEmptyText: 404 });
			expect(urls.every((url) => /queueDn\w+='820'/.test(url))).toBe(true);
			expect(rows.length).toBeGreaterThan(0);
		},
	);

	it.each(['extensionStatisticsByGroup', 'userActivity', 'callDistribution'] as const)(
		'%s name the default department, as an empty one gives nothing (xapi.md §3.7)',
		async (name) => {
			const { rows, urls } = await report(name);
			expect(urls[0]).toContain("groupNumber='GRP0000'");
			expect(rows.length).toBeGreaterThan(0);
		},
	);

	it.each([
		['any', ["'Europe%2FBerlin'"]],
		['iana', ["'Europe%2FBerlin'"]],
		['offset', ["'Europe%2FBerlin'", "'%2B01:00'"]],
	] as const)(
		'agentLoginHistory take the zone by name, or by offset where the name is a 404 (xapi.md §3.7): %s',
		async (clientTimeZone, zones) => {
			const { urls } = await report('agentLoginHistory', {}, { clientTimeZone });
			expect(urls.map((url) => /clientTimeZone=('.*?')/.exec(url)?.[1])).toEqual(zones);
		},
	);

	it.each([
		['none', [500]],
		[100, [500, 100]],
	] as const)(
		'are read in pages of 500, or of 100 where more is a 400 (xapi.md §2.1): limit %s',
		async (reportTopLimit, sizes) => {
			const { rows, urls } = await report('detailedQueueStatistics', {}, { reportTopLimit });
			expect(urls.map((url) => Number(/\$top=(\d+)/.exec(url)?.[1]))).toEqual(sizes);
			expect(rows).toHaveLength(1);
		},
	);

	it('detailedQueueStatistics have the DN in QueueDnNumber; QueueDn is a label (xapi.md §3.7)', async () => {
		const { rows } = await report('detailedQueueStatistics');
		const [row] = rows;
		expect(row?.text('QueueDnNumber')).toBe('820');
		expect(row?.text('QueueDn')).not.toBe('820');
	});

	it.each(['sent', 'omitted'] as const)(
		'leave out what is null, and some zeros too (xapi.md §2.5): zeros %s',
		async (zeroCounts) => {
			const { rows } = await report('detailedQueueStatistics', {}, { zeroCounts });
			expect(rows[0]?.integer('CallbacksCount') ?? 0).toBe(0);
			expect(rows[0]?.integer('AnsweredCount')).toBe(1);
		},
	);

	it('that are too large (504) are not asked for again as they were (xapi.md §1.4)', async () => {
		const { pbx, xapi } = await xapiOf();
		const match = { path: /GetStatisticSlaData/ };
		pbx.faults.add({ match, action: { kind: 'status', status: 504 }, times: Infinity });
		const reading = runReport(xapi, 'statisticSla', WISHES).next();
		await expect(reading).rejects.toMatchObject({ status: 504 });
		expect(pbx.journal.count(match)).toBe(1);
	});
});
