import { asThreeCxError, HttpError, type Row } from '../transport';
import { dateLiteral, type LiteralValue } from './literal';
import { MAX_PAGE } from './query';
import { readQueues } from './queues';
import { REPORTS, takes, type Report, type ReportArgument, type ReportName } from './reports';
import { SliceReader, type Slice } from './slices';
import { instant, intervalText } from './times';
import type { Bare, FunctionParameters, Xapi } from './xapi';

/** What a report is about. Empty texts: all. */
export interface ReportWishes extends Slice {
	/** Time zone by its name, and as an offset such as `+01:00`: which of them 3CX takes differs (xapi.md §3.7). */
	zone: { name: string; offset: string };
	/** Numbers; none: all. */
	queues: readonly string[];
	extension: string;
	/** Number of a department; empty: the default one, as 3CX gives nothing for all (xapi.md §3.7). */
	group: string;
	ringGroup: string;
	trunk: string;
	/** Calls that waited for fewer seconds do not count. */
	waitSeconds: number;
	/** 3CX does not say which words it takes here. */
	chartBy: string;
	includeQueueCalls: boolean;
	/** 0 all, 1 internal, 2 external. */
	callArea: number;
}

const DEFAULT_GROUP = 'GRP0000';

/** Rows in a page; reports that take only 100 say so with a 400 (xapi.md §2.1). */
const PAGE = 500;

/** The rows of a report. @throws ThreeCxError */
export async function* runReport(
	xapi: Xapi,
	name: ReportName,
	wishes: ReportWishes,
): AsyncGenerator<Row, void, undefined> {
	const report: Report = REPORTS[name];
	if (report.calls) {
		yield* inParts(xapi, report, report.calls, wishes);
		return;
	}
	for (const queue of await queuesOf(xapi, name, report, wishes)) {
		yield* paged(xapi, report, wishes, queue);
	}
}

/** Several queues one by one: how several are written in one text is not known (xapi.md §11 no. 10). */
async function queuesOf(
	xapi: Xapi,
	name: ReportName,
	{ eachQueue }: Report,
	{ queues }: ReportWishes,
): Promise<readonly string[]> {
	if (!takes(name, 'queue')) return [''];
	if (queues.length > 0) return queues;
	return eachQueue ? (await readQueues(xapi)).map(({ number }) => number) : [''];
}

async function* paged(
	xapi: Xapi,
	report: Report,
	wishes: ReportWishes,
	queue: string,
): AsyncGenerator<Row, void, undefined> {
	let size = PAGE;
	let skip = 0;
	for (;;) {
		let rows: Row[];
		try {
			rows = await inEitherZone(xapi, report, { ...wishes, queue }, { top: size, skip });
		} catch (error) {
			const problem = asThreeCxError(error);
			const mayBeSize = problem instanceof HttpError && problem.status === 400;
			if (!mayBeSize || size === MAX_PAGE) throw problem;
			size = MAX_PAGE;
			continue;
		}
		yield* rows;
		if (rows.length < size) return;
		skip += size;
	}
}

/** A report of single calls, a day at a time, newest first. */
async function* inParts(
	xapi: Xapi,
	report: Report,
	{ time, id }: NonNullable<Report['calls']>,
	wishes: ReportWishes,
): AsyncGenerator<Row, void, undefined> {
	const reader = new SliceReader(wishes, async (slice, page) => {
		const list = parametersOf(report, { ...wishes, ...slice, queue: '' }, wishes.zone.name);
		return await xapi.call(report.path, list, { ...page, orderBy: `${time} desc` });
	});
	let known = new Set<string>();
	let before = known;
	for await (const { rows, begins } of reader.pages()) {
		if (begins) [before, known] = [known, new Set()];
		for (const row of rows) {
			const key = row.text(id) ?? '';
			const at = instant(row.text(time)) ?? wishes.from;
			if (at < wishes.from || at >= wishes.to) continue;
			if (key !== '' && (known.has(key) || before.has(key))) continue;
			known.add(key);
			yield row;
		}
	}
}

type Call = ReportWishes & { queue: string };

/** By the name of the zone; where that is no parameter that it knows (404), by its offset. */
async function inEitherZone(
	xapi: Xapi,
	report: Report,
	wishes: Call,
	page: { top: number; skip: number },
): Promise<Row[]> {
	const { name, offset } = wishes.zone;
	try {
		return await xapi.call(report.path, parametersOf(report, wishes, name), page);
	} catch (error) {
		const problem = asThreeCxError(error);
		const hasZone = report.parameters.some(([, stands]) => stands === 'zone');
		if (!hasZone || !(problem instanceof HttpError) || problem.status !== 404) throw problem;
		return await xapi.call(report.path, parametersOf(report, wishes, offset), page);
	}
}

function parametersOf(report: Report, wishes: Call, zone: string): FunctionParameters {
	return report.parameters.map(([name, stands]) => [name, valueOf(stands, wishes, zone)] as const);
}

function valueOf(stands: ReportArgument, wishes: Call, zone: string): LiteralValue | Bare {
	switch (stands) {
		case 'from':
			return { bare: dateLiteral(new Date(wishes.from)) };
		case 'to':
			return { bare: dateLiteral(new Date(wishes.to)) };
		case 'zone':
			return zone;
		case 'queue':
			return wishes.queue;
		case 'agent':
		case 'extension':
			return wishes.extension;
		case 'group':
			return wishes.group || DEFAULT_GROUP;
		case 'ringGroup':
			return wishes.ringGroup;
		case 'trunk':
			return wishes.trunk;
		case 'wait':
			return intervalText(wishes.waitSeconds);
		case 'chartBy':
			return wishes.chartBy;
		case 'includeQueueCalls':
			return wishes.includeQueueCalls;
		case 'callArea':
			return wishes.callArea;
		case 'grouping':
		case 'callsType':
			return 0;
	}
}
