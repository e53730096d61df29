import { asThreeCxError, HttpError, TimeoutError, type Row } from '../transport';
import { MAX_PAGE } from './query';
import { isTooLarge } from './tooLarge';

/** A part of a period, in ms since 1970; `to` is not part of it. */
export interface Slice {
	from: number;
	to: number;
}

/** Reads one page of a slice, newest rows first. */
export type ReadPage = (slice: Slice, page: { top: number; skip: number }) => Promise<Row[]>;

/** Pages that are asked for and not handed on yet; about six requests at once do a PBX no harm (xapi.md §6.3). */
const AT_ONCE = 6;

/** Rows in a page. Reports give up to 1000 at once, some only 100 (xapi.md §2.1). */
const PAGE = 500;

/** Fewer are not worth a request. */
const FEWEST = 10;

const DAY_MS = 24 * 60 * 60 * 1000;

/** A slice this small is not cut any further. */
const SMALLEST_MS = 15 * 60 * 1000;

/** A slice that is being read. */
class Reading {
	/** Asked for, in order. */
	readonly pages: Array<Promise<Row[]>> = [];
	/** Pages that were handed on; what follows the first is asked for once that was full. */
	taken = 0;
	private skip = 0;

	constructor(
		readonly slice: Slice,
		readonly size: number,
	) {}

	ask(read: ReadPage): void {
		const page = read(this.slice, { top: this.size, skip: this.skip });
		// It may be asked for and never needed; whoever takes it gets the failure.
		page.catch(() => {});
		this.pages.push(page);
		this.skip += this.size;
	}

	/** Pages that were asked for so far. */
	get asked(): number {
		return this.skip / this.size;
	}
}

/**
 * Reads a period a day at a time, newest first, as pages in order. It begins with one request and goes up to six at
 * once, so that the first page is there soon and somebody who wants few rows costs little. What is too large for the
 * PBX is cut in halves; the caller must then know rows that come twice.
 */
export class SliceReader {
	/** Newest first. */
	private readonly open: Reading[] = [];
	/** Where the next slice ends. */
	private upper: number;
	private span = DAY_MS;
	private size: number;
	private parallel = 1;
	/** Pages of the slice before: the next one is likely to have as many. */
	private usual = 1;

	/** @param first rows that are wanted at the most, when that is known: a small page is enough then */
	constructor(
		private readonly period: Slice,
		private readonly read: ReadPage,
		first = Infinity,
	) {
		this.upper = period.to;
		this.size = Math.max(FEWEST, Math.min(PAGE, first));
	}

	/** Each with whether it begins another slice. @throws ThreeCxError */
	async *pages(): AsyncGenerator<{ rows: Row[]; begins: boolean }, void, undefined> {
		for (;;) {
			this.fill();
			const [head] = this.open;
			const page = head?.pages.shift();
			if (!head || !page) return;
			const rows = await page.catch((error: unknown) => this.cut(head, error));
			if (!rows) continue;
			const begins = head.taken === 0;
			head.taken++;
			this.parallel = Math.min(AT_ONCE, this.parallel * 2);
			if (rows.length < head.size) {
				this.usual = head.taken;
				this.open.shift();
			}
			// The next pages are on their way while these rows are worked on.
			this.fill();
			yield { rows, begins };
		}
	}

	private fill(): void {
		let held = this.open.reduce((sum, { pages }) => sum + pages.length, 0);
		for (const reading of this.open) {
			const isHead = reading === this.open[0];
			// Beyond what is usual, one page after the other: a page behind the end is a request for nothing.
			const most = Math.max(this.usual, reading.taken + 1);
			const wanted = isHead ? (reading.taken === 0 ? 1 : most) : 1;
			while (
				reading.asked < wanted &&
				(held < this.parallel || (isHead && reading.pages.length === 0))
			) {
				reading.ask(this.read);
				held++;
			}
		}
		while (held < this.parallel && this.upper > this.period.from) {
			const from = Math.max(this.period.from, this.upper - this.span);
			const reading = new Reading({ from, to: this.upper }, this.size);
			this.upper = from;
			this.open.push(reading);
			reading.ask(this.read);
			held++;
		}
	}

	/** Puts smaller steps in the place of a slice that failed. @throws ThreeCxError where that cannot help */
	private cut(head: Reading, error: unknown): undefined {
		const problem = asThreeCxError(error);
		const { from, to } = head.slice;
		if (problem instanceof HttpError && problem.status === 400 && head.size > MAX_PAGE) {
			this.size = MAX_PAGE;
			this.replace(head, [head.slice]);
			return;
		}
		if (!isTooLarge(problem)) throw problem;
		if (to - from <= SMALLEST_MS) throw tooMuch(problem);
		const middle = from + Math.ceil((to - from) / 2);
		this.span = Math.min(this.span, Math.ceil((to - from) / 2));
		this.replace(head, [
			{ from: middle, to },
			{ from, to: middle },
		]);
	}

	private replace(head: Reading, parts: Slice[]): void {
		const readings = parts.map((slice) => new Reading(slice, this.size));
		this.open.splice(this.open.indexOf(head), 1, ...readings);
		this.usual = 1;
	}
}

function tooMuch(cause: Error): TimeoutError {
	return new TimeoutError('3CX does not manage to read even a quarter of an hour of this report', {
		hint: 'The PBX may be overloaded, or its database under maintenance. Try again later.',
		cause,
	});
}
