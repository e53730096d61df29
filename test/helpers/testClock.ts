import { abortError, type Clock } from '../../nodes/shared/transport';

/** A clock that stands still but for sleepers: a sleep moves it on at once and is written down. */
export class TestClock implements Clock {
	readonly sleeps: number[] = [];
	private readonly tasks: Array<{ at: number; task: () => void }> = [];

	constructor(private instant = Date.UTC(2026, 10, 22, 18)) {}

	now(): number {
		return this.instant;
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) throw abortError();
		this.sleeps.push(ms);
		this.advance(ms);
	}

	later(ms: number, task: () => void): () => void {
		const entry = { at: this.instant + ms, task };
		this.tasks.push(entry);
		return () => {
			const index = this.tasks.indexOf(entry);
			if (index >= 0) this.tasks.splice(index, 1);
		};
	}

	/** Moves the clock on and runs what is due. */
	advance(ms: number): void {
		this.instant += ms;
		for (const due of this.tasks.filter(({ at }) => at <= this.instant)) {
			this.tasks.splice(this.tasks.indexOf(due), 1);
			due.task();
		}
	}

	/** Nothing that waits is run any more: the process is gone. */
	stopAll(): void {
		this.tasks.length = 0;
	}

	/** How many tasks wait. */
	get waiting(): number {
		return this.tasks.length;
	}
}
