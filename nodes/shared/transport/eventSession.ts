import { backoffMs, type Backoff } from './backoff';
import { abortError, asThreeCxError, HttpError, type ThreeCxError } from './errors';
import { EventLink, type LinkHandlers, type LinkParts } from './eventLink';
import { mustMend } from './mustMend';

/**
 * `idle` before the start, `connecting` until the full state has been read, `live`, `waiting` for the next try,
 * `closed` for good.
 */
export type SessionState = 'idle' | 'connecting' | 'live' | 'waiting' | 'closed';

export interface SessionParts extends LinkParts {
	/** From 0 up to 1. */
	random: () => number;
}

/** Who is served by the session. */
export interface SessionHandlers extends LinkHandlers {
	/** There are no events from here on; told once until `restored`. Also when the first try fails. */
	lost(why: ThreeCxError): void;
	/** Events flow again, the full state has been read. */
	restored(): void;
	/** What the user must mend; each message once until the session is live again. */
	trouble(error: ThreeCxError): void;
}

const BACKOFF: Backoff = { firstMs: 1_000, maxMs: 60_000 };
/**
 * A connection that was live for so long is tried again within a second: calls that come and go meanwhile are lost.
 * Longer than the waits of {@link MOST_BREAKS}, so that none of two rivals ever takes itself for stable.
 */
const STABLE_MS = 20_000;
/**
 * One that breaks sooner, again and again, waits longer each time, up to some 8 s. Not less: two programs of which 3CX
 * serves the newest socket only would take it from each other all the time (switch T25). Tries that fail after it
 * begin with short waits of their own.
 */
const MOST_BREAKS = 4;
/** Refused logins count for the PBX's blocklist (xapi.md §6.3), so these are tried again slowly. */
const MEND_MS = 300_000;
/** A user who comes within this time after a failure that must be mended gets the same answer. */
const FRESH_MS = 15_000;
const HOUR_MS = 3_600_000;

interface Waiter {
	resolve: () => void;
	reject: (error: ThreeCxError) => void;
}

/** The event connection to one PBX: kept up for ever, by one {@link EventLink} after the other. */
export class EventSession {
	private current: SessionState = 'idle';
	/** Anything that an earlier link still says is not from the current one, and is not heard. */
	private link?: EventLink;
	/** Failed tries in a row; the break of a live connection is the first of them. */
	private failures = 0;
	/** Breaks in a row, none with a stable connection before it. */
	private breaks = 0;
	private last?: { error: ThreeCxError; at: number };
	private lost = false;
	private loggedAt = 0;
	private aloud = true;
	private readonly told = new Set<string>();
	private readonly waiters = new Set<Waiter>();
	private stopTimer = () => {};

	constructor(
		private readonly parts: SessionParts,
		private readonly handlers: SessionHandlers,
	) {}

	get state(): SessionState {
		return this.current;
	}

	/** The failure that is being waited out. */
	get failure(): ThreeCxError | undefined {
		return this.current === 'live' ? undefined : this.last?.error;
	}

	start(): void {
		if (this.current === 'idle') this.connect();
	}

	/** A new user has come: a long wait is cut short, unless the same failure would follow. */
	nudge(): void {
		if (this.current !== 'waiting' || !this.last) return;
		const age = this.parts.clock.now() - this.last.at;
		if (age >= (mustMend(this.last.error) ? FRESH_MS : BACKOFF.firstMs)) this.connect();
	}

	/** Reads the full state again soon. */
	refresh(): void {
		if (this.current === 'live') this.link?.refresh();
	}

	/**
	 * Resolves when the session is live.
	 *
	 * @throws ThreeCxError that the user must mend (see {@link mustMend}); CancelledError by `signal` or `close`
	 */
	async ready(signal?: AbortSignal): Promise<void> {
		if (signal?.aborted || this.current === 'closed') throw abortError();
		if (this.current === 'live') return;
		if (this.current === 'waiting' && this.last && mustMend(this.last.error)) {
			throw this.last.error;
		}
		const done = new AbortController();
		let waiter: Waiter | undefined;
		try {
			await new Promise<void>((resolve, reject) => {
				waiter = { resolve, reject };
				this.waiters.add(waiter);
				signal?.addEventListener('abort', () => reject(abortError()), { signal: done.signal });
			});
		} finally {
			done.abort();
			if (waiter) this.waiters.delete(waiter);
		}
	}

	/** Ends everything; resolves when the socket is gone, within some 2 s. Twice does no harm. */
	async close(): Promise<void> {
		if (this.current === 'closed') return;
		this.stopTimer();
		const { link } = this;
		this.link = undefined;
		this.move('closed');
		for (const waiter of this.waiters) waiter.reject(abortError());
		await link?.close();
	}

	private connect(): void {
		this.stopTimer();
		this.move('connecting');
		const link: EventLink = new EventLink(
			this.parts,
			{
				resync: async (cause, signal) => await this.handlers.resync(cause, signal),
				frame: (text) => this.link === link && this.handlers.frame(text),
			},
			(why) => this.fail(link, why),
		);
		this.link = link;
		link.open().then(
			() => this.live(link),
			(error: unknown) => this.fail(link, asThreeCxError(error)),
		);
	}

	private live(link: EventLink): void {
		if (this.link !== link) return;
		this.move('live');
		this.told.clear();
		this.failures = 0;
		this.stopTimer = this.parts.clock.later(STABLE_MS, () => {
			this.breaks = 0;
		});
		if (this.lost) {
			this.lost = false;
			this.handlers.restored();
		}
		for (const waiter of this.waiters) waiter.resolve();
	}

	private fail(link: EventLink, error: ThreeCxError): void {
		if (this.link !== link) return;
		this.link = undefined;
		this.stopTimer();
		void link.close();
		const now = this.parts.clock.now();
		this.last = { error, at: now };
		this.failures++;
		if (this.current === 'live') this.breaks++;
		const attempt = this.current === 'live' ? Math.min(this.breaks, MOST_BREAKS) : this.failures;
		const asked = error instanceof HttpError ? (error.retryAfterMs ?? 0) : 0;
		const wait = mustMend(error)
			? MEND_MS
			: Math.max(asked, backoffMs(attempt, BACKOFF, this.parts.random()));
		this.move('waiting', `next try in ${Math.round(wait / 1000)} s: ${error.message}`);
		this.stopTimer = this.parts.clock.later(wait, () => this.connect());
		if (!this.lost) {
			this.lost = true;
			this.handlers.lost(error);
		}
		if (!mustMend(error)) return;
		for (const waiter of this.waiters) waiter.reject(error);
		if (this.told.has(error.message)) return;
		this.told.add(error.message);
		this.handlers.trouble(error);
	}

	/** Each change is logged once; while it fails again and again the first, the fifth, and one in an hour aloud. */
	private move(state: SessionState, why = ''): void {
		const before = this.current;
		this.current = state;
		const { logger } = this.parts.caller();
		const line = `Events of 3CX: ${before} → ${state}${why === '' ? '' : ` (${why})`}`;
		if (state === 'waiting') {
			const now = this.parts.clock.now();
			const inRow = this.failures + Math.max(0, this.breaks - 1);
			this.aloud = inRow === 1 || inRow === 5 || now - this.loggedAt >= HOUR_MS;
			if (this.aloud) this.loggedAt = now;
			return this.aloud ? logger.warn(line) : logger.debug(line);
		}
		const again = state === 'connecting' && before === 'waiting';
		return this.aloud && !again ? logger.info(line) : logger.debug(line);
	}
}
