import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INodePropertyOptions } from 'n8n-workflow';
import { operationField } from '../../../../../nodes/ThreeCxCallData/description';
import { REPORT_NAMES, REPORTS, type Report } from '../../../../../nodes/shared/xapi';
import { problemsOf } from './checkExchange';
import { ContractBench } from './contractBench';
import { RowReads } from './rowReads';
import { namedInCode, NODES, takenInCode } from './sources';
import { XapiSpec } from './spec';
import { CALL_DATA, SEARCHES, USES, type Use } from './uses';
import type { Exchanged } from './wireTap';

/** 3CX's own OpenAPI file; not part of this repository, so it is asked for by environment. */
const file = process.env.XAPI_SPEC ?? '';
const spec = existsSync(file) ? new XapiSpec(file) : null;

/** A time in an address that is written in another way than `2026-03-02T10:00:00Z`. */
const DATES = /\d{4}-\d\d-\d\dT\d\d(?:%3A|:\d\d:\d\d(?!Z))/i;

describe('what is driven', () => {
	it('is every operation of Call Data, and every report', () => {
		const offered = (operationField.options as INodePropertyOptions[]).map(({ value }) => value);
		expect(Object.keys(CALL_DATA).sort()).toEqual(offered.sort());
		const reports = CALL_DATA.getReport?.map(({ name }) => name).join() ?? '';
		for (const report of REPORT_NAMES) expect(reports).toContain(`"report":"${report}"`);
	});

	it('is every list search of the configuration API', () => {
		const files = readdirSync(join(NODES, 'shared/n8n/listSearch'))
			.filter((name) => name.startsWith('search'))
			.map((name) => name.replace('.ts', ''));
		// The granted DNs come from Call Control.
		expect(files.filter((name) => name !== 'searchGrantedDns')).toEqual(Object.keys(SEARCHES));
	});
});

describe('requests of the nodes against the OpenAPI file of 3CX', () => {
	if (!spec) {
		it('were not compared: XAPI_SPEC names no file', () => {
			process.stdout.write('Contract of the nodes skipped: set XAPI_SPEC to a 3CX OpenAPI file\n');
			expect(spec).toBeNull();
		});
		return;
	}

	const reads = new RowReads(spec);
	const seen: Exchanged[] = [];
	const outcomes = new Map<Use, { requests: number; problems: string[] }>();

	beforeAll(async () => {
		reads.watch();
		for (const use of USES) {
			const bench = await ContractBench.start(use.switches);
			const failures = await use.run(bench).then(
				() => [],
				(error: unknown) => [String(error)],
			);
			const { seen: own } = bench.tap;
			const problems = [...failures, ...own.flatMap((one) => problemsOf(spec, one))];
			outcomes.set(use, { requests: own.length, problems });
			seen.push(...own);
			await bench.stop();
		}
	}, 600_000);

	it.each(USES)('$name', (use) => {
		expect(outcomes.get(use)?.problems).toEqual([]);
		expect(outcomes.get(use)?.requests).toBeGreaterThan(0);
	});

	it('take from the replies only what 3CX has there, of the type it has', () => {
		expect([...reads.problems]).toEqual([]);
	});

	it('are all there: no set, function or action stands in the code that was not asked for', () => {
		const bare = (path: string) => path.replace(/\([^)]*\)/g, '').slice(1);
		const asked = seen
			.filter(({ status }) => status < 300)
			.map(({ method, url }) => bare(spec.find(method, url)?.path ?? '/'));
		const known = new Set([...asked, ...asked.map((path) => path.split('/')[0])]);
		const actions = new Set(asked.map((path) => path.split('/').pop()));
		expect(namedInCode().filter((name) => !known.has(name) && !actions.has(name))).toEqual([]);
	});

	it('have every field read that the code reads', () => {
		// Lists are told by `value`, refusals by the words of an ODataError.
		const around = ['ODataError', 'MainError', 'ErrorDetails'].flatMap((name) =>
			Object.keys(
				spec.openApi.properties({ $ref: `#/components/schemas/Pbx.ODataErrors.${name}` }),
			),
		);
		// Read where another is empty, or not there in older builds.
		const seconds: Array<[set: string, field: string]> = [
			['EventLogs', 'Group'],
			['OfficeHours', 'OfficeHolidays'],
			['ReportCallLogData/Pbx.GetCallLogData', 'SegmentId'],
		];
		const there = seconds.filter(([set, field]) => spec.property(spec.rowOf(set), field));
		const known = new Set([...reads.names, ...around, ...there.map(([, field]) => field), 'value']);
		expect(takenInCode().filter((name) => !known.has(name))).toEqual([]);
	});

	it.each(REPORT_NAMES)('show of the report %s what 3CX has in it', (name) => {
		const { path, main = [], calls }: Report = REPORTS[name];
		const row = spec.rowOf(path);
		const fields = [...main, ...(calls ? [calls.time, calls.id] : [])];
		expect(fields.filter((field) => !spec.property(row, field))).toEqual([]);
		expect(row).toBeDefined();
	});

	it.each<[rule: string, url: RegExp]>([
		['$count, which empties a report on some builds (xapi.md §2.1)', /\$count/],
		['CallHistoryView, which is frozen since Update 6 (xapi.md §3.2)', /CallHistoryView/],
		['an alternate key, which builds before 20.0.8 do not have (xapi.md §6.1)', /\(Number=/],
		['dates with milliseconds or encoded colons, ignored by some builds (xapi.md §2.3)', DATES],
		['an offset whose + is not encoded (xapi.md §2.2)', /\+/],
		['null, which is refused where a text is wanted (xapi.md §2.3)', /=null/],
	])('never ask for %s', (_rule, pattern) => {
		expect(seen.map(({ url }) => url).filter((url) => pattern.test(url))).toEqual([]);
	});

	it('ask for lists with $top, at most 100 of a set, and for more pages in an order (xapi.md §2.1)', () => {
		const lists = seen.filter(({ method, url }) => {
			const operation = spec.find(method, url);
			return operation?.reply !== undefined && operation.reply !== operation.row;
		});
		expect(lists.length).toBeGreaterThan(100);
		const top = (url: string) => Number(/\$top=(\d+)/.exec(url)?.[1] ?? NaN);
		const isReport = (url: string) => url.includes('/Report');
		const wrong = lists.filter(
			({ url }) =>
				!(top(url) <= (isReport(url) ? 1000 : 100)) ||
				(url.includes('$skip=') && !isReport(url) && !url.includes('$orderby=')),
		);
		expect(wrong.map(({ url }) => url)).toEqual([]);
	});

	it('are counted', () => {
		const operations = new Set(
			seen.map(({ method, url }) => `${method} ${spec.find(method, url)?.path}`),
		);
		const counts = `${operations.size} endpoints, ${seen.length} requests with their replies, ${reads.taken.size} fields`;
		process.stdout.write(`Contract of the nodes with 3CX: ${counts} compared\n`);
		expect(operations.size).toBeGreaterThan(REPORT_NAMES.length);
	});
});
