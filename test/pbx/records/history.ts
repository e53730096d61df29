import type { World } from '../world/world';
import { CallMaker, FIRST_RECORDING, MOST_ROWS, type HistoryWishes } from './generate';
import { endOf, type Segment } from './segment';

/** A segment by its place: generated ones from 0 up, written ones from -1 down. */
export type Handle = number;

/** A generated history: 12 bytes a row, the rest is made anew whenever it is asked for. */
interface Generated {
	maker: CallMaker;
	/** Beginnings in ascending order, and the row that begins then. */
	starts: Float64Array;
	refs: Uint32Array;
	recorded: Uint32Array;
}

/** All rows of the call log, ordered by their beginning. */
export class History {
	/** Goes up with every change. */
	changes = 0;

	/** When the PBX was brought to U6: what is older is in the old tables only (xapi.md §3.2). */
	upgradedAt = -Infinity;

	private written: Segment[] = [];

	/** Places in `written`, by beginning. */
	private order: number[] = [];

	private generated: Generated | null = null;

	private memo: { call: number; rows: Segment[] } | null = null;

	/** Rows altogether. */
	get size(): number {
		return this.written.length + (this.generated?.starts.length ?? 0);
	}

	add(segments: readonly Segment[]): void {
		for (const segment of segments) {
			const place = this.written.push(segment) - 1;
			let at = this.order.length;
			while (at > 0 && this.startOf(this.order[at - 1]) > segment.start) at--;
			this.order.splice(at, 0, place);
		}
		this.changes++;
	}

	/** Replaces the generated part; tells how many rows there are. */
	generate(world: World, wishes: HistoryWishes): number {
		const maker = new CallMaker(world, wishes);
		const rows = maker.plan().sort((a, b) => a.start - b.start || a.ref - b.ref);
		this.generated = {
			maker,
			starts: Float64Array.from(rows, ({ start }) => start),
			refs: Uint32Array.from(rows, ({ ref }) => ref),
			recorded: Uint32Array.from(rows.filter(({ isRecorded }) => isRecorded).map(({ ref }) => ref)),
		};
		this.memo = null;
		this.changes++;
		return rows.length;
	}

	/** The rows that begin from one moment on and before another, oldest first. */
	between(from: number, to: number): Handle[] {
		const starts = this.generated?.starts ?? new Float64Array();
		const found: Handle[] = [];
		for (let i = firstFrom(starts, from); (starts[i] ?? Infinity) < to; i++) found.push(i);
		const own = this.order.filter((place) => {
			const start = this.startOf(place);
			return start >= from && start < to;
		});
		if (own.length === 0) return found;
		const merged = [...found, ...own.map((place) => -1 - place)];
		return merged.sort((a, b) => this.startAt(a) - this.startAt(b));
	}

	/** The segment of a handle. */
	at(handle: Handle): Segment {
		if (handle >= 0) return this.made(this.generated?.refs[handle] ?? 0);
		const segment = this.written[-1 - handle];
		if (!segment) throw new Error('The log has no such row');
		return segment;
	}

	/** Generated segments that have a recording, oldest first. */
	*recorded(): Generator<Segment> {
		for (const ref of this.generated?.recorded ?? []) yield this.made(ref);
	}

	/** The generated segment of a recording, if any. */
	recordedAs(id: number): Segment | undefined {
		const ref = id - FIRST_RECORDING;
		return this.generated?.recorded.includes(ref) ? this.made(ref) : undefined;
	}

	/** Beginning of the newest row that is in the log by now. */
	newest(now: number, delayMs: number): number | null {
		const made = this.generated?.starts.at(-1) ?? -Infinity;
		const last = this.order.findLast((place) => this.isVisible(-1 - place, now, delayMs));
		const newest = Math.max(made, last === undefined ? -Infinity : this.startOf(last));
		return Number.isFinite(newest) ? newest : null;
	}

	/** Segments of calls that were watched live or added by hand, oldest first. */
	writtenRows(): Segment[] {
		return this.order.flatMap((place) => this.written[place] ?? []);
	}

	/** Longest that a segment may be over before it is in the log: a delay is added to its end. */
	isVisible(handle: Handle, now: number, delayMs: number): boolean {
		return handle >= 0 || delayMs === 0 || endOf(this.at(handle)) + delayMs <= now;
	}

	private made(ref: number): Segment {
		const call = Math.floor(ref / MOST_ROWS);
		if (!this.generated) throw new Error('The log has no such row');
		if (this.memo?.call !== call) this.memo = { call, rows: this.generated.maker.rows(call) };
		const row = this.memo.rows[ref % MOST_ROWS];
		if (!row) throw new Error('The log has no such row');
		return row;
	}

	private startAt(handle: Handle): number {
		return handle >= 0 ? (this.generated?.starts[handle] ?? 0) : this.startOf(-1 - handle);
	}

	private startOf(place: number | undefined): number {
		return this.written[place ?? 0]?.start ?? 0;
	}
}

/** First place whose value is not smaller. */
function firstFrom(sorted: Float64Array, value: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle] ?? 0) < value) low = middle + 1;
		else high = middle;
	}
	return low;
}
