import {
	abortError,
	asThreeCxError,
	type Caller,
	type PbxConnection,
	type ThreeCxError,
} from '../transport';
import type { CallEvent } from './callEvent';
import { Keypads, type Keypad } from './keypads';
import type { Participant } from './participant';
import type { LiveWatch } from './watch';
import { WatchRun } from './watchRun';

/** How long the socket outlives its last user: publishing a workflow anew finds it open. */
const LINGER_MS = 5_000;

type Listener = (event: CallEvent) => void;

/**
 * The live calls of one connection for all nodes of the process: opens one socket with the first user and closes it
 * some seconds after the last one.
 */
export class CallWatcher {
	/** Who listens or waits now. The latest one lends its credential: it has the freshest. */
	private readonly users = new Set<{ caller: Caller }>();
	private readonly listeners = new Set<Listener>();
	private readonly troubleListeners = new Set<(error: ThreeCxError) => void>();
	private readonly keypads = new Keypads();
	private run?: WatchRun;
	private lender?: Caller;
	private stopLinger = () => {};
	private closed = false;

	constructor(private readonly connection: PbxConnection) {}

	/** The watch as one node sees it; `caller.signal` is not used. */
	as(caller: Caller): LiveWatch {
		return {
			listen: (listener) => this.listen(caller, listener),
			ready: async (signal) =>
				await this.use(caller, async (run) => await run.session.ready(signal)),
			participants: () => this.run?.tracker.participants() ?? [],
			until: async (dn, participantId, wanted, signal) =>
				await this.until(caller, { dn, participantId }, wanted, signal),
			dns: () => this.run?.dns ?? [],
			keypad: (dn, participantId): Keypad => this.keypads.of(dn, participantId),
			onTrouble: (listener) => {
				this.troubleListeners.add(listener);
				return () => this.troubleListeners.delete(listener);
			},
		};
	}

	/** The run that is on, for tests and figures. */
	get current(): WatchRun | undefined {
		return this.run;
	}

	/** Ends everything; resolves when the socket is gone. Twice does no harm. */
	async close(): Promise<void> {
		this.closed = true;
		this.listeners.clear();
		this.troubleListeners.clear();
		await this.end();
	}

	private listen(caller: Caller, listener: Listener): () => void {
		const { run, leave } = this.enter(caller);
		// In the next turn: the listener must not be called before it has got the function that ends it.
		let wanted = true;
		const heard: Listener = (event) => this.call(listener, event);
		queueMicrotask(() => {
			if (!wanted || this.closed) return;
			for (const event of run.replay()) if (wanted) heard(event);
			if (wanted) this.listeners.add(heard);
		});
		return () => {
			wanted = false;
			this.listeners.delete(heard);
			leave();
		};
	}

	private async until(
		caller: Caller,
		leg: { dn: string; participantId: number },
		wanted: (leg: Participant) => boolean,
		signal: AbortSignal,
	): Promise<Participant | undefined> {
		if (signal.aborted) throw abortError();
		return await this.use(caller, async (run) => await run.until(leg, wanted, signal));
	}

	private async use<T>(caller: Caller, work: (run: WatchRun) => Promise<T>): Promise<T> {
		const { run, leave } = this.enter(caller);
		try {
			return await work(run);
		} finally {
			leave();
		}
	}

	private enter(caller: Caller): { run: WatchRun; leave: () => void } {
		if (this.closed) throw abortError();
		const user = { caller };
		this.users.add(user);
		this.lender = caller;
		this.stopLinger();
		const run = this.run ?? this.begin();
		run.session.nudge();
		return { run, leave: () => this.leave(user) };
	}

	private leave(user: { caller: Caller }): void {
		if (!this.users.delete(user)) return;
		this.lender = [...this.users].at(-1)?.caller ?? this.lender;
		if (this.users.size > 0 || this.closed) return;
		this.stopLinger = this.connection.clock.later(LINGER_MS, () => void this.end());
	}

	private begin(): WatchRun {
		const run = new WatchRun(this.connection, () => this.borrow(), {
			tell: (event) => {
				this.keypads.heard(event);
				for (const listener of [...this.listeners]) listener(event);
			},
			trouble: (error) => {
				for (const listener of [...this.troubleListeners]) listener(error);
			},
		});
		this.run = run;
		run.session.start();
		return run;
	}

	private async end(): Promise<void> {
		this.stopLinger();
		const { run } = this;
		this.run = undefined;
		this.keypads.clear();
		await run?.close();
	}

	private borrow(): Caller {
		if (!this.lender) throw abortError();
		return this.lender;
	}

	/** One listener that fails must not take the event from the others. */
	private call(listener: Listener, event: CallEvent): void {
		try {
			listener(event);
		} catch (error) {
			this.lender?.logger.error(`A call event was not taken: ${asThreeCxError(error).message}`);
		}
	}
}
