import type { Row } from '../transport';
import { Filter } from './filter';
import { readGrown, type GrowingSet, type Grown, type Place } from './growing';
import { readRecording, type Recording } from './recordings';
import type { Xapi } from './xapi';

/** What was said in the call is not read: Transcription and Summary. */
const RECORDINGS: GrowingSet = {
	set: 'Recordings',
	select: [
		'Id',
		'StartTime',
		'EndTime',
		'CallType',
		'FromDn',
		'FromCallerNumber',
		'FromDisplayName',
		'FromDidNumber',
		'ToDn',
		'ToCallerNumber',
		'ToDisplayName',
		'ToDidNumber',
		'RecordingUrl',
	],
	time: 'StartTime',
};

/** So far back a recording may be that is going on when the reading begins. */
const MOST_RUNNING = 50;

/** In one filter: an address must not get too long. */
const IDS_AT_ONCE = 20;

/**
 * The recordings that came since a place, and how those are now that were going on; see {@link readGrown}. Whether a
 * recording is in the list before its call is over is not known: one without an end is not over.
 *
 * @param from undefined: from now on; of what is there, the recordings that are going on
 * @param running Ids of those that were not over
 * @throws ThreeCxError
 */
export async function readNewRecordings(
	xapi: Xapi,
	from: Place | undefined,
	running: readonly number[],
): Promise<Omit<Grown, 'rows'> & { recordings: Recording[] }> {
	const { rows, place, isBehind } = await readGrown(xapi, RECORDINGS, from);
	const known = from ? await rowsOf(xapi, running) : await runningUpTo(xapi, place);
	const recordings = [...known, ...rows].flatMap((row) => readRecording(row) ?? []);
	return { recordings, place, isBehind };
}

async function rowsOf(xapi: Xapi, ids: readonly number[]): Promise<Row[]> {
	const { set, select } = RECORDINGS;
	const rows: Row[] = [];
	for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
		const some = ids.slice(at, at + IDS_AT_ONCE);
		const filter = Filter.any(...some.map((id) => Filter.eq('Id', id)));
		rows.push(...(await xapi.page(set, { select, orderBy: 'Id', filter })));
	}
	return rows;
}

async function runningUpTo(xapi: Xapi, { id }: Place): Promise<Row[]> {
	const { set, select } = RECORDINGS;
	const newest = await xapi.page(set, { select, orderBy: 'Id desc', top: MOST_RUNNING });
	return newest.filter(
		(row) => (row.integer('Id') ?? 0) <= id && readRecording(row)?.endedAt === undefined,
	);
}
