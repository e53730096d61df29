import type { IDataObject } from 'n8n-workflow';
import { oneOf, wholeNumber } from '../../../shared/n8n/parameters';
import { asThreeCxError, HttpError } from '../../../shared/transport';
import {
	durationSeconds,
	REPORT_NAMES,
	REPORTS,
	runReport,
	takes,
	type Report,
	type ReportName,
	type ReportWishes,
	type Row,
} from '../../../shared/xapi';
import type { Job } from '../../job';
import { ordinaryWishes } from './wishes';

/** Codes of `callArea` (xapi.md §3.7). */
const AREAS = ['all', 'internal', 'external'] as const;

/** The rows of a report. */
export async function* getReport(job: Job): AsyncGenerator<IDataObject, void, undefined> {
	const name = oneOf('Report', job.parameters.text('report'), REPORT_NAMES);
	const wishes = readWishes(job, name);
	const { limit, simplify } = job;
	const { main }: Report = REPORTS[name];
	let found = 0;
	for await (const row of rowsOf(job, name, wishes)) {
		yield simplify ? simplified(row, main) : { ...(row.raw as IDataObject) };
		if (++found === limit) return;
	}
}

/** ReportExtensionStatistics fails always on some PBXs; the one by department tells the same (xapi.md §3.7). */
async function* rowsOf(
	job: Job,
	name: ReportName,
	wishes: ReportWishes,
): AsyncGenerator<Row, void, undefined> {
	const { xapi } = job.pbx;
	if (name !== 'extensionStatistics') {
		yield* runReport(xapi, name, wishes);
		return;
	}
	try {
		yield* runReport(xapi, name, wishes);
	} catch (error) {
		const problem = asThreeCxError(error);
		if (!(problem instanceof HttpError) || problem.status !== 500) throw problem;
		job.notes.push(
			'3CX fails on this report; taken from the one by department, of the default department',
		);
		for await (const row of runReport(xapi, 'extensionStatisticsByGroup', wishes)) {
			if (wishes.extension === '' || row.text('Dn') === wishes.extension) yield row;
		}
	}
}

/** @throws InputError */
function readWishes(job: Job, name: ReportName): ReportWishes {
	const { parameters, options } = job;
	const only = (label: string, parameter: string) =>
		job.numbers(label, parameters.text(parameter))[0] ?? '';
	const period = takes(name, 'from') ? job.period('today') : { from: 0, to: 0 };
	return {
		...ordinaryWishes(job),
		from: period.from,
		to: period.to,
		queues: takes(name, 'queue') ? job.numbers('Queue ID', parameters.text('queueId')) : [],
		extension: only('Extension', 'extension'),
		ringGroup: only('Ring Group', 'ringGroup'),
		trunk: only('Trunk', 'trunk'),
		group: only('Department', 'group'),
		waitSeconds: wholeNumber('Least Wait (Seconds)', options.waitSeconds ?? 0, 0, 86_400),
		chartBy: String(options.chartBy ?? 'Hour').trim(),
		includeQueueCalls: options.includeQueueCalls !== false,
		callArea: AREAS.indexOf(oneOf('Call Area', options.callArea ?? 'all', AREAS)),
	};
}

/** The most telling fields, names as in n8n, durations in seconds. What the row leaves out stays out. */
function simplified({ raw }: Row, main: readonly string[] | undefined): IDataObject {
	const item: IDataObject = {};
	for (const [name, value] of Object.entries(raw)) {
		if (main && !main.includes(name)) continue;
		const seconds = typeof value === 'string' ? durationSeconds(value) : undefined;
		item[camelCase(name)] = seconds ?? (value as IDataObject[string]);
	}
	return item;
}

/** `AvgTalkTime` → `avgTalkTime`, `DID` → `did`, `YValue1` → `yValue1`. */
function camelCase(name: string): string {
	if (/^[A-Z]+$/.test(name)) return name.toLowerCase();
	return name.charAt(0).toLowerCase() + name.slice(1);
}
