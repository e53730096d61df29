import type { Row } from '../transport';
import { Filter } from './filter';
import { instant } from './times';
import type { Xapi } from './xapi';

/** A set that 3CX only adds to, with Ids that grow: recordings, event logs. */
export interface GrowingSet {
	set: string;
	select: readonly string[];
	/** Field with the time of a row. */
	time: string;
	/** Only such rows. */
	filter?: Filter;
}

/** How far a growing set was read. */
export interface Place {
	/** 0: there was nothing yet. */
	id: number;
	/** Time of the newest row, in ms since 1970 by the clock of the PBX; 0 when it has none. */
	at: number;
}

/** What has come since a place. */
export interface Grown {
	/** By Id. */
	rows: Row[];
	/** Where to go on. */
	place: Place;
	/** There is more: not everything was read at once. */
	isBehind: boolean;
}

/** Of the rows that came while nobody looked, so many at once; the next look goes on there. */
const MOST_ROWS = 300;

/**
 * Reads on from a place; one short request when nothing has come. Where Ids have started over (a new installation, a
 * restored backup), what is not newer than the last row by its time is not given out.
 *
 * @param from undefined: from now on, nothing of what is there
 * @throws ThreeCxError
 */
export async function readGrown(
	xapi: Xapi,
	growing: GrowingSet,
	from: Place | undefined,
): Promise<Grown> {
	const newest = await newestOf(xapi, growing);
	if (!from) return { rows: [], place: newest ?? { id: 0, at: 0 }, isBehind: false };
	if (!newest || newest.id === from.id) return { rows: [], place: from, isBehind: false };
	const startsOver = newest.id < from.id;
	// Without a time nothing tells the old from the new.
	if (startsOver && from.at === 0) return { rows: [], place: newest, isBehind: false };
	const added = startsOver
		? Filter.since(growing.time, new Date(from.at))
		: Filter.above('Id', from.id);
	const read = await rowsOf(xapi, growing, added);
	const rows = startsOver ? read.filter((row) => placeOf(row, growing).at > from.at) : read;
	const isBehind = read.length >= MOST_ROWS;
	const last = placeOf(read.at(-1), growing);
	// More may have come between the two requests.
	const reached = isBehind || last.id > newest.id ? last : newest;
	return { rows, place: { id: reached.id, at: Math.max(from.at, reached.at) }, isBehind };
}

async function newestOf(xapi: Xapi, growing: GrowingSet): Promise<Place | undefined> {
	const { set, time, filter } = growing;
	const query = { select: ['Id', time], orderBy: 'Id desc', filter, top: 1 };
	const [row] = await xapi.page(set, query);
	return row && placeOf(row, growing);
}

async function rowsOf(xapi: Xapi, growing: GrowingSet, added: Filter): Promise<Row[]> {
	const { set, select, filter } = growing;
	const query = { select, orderBy: 'Id', filter: filter ? Filter.all(filter, added) : added };
	const rows: Row[] = [];
	for await (const row of xapi.all(set, query, MOST_ROWS)) rows.push(row);
	return rows;
}

function placeOf(row: Row | undefined, { time }: GrowingSet): Place {
	return { id: row?.integer('Id') ?? 0, at: instant(row?.text(time)) ?? 0 };
}
