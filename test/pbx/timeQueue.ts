/** Something that is due at a moment. */
export interface Due {
	at: number;
	/** Breaks ties: what was ordered first comes first. */
	order: number;
	run: () => void;
	cancelled: boolean;
}

/**
 * What is still to come, earliest first. A binary heap: a soak with thousands of calls has as many
 * timers, and looking through all of them for each step would take minutes.
 */
export class TimeQueue {
	private readonly heap: Due[] = [];

	private counter = 0;

	/** Adds something; the returned function takes it back. */
	add(at: number, run: () => void): () => void {
		const due: Due = { at, order: this.counter++, run, cancelled: false };
		this.heap.push(due);
		this.rise(this.heap.length - 1);
		return () => {
			due.cancelled = true;
		};
	}

	/** Takes out the earliest that is due at `until`, if any. */
	take(until: number): Due | undefined {
		for (;;) {
			const [first] = this.heap;
			if (!first || (first.at > until && !first.cancelled)) return undefined;
			const last = this.heap.pop();
			if (last && last !== first) {
				this.heap[0] = last;
				this.sink(0);
			}
			if (!first.cancelled) return first;
		}
	}

	private rise(start: number): void {
		let index = start;
		while (index > 0) {
			const parent = (index - 1) >> 1;
			if (!this.swapIfEarlier(index, parent)) return;
			index = parent;
		}
	}

	private sink(start: number): void {
		let index = start;
		for (;;) {
			const left = index * 2 + 1;
			const smaller = this.isEarlier(left + 1, left) ? left + 1 : left;
			if (!this.swapIfEarlier(smaller, index)) return;
			index = smaller;
		}
	}

	private isEarlier(one: number, other: number): boolean {
		const a = this.heap[one];
		const b = this.heap[other];
		return a !== undefined && b !== undefined && (a.at - b.at || a.order - b.order) < 0;
	}

	private swapIfEarlier(one: number, other: number): boolean {
		const a = this.heap[one];
		const b = this.heap[other];
		if (!a || !b || !this.isEarlier(one, other)) return false;
		this.heap[one] = b;
		this.heap[other] = a;
		return true;
	}
}
