import { asThreeCxError, HttpError } from '../transport';
import { readHistoryLeg, type HistoryLeg } from './historyLeg';
import { dateLiteral } from './literal';
import { SliceReader, type ReadPage, type Slice } from './slices';
import { isTooLarge } from './tooLarge';
import type { FunctionParameters, Xapi } from './xapi';

/** What to read of the call history. */
export interface HistoryWishes extends Slice {
	/** Rows that are wanted at the most, when that is known. */
	limit?: number;
	/** Whether rows are kept as they came, beside what is read from them. */
	raw: boolean;
	/** Until when rows of before Update 6 may be there, as `newestOldCall` tells; undefined: none. */
	oldUntil?: number;
	/** Now, by the clock of the machine. */
	now: number;
}

/** The log since Update 6, or the only one on builds before it (xapi.md §3.2). */
const LOG = 'ReportCallLogData/Pbx.GetCallLogData';
/** Calls from before the upgrade to Update 6. */
const OLD_LOG = 'ReportCallLogData/Pbx.GetOldCallLogData';

/**
 * No zone is further from UTC. Whether 3CX reads bounds as UTC or as its own time is not settled (xapi.md §3.2), so the
 * ends of a period are looked at, and each row is judged by its own time.
 */
const ZONE_MS = 14 * 60 * 60 * 1000;

const SECOND_MS = 1000;

/**
 * The legs of all calls in a period by the time they began, newest first, each once. They come a page at a time, as from
 * the PBX: there may be very many of them, and each step of an async generator has its price.
 *
 * @throws ThreeCxError
 */
export async function* readHistory(
	xapi: Xapi,
	wishes: HistoryWishes,
): AsyncGenerator<HistoryLeg[], void, undefined> {
	yield* readLog(xapi, LOG, wishes);
	const { oldUntil } = wishes;
	if (oldUntil === undefined || oldUntil < wishes.from) return;
	const to = Math.min(wishes.to, oldUntil + SECOND_MS);
	yield* readLog(xapi, OLD_LOG, { ...wishes, to });
}

/**
 * Time of the newest call from before the upgrade to Update 6, in ms since 1970: behind it the log of before is not
 * needed. Undefined where the build has no such log, or it is empty. Infinity when the PBX cannot tell.
 */
export async function newestOldCall(xapi: Xapi, now: number): Promise<number | undefined> {
	try {
		const [row] = await xapi.call(OLD_LOG, parameters({ from: 0, to: now + ZONE_MS }), {
			orderBy: 'StartTime desc',
			top: 1,
		});
		return row && readHistoryLeg(row, false).startedAt;
	} catch (error) {
		const problem = asThreeCxError(error);
		if (problem instanceof HttpError && problem.status === 404) return undefined;
		if (isTooLarge(problem) || (problem instanceof HttpError && problem.status >= 500)) {
			return Infinity;
		}
		throw problem;
	}
}

async function* readLog(
	xapi: Xapi,
	log: string,
	wishes: HistoryWishes,
): AsyncGenerator<HistoryLeg[], void, undefined> {
	const { from, to, limit, now } = wishes;
	const read: ReadPage = async (slice, page) =>
		await xapi.call(log, parameters(slice), { ...page, orderBy: 'StartTime desc' });
	const after: Slice = { from: to, to: to + ZONE_MS };
	const before: Slice = { from: from - ZONE_MS, to: from };
	// Asking on into the future costs nothing.
	const reachesOn = after.to > now || (await isShifted(xapi, log, after, 'older'));
	const known = new KnownRows();
	const legs = async function* (period: Slice) {
		for await (const { rows, begins } of new SliceReader(period, read, limit).pages()) {
			if (begins) known.nextSlice();
			yield rows
				.map((row) => readHistoryLeg(row, wishes.raw))
				.filter(({ id, startedAt: at = from }) => at >= from && at < to && known.isNew(id));
		}
	};
	yield* legs({ from, to: reachesOn ? after.to : to });
	if (await isShifted(xapi, log, before, 'newer')) yield* legs(before);
}

/** Whether the PBX gives rows for a period that lie beside it: it reads bounds as its own time. */
async function isShifted(
	xapi: Xapi,
	log: string,
	slice: Slice,
	side: 'older' | 'newer',
): Promise<boolean> {
	const orderBy = side === 'older' ? 'StartTime' : 'StartTime desc';
	try {
		const [row] = await xapi.call(log, parameters(slice), { orderBy, top: 1 });
		const at = row && readHistoryLeg(row, false).startedAt;
		if (at === undefined) return false;
		return side === 'older' ? at < slice.from : at >= slice.to;
	} catch (error) {
		// Not to be told this way; reading it in slices does no harm.
		const problem = asThreeCxError(error);
		if (isTooLarge(problem)) return true;
		throw problem;
	}
}

/** Rows of this slice and of the one before: a page may repeat rows while new ones come, a bound may count twice. */
class KnownRows {
	private current = new Set<string>();
	private before = new Set<string>();

	nextSlice(): void {
		this.before = this.current;
		this.current = new Set();
	}

	isNew(id: string): boolean {
		if (id === '') return true;
		if (this.current.has(id) || this.before.has(id)) return false;
		this.current.add(id);
		return true;
	}
}

/** All of them, in this order (xapi.md §3.2). What the numbers mean besides "any" is not known. */
function parameters({ from, to }: Slice): FunctionParameters {
	return [
		['periodFrom', { bare: dateLiteral(new Date(from)) }],
		['periodTo', { bare: dateLiteral(new Date(to)) }],
		['sourceType', 0],
		['sourceFilter', ''],
		['destinationType', 0],
		['destinationFilter', ''],
		['callsType', 0],
		['callTimeFilterType', 0],
		['callTimeFilterFrom', '0:00:0'],
		['callTimeFilterTo', '0:00:0'],
		['hidePcalls', true],
	];
}
