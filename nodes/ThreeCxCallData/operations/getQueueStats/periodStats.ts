import { durationSeconds, ifOffered, runReport } from '../../../shared/xapi';
import type { ReportName, Row, ReportWishes } from '../../../shared/xapi';
import type { Job } from '../../job';

/** A queue in a period, by the reports of 3CX. Null: not told. Times in seconds. */
export interface PeriodStats {
	received: number | null;
	answered: number | null;
	abandoned: number | null;
	/** What 3CX calls the average ring time (xapi.md §3.7); whether it counts calls that nobody took is not known. */
	averageWait: number | null;
	averageTalk: number | null;
	talkTime: number | null;
	callbacks: number | null;
	/** Calls that waited longer than the queue allows. */
	slaBreaches: number | null;
}

/** @param wishes with this queue only */
export async function periodStats(job: Job, wishes: ReportWishes): Promise<PeriodStats> {
	const [detailed, gaveUp, sla] = await Promise.all([
		rowsOf(job, 'detailedQueueStatistics', wishes, 'Numbers of the period'),
		rowsOf(job, 'abandonedQueueCalls', wishes, 'Abandoned calls'),
		rowsOf(job, 'statisticSla', wishes, 'SLA'),
	]);
	const [queue = ''] = wishes.queues;
	const row = detailed?.find((one) => one.text('QueueDnNumber') === queue);
	const slaRow = sla?.find((one) => one.text('QueueDnNumber') === queue);
	// A row leaves out what is zero, and a queue without calls may have no row (xapi.md §2.5).
	const count = (rows: Row[] | undefined, from: Row | undefined, name: string) =>
		rows ? (from?.integer(name) ?? 0) : null;
	const received = count(detailed, row, 'CallsCount');
	const answered = count(detailed, row, 'AnsweredCount');
	const derived = received === null || answered === null ? null : Math.max(0, received - answered);
	return {
		received,
		answered,
		abandoned: gaveUp ? callersIn(gaveUp) : derived,
		averageWait: seconds(row, 'AvgRingTime'),
		averageTalk: seconds(row, 'AvgTalkTime'),
		talkTime: seconds(row, 'TalkTime'),
		callbacks: count(detailed, row, 'CallbacksCount'),
		slaBreaches: count(sla, slaRow, 'BadSlaCallsCount'),
	};
}

async function rowsOf(
	job: Job,
	name: ReportName,
	wishes: ReportWishes,
	what: string,
): Promise<Row[] | undefined> {
	const read = async () => {
		const rows: Row[] = [];
		for await (const row of runReport(job.pbx.xapi, name, wishes)) rows.push(row);
		return rows;
	};
	return await ifOffered(what, read(), job.notes);
}

/** A call has a row for each agent that was rung. */
function callersIn(rows: readonly Row[]): number {
	const call = (row: Row) =>
		row.text('CallHistoryId') ?? `${row.text('CallTime')} ${row.text('CallerId')}`;
	return new Set(rows.map(call)).size;
}

function seconds(row: Row | undefined, name: string): number | null {
	return durationSeconds(row?.text(name)) ?? null;
}
