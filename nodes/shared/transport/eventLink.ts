import type { Capture } from './capture';
import type { Clock } from './clock';
import type { Caller } from './connection';
import { abortError, asThreeCxError, AuthError, NetworkError, ThreeCxError } from './errors';
import { EventSocket } from './eventSocket';
import { mustMend } from './mustMend';
import type { SocketFactory } from './socketFactory';
import type { TokenKeeper } from './tokenKeeper';

/** What a link needs from its connection. */
export interface LinkParts {
	origin: string;
	ignoreSslIssues: boolean;
	tokens: TokenKeeper;
	clock: Clock;
	factory: SocketFactory;
	/** On whose behalf; asked anew for each step, as users come and go. */
	caller: () => Caller;
	capture?: Capture;
}

/** Who makes sense of the frames. */
export interface LinkHandlers {
	/**
	 * Reads the full state and takes it over: `opened` right after the socket was opened, while frames wait,
	 * `check` at times while frames flow on.
	 *
	 * @returns whether anything differed from what was known
	 */
	resync(cause: 'opened' | 'check', signal: AbortSignal): Promise<boolean>;
	/** @returns whether it was an event */
	frame(text: string): boolean;
}

/** How often an upgrade may be refused with 401, each time with another token (design promise 1). */
const TOKEN_TRIES = 3;
/** Frames that wait for the first full state; more than that, and the state is read again. */
const MOST_WAITING = 2_000;
const MOST_READINGS = 3;
const CHECK_MS = 45_000;
const REFRESH_MS = 1_000;

/**
 * One life of the event connection: socket first, then the full state, then the frames that came meanwhile,
 * then frames as they come and the full state again every 45 s (call-control-api.md §5, best practice).
 * Ends once, and then for good; the session makes a new one.
 */
export class EventLink {
	private readonly stop = new AbortController();
	private socket?: EventSocket;
	/** Frames that wait; undefined when they flow. */
	private waiting: string[] | undefined = [];
	private overflown = false;
	private stopTimer = () => {};
	/** Whether an event came since the last check, and how many checks in a row found what frames had not told. */
	private heard = false;
	private silentChanges = 0;
	private failedChecks = 0;
	/** The next check was asked for, or one runs. */
	private soon = false;
	private checking = false;

	constructor(
		private readonly parts: LinkParts,
		private readonly handlers: LinkHandlers,
		private readonly ended: (why: ThreeCxError) => void,
	) {}

	/** Resolves when the link is live. @throws ThreeCxError when it cannot be */
	async open(): Promise<void> {
		this.socket = await this.connect();
		if (this.stop.signal.aborted) {
			void this.socket.close();
			throw abortError();
		}
		for (let reading = 1; ; reading++) {
			this.waiting = [];
			this.overflown = false;
			await this.handlers.resync('opened', this.stop.signal);
			if (!this.overflown || reading === MOST_READINGS) break;
		}
		const { waiting } = this;
		this.waiting = undefined;
		for (const text of waiting) this.heard = this.handlers.frame(text) || this.heard;
		this.checkIn(CHECK_MS);
	}

	/** Reads the full state soon, because something could not be found out otherwise. */
	refresh(): void {
		// One that is on its way already is not put off, and one that runs may have missed it.
		if (this.waiting !== undefined || this.soon || this.stop.signal.aborted) return;
		this.soon = true;
		if (!this.checking) this.checkIn(REFRESH_MS);
	}

	async close(): Promise<void> {
		this.stop.abort();
		this.stopTimer();
		await this.socket?.close();
	}

	/** A socket with a good token: another one after a 401, and only then. */
	private async connect(): Promise<EventSocket> {
		const { tokens, origin, caller } = this.parts;
		let token = await tokens.current(caller().tokens);
		for (let attempt = 1; ; attempt++) {
			const socket = await this.upgrade(token).catch(asThreeCxError);
			if (!(socket instanceof ThreeCxError)) return socket;
			if (!(socket instanceof AuthError)) throw socket;
			if (attempt === TOKEN_TRIES) {
				throw new AuthError(`3CX at ${origin} refused ${TOKEN_TRIES} access tokens in a row`, {
					cause: socket,
					hint: 'Another program seems to use the same API client: each token it gets ends ours. Make a client of its own for n8n.',
				});
			}
			token = await tokens.replace(token, caller().tokens);
		}
	}

	private async upgrade(token: string): Promise<EventSocket> {
		const { origin, ignoreSslIssues, factory, clock, caller } = this.parts;
		const address = `${origin.replace(/^http/, 'ws')}/callcontrol/ws`;
		return await EventSocket.open(
			{ address, token, ignoreSslIssues },
			origin,
			{ text: (data) => this.receive(data), ended: (why) => this.end(why) },
			{ factory, clock, logger: caller().logger },
			this.stop.signal,
		);
	}

	private receive(text: string): void {
		this.parts.capture?.frame(text);
		if (this.waiting === undefined) this.heard = this.handlers.frame(text) || this.heard;
		else if (this.waiting.length < MOST_WAITING) this.waiting.push(text);
		else this.overflown = true;
	}

	private checkIn(ms: number): void {
		this.stopTimer();
		this.stopTimer = this.parts.clock.later(ms, () => void this.check());
	}

	private async check(): Promise<void> {
		this.checking = true;
		this.soon = false;
		try {
			const changed = await this.handlers.resync('check', this.stop.signal);
			this.failedChecks = 0;
			this.silentChanges = changed && !this.heard ? this.silentChanges + 1 : 0;
			this.heard = false;
			if (this.silentChanges === 2) {
				const { origin } = this.parts;
				return this.end(new NetworkError(`3CX at ${origin} has stopped sending events`, ''));
			}
		} catch (error) {
			const failure = asThreeCxError(error);
			if (mustMend(failure) || ++this.failedChecks === 2) return this.end(failure);
			this.parts.caller().logger.debug(`The state of 3CX was not read: ${failure.message}`);
		}
		this.checking = false;
		if (!this.stop.signal.aborted) this.checkIn(this.soon ? REFRESH_MS : CHECK_MS);
	}

	private end(why: ThreeCxError): void {
		if (this.stop.signal.aborted) return;
		this.stop.abort();
		this.stopTimer();
		this.ended(why);
	}
}
