import { asThreeCxError, CancelledError, type Clock } from '../shared/transport';

export interface PollerDeps<T> {
	clock: Clock;
	/** Wait between two readings while there is something going on. */
	intervalMs: number;
	random(): number;
	read(): Promise<T>;
	/** Nothing goes on: it is asked less often. */
	isIdle?(reading: T): boolean;
	/** @param afterGap the last reading has failed, or this is the first */
	seen(reading: T, afterGap: boolean): void;
	/** Told of each reading but those before the first that went well. */
	reach: Reader;
	/** What the user must mend, each message once until it works again. */
	trouble(error: unknown): void;
}

/** Hears whether the PBX can be read. */
export interface Reader {
	/** @param since when the reading began */
	failed(since: number): void;
	succeeded(): void;
}

/** With nothing going on it is asked less often, up to this many times the interval. */
const IDLE_FACTOR = 3;
const MOST_WAIT_MS = 60_000;
/** However seldom it is asked otherwise: the end of an outage is looked for from here on. */
const MOST_RETRY_MS = 10_000;
/** Where somebody must mend, it is not asked more often than else; but the mending shows after this at the latest. */
const MOST_MENDING_MS = 600_000;
/** Of the wait, as much is left to chance: many workflows do not ask at once. */
const JITTER = 0.1;

/** Reads the PBX again and again, for ever: waits out what passes, and asks slowly where somebody must mend. */
export class Poller<T> {
	private readonly closing = new AbortController();
	private idle = 0;
	private failures = 0;
	private mustMend = false;
	private message = '';
	private first = true;
	private settle: (error?: unknown) => void = () => {};
	private readonly up = new Promise<void>((resolve, reject) => {
		this.settle = (error) => (error === undefined ? resolve() : reject(asThreeCxError(error)));
	});

	constructor(private readonly deps: PollerDeps<T>) {
		// Who waits for it hears of it; nobody may.
		this.up.catch(() => {});
	}

	start(): void {
		this.run().catch((error: unknown) => {
			if (!(error instanceof CancelledError)) this.deps.trouble(error);
		});
	}

	/** Resolves with the first reading; rejects with what the user must mend. */
	async ready(): Promise<void> {
		await this.up;
	}

	close(): void {
		this.closing.abort();
	}

	private async run(): Promise<void> {
		const { signal } = this.closing;
		while (!signal.aborted) {
			await this.once();
			await this.deps.clock.sleep(this.wait(), signal);
		}
	}

	private async once(): Promise<void> {
		const { clock, read } = this.deps;
		const since = clock.now();
		const outcome = await read().then(
			(reading) => ({ reading }),
			(error: unknown) => ({ error }),
		);
		if (this.closing.signal.aborted) return;
		if ('reading' in outcome) this.succeeded(outcome.reading);
		else this.failed(outcome.error, since);
	}

	private succeeded(reading: T): void {
		const { isIdle, seen, reach, trouble } = this.deps;
		const afterGap = this.failures > 0 || this.first;
		this.idle = isIdle?.(reading) === true ? this.idle + 1 : 0;
		this.failures = 0;
		this.message = '';
		reach.succeeded();
		try {
			seen(reading, afterGap);
		} catch (error) {
			// One event that cannot be told must not end the listening.
			trouble(asThreeCxError(error));
		}
		this.first = false;
		this.settle();
	}

	private failed(problem: unknown, since: number): void {
		const { reach, trouble } = this.deps;
		const error = asThreeCxError(problem);
		this.failures++;
		this.mustMend = !error.retryable;
		if (!this.first) reach.failed(since);
		if (this.mustMend) this.settle(error);
		if (error.message !== this.message) trouble(error);
		this.message = error.message;
	}

	private wait(): number {
		const wait = this.failures > 0 ? this.retryMs() : this.usualMs();
		return Math.round(wait * (1 - JITTER + 2 * JITTER * this.deps.random()));
	}

	private usualMs(): number {
		const { intervalMs } = this.deps;
		const factor = Math.min(IDLE_FACTOR, 1 + this.idle);
		return Math.max(intervalMs, Math.min(MOST_WAIT_MS, intervalMs * factor));
	}

	private retryMs(): number {
		const { intervalMs } = this.deps;
		const firstMs = Math.min(intervalMs, MOST_RETRY_MS);
		const wait = Math.min(MOST_WAIT_MS, firstMs * 2 ** Math.min(6, this.failures));
		return this.mustMend ? Math.max(wait, Math.min(intervalMs, MOST_MENDING_MS)) : wait;
	}
}
