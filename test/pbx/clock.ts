/**
 * Time of the simulated PBX. Everything that waits or expires asks this clock, so that a test can
 * let an access token age by an hour without waiting (pbx-simulator.md §1).
 */
export interface SimClock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after `ms` of this clock; an abort resolves at once, so that nothing outlives the PBX. */
	wait(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A clock that stands still until it is told to move. */
export interface VirtualClock extends SimClock {
	/** Moves on by `ms`, waking sleepers in the order of their time. */
	advance(ms: number): Promise<void>;
}

/** Real time. */
export function realClock(): SimClock {
	return {
		now: () => Date.now(),
		wait: (ms, signal) =>
			new Promise((resolve) => {
				if (signal?.aborted) return resolve();
				const finish = () => {
					clearTimeout(timer);
					signal?.removeEventListener('abort', finish);
					resolve();
				};
				const timer = setTimeout(finish, ms);
				signal?.addEventListener('abort', finish);
			}),
	};
}

interface Sleeper {
	at: number;
	wake: () => void;
}

/** A clock that starts at `startMs` (milliseconds since 1970) and moves only by `advance`. */
export function virtualClock(startMs: number): VirtualClock {
	let now = startMs;
	let sleepers: Sleeper[] = [];

	return {
		now: () => now,
		wait: (ms, signal) =>
			new Promise((resolve) => {
				if (ms <= 0 || signal?.aborted) return resolve();
				const sleeper: Sleeper = { at: now + ms, wake: resolve };
				sleepers.push(sleeper);
				signal?.addEventListener('abort', () => {
					sleepers = sleepers.filter((other) => other !== sleeper);
					resolve();
				});
			}),
		async advance(ms) {
			const target = now + ms;
			for (;;) {
				const due = sleepers.filter((sleeper) => sleeper.at <= target);
				if (due.length === 0) break;
				const next = due.reduce((a, b) => (b.at < a.at ? b : a));
				sleepers = sleepers.filter((sleeper) => sleeper !== next);
				now = Math.max(now, next.at);
				next.wake();
				// The woken code may go to sleep again before `target`: let it run first.
				await new Promise((resolve) => setImmediate(resolve));
			}
			now = target;
		},
	};
}

/** True for a clock that can be advanced. */
export function isVirtual(clock: SimClock): clock is VirtualClock {
	return 'advance' in clock;
}
