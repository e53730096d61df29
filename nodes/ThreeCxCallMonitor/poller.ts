import { asThreeCxError, CancelledError, type Clock } from '../shared/transport';
import type { ActiveCall } from '../shared/xapi';

export interface PollerDeps {
	clock: Clock;
	/** Wait between two readings while there are calls. */
	intervalMs: number;
	random(): number;
	/** Reads the live calls. */
	read(): Promise<ActiveCall[]>;
	/** @param afterGap the last reading has failed, or this is the first */
	seen(calls: ActiveCall[], afterGap: boolean): void;
	/** The PBX cannot be read, or again; each told once. */
	lost(): void;
	restored(): void;
	/** What the user must mend, each message once until it works again. */
	trouble(error: unknown): void;
}

/** Without calls it is asked less often, up to this many times the interval. */
const IDLE_FACTOR = 3;
const MOST_WAIT_MS = 60_000;
/** Of the wait, as much is left to chance: many workflows do not ask at once. */
const JITTER = 0.1;

/** Reads the live calls again and again, for ever: waits out what passes, and asks slowly where somebody must mend. */
export class Poller {
	private readonly closing = new AbortController();
	private idle = 0;
	private failures = 0;
	private message = '';
	private first = true;
	private settle: (error?: unknown) => void = () => {};
	private readonly up = new Promise<void>((resolve, reject) => {
		this.settle = (error) => (error === undefined ? resolve() : reject(asThreeCxError(error)));
	});

	constructor(private readonly deps: PollerDeps) {
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
		const { read, seen, lost, restored, trouble } = this.deps;
		const reading = await read().then(
			(calls) => ({ calls }),
			(error: unknown) => ({ error: asThreeCxError(error) }),
		);
		if (this.closing.signal.aborted) return;
		if ('calls' in reading) {
			const { calls } = reading;
			const wasLost = this.failures > 0;
			this.idle = calls.length === 0 ? this.idle + 1 : 0;
			this.failures = 0;
			this.message = '';
			if (wasLost && !this.first) restored();
			seen(calls, wasLost || this.first);
			this.first = false;
			return this.settle();
		}
		const { error } = reading;
		this.failures++;
		if (this.failures === 1 && !this.first) lost();
		if (!error.retryable) this.settle(error);
		if (error.message !== this.message) trouble(error);
		this.message = error.message;
	}

	private wait(): number {
		const { intervalMs, random } = this.deps;
		const factor =
			this.failures > 0 ? 2 ** Math.min(6, this.failures) : Math.min(IDLE_FACTOR, 1 + this.idle);
		const wait = Math.max(intervalMs, Math.min(MOST_WAIT_MS, intervalMs * factor));
		return Math.round(wait * (1 - JITTER + 2 * JITTER * random()));
	}
}
