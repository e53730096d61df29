import type { SimClock } from '../clock';

/** Timers on the clock of the PBX that can be taken back all at once: a restart forgets its calls. */
export class Timers {
	private readonly running = new Set<() => void>();

	private readonly sleepers = new Set<() => void>();

	constructor(private readonly clock: SimClock) {}

	/** Runs something after `ms`; the returned function takes it back. */
	after(ms: number, run: () => void): () => void {
		const stop = () => {
			cancel();
			this.running.delete(stop);
		};
		const cancel = this.clock.after(ms, () => {
			this.running.delete(stop);
			run();
		});
		this.running.add(stop);
		return stop;
	}

	/** Resolves after `ms`, or at once when the timers are cleared: nothing may hang on a restart. */
	wait(ms: number): Promise<void> {
		return new Promise((resolve) => {
			this.sleepers.add(resolve);
			this.after(ms, () => {
				this.sleepers.delete(resolve);
				resolve();
			});
		});
	}

	/** How many are running. */
	get size(): number {
		return this.running.size;
	}

	/** Takes all back. */
	clear(): void {
		for (const stop of [...this.running]) stop();
		for (const wake of this.sleepers) wake();
		this.sleepers.clear();
	}
}
