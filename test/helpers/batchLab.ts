import { setImmediate } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import { Batches, type BatchLimits } from '../../nodes/shared/n8n/batches';
import { TestClock } from './testClock';

/** What n8n does with the next execution that it is asked for. */
export interface Behaviour {
	/** How long it takes, also to refuse it. */
	ms: number;
	/** None is made. `after`: it is made, but n8n says that it was not. */
	refuses?: 'before' | 'after' | undefined;
}

/**
 * n8n as a trigger sees it: executions that take their time, keys that are seen once, and static data that is saved
 * when a trigger emits and read when it is started.
 */
export class BatchLab {
	readonly clock = new TestClock();
	/** Numbers of the events, one list for each execution. */
	readonly runs: number[][] = [];
	readonly warnings: string[] = [];
	readonly troubles: string[] = [];
	/** Asked for the behaviour of each execution. */
	behaviour: () => Behaviour = () => ({ ms: 0 });
	/** How often n8n was asked for one, whatever came of it. */
	asked = 0;
	/** Executions that are going on. */
	going = 0;
	mostGoing = 0;
	batches: Batches;
	store: IDataObject = {};
	private saved = '{}';
	private count = 0;
	private readonly seen = new Set<string>();

	constructor(readonly limits: BatchLimits) {
		this.batches = this.activate({});
	}

	/** Events that were told, in order. */
	get told(): number[] {
		return this.runs.flat();
	}

	/** How many events there were. */
	get events(): number {
		return this.count;
	}

	/** Tells so many events. */
	add(count = 1): void {
		for (let i = 0; i < count; i++) {
			const number = this.count++;
			this.batches.add({ number }, `event ${number}`);
		}
	}

	/** Lets time pass, step by step, and everything that is due with it. */
	async advance(ms: number, step = 500): Promise<void> {
		await setImmediate();
		for (let left = ms; left > 0; left -= step) {
			this.clock.advance(Math.min(step, left));
			await setImmediate();
		}
	}

	/** n8n is stopped in good order, or the workflow is changed. */
	async close(): Promise<void> {
		const closing = this.batches.close();
		await this.advance(3_000);
		await closing;
	}

	/** Starts again, with what the database has. */
	start(store = JSON.parse(this.saved) as IDataObject): void {
		this.batches = this.activate(store);
	}

	/** The process is gone from one moment to the next, and starts again. */
	crash(): void {
		this.clock.stopAll();
		this.going = 0;
		this.start();
	}

	private activate(store: IDataObject): Batches {
		const { clock, limits } = this;
		this.store = store;
		const batches = new Batches({
			limits,
			clock,
			store,
			logger: { warn: (message) => void this.warnings.push(message) },
			run: async (items, key) => await this.run(items, key, store),
			trouble: (error) => void this.troubles.push(String(error)),
		});
		batches.start();
		return batches;
	}

	private async run(items: IDataObject[], key: string, store: IDataObject): Promise<void> {
		this.saved = JSON.stringify(store);
		this.asked++;
		const { ms, refuses } = this.behaviour();
		const isMade = refuses !== 'before' && !this.seen.has(key);
		if (isMade) {
			this.seen.add(key);
			this.runs.push(items.map(({ number }) => Number(number)));
		} else if (!refuses) return;
		if (isMade) this.mostGoing = Math.max(this.mostGoing, ++this.going);
		if (ms > 0) await new Promise<void>((resolve) => this.clock.later(ms, resolve));
		if (isMade) this.going--;
		if (refuses) throw new Error('the database is locked');
	}
}
