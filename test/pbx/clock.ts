import { TimeQueue } from './timeQueue';

/**
 * Time of the simulated PBX. Everything that waits or expires asks this clock, so that a test can
 * let an access token age by an hour without waiting (pbx-simulator.md §1).
 */
export interface SimClock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after `ms` of this clock; an abort resolves at once, so that nothing outlives the PBX. */
	wait(ms: number, signal?: AbortSignal): Promise<void>;
	/** Runs something after `ms` of this clock; the returned function takes it back. */
	after(ms: number, run: () => void): () => void;
}

/** A clock that stands still until it is told to move. */
export interface VirtualClock extends SimClock {
	/** Moves on by `ms`, waking sleepers in the order of their time. */
	advance(ms: number): Promise<void>;
}

/** Real time. */
export function realClock(): SimClock {
	return makeClock(
		() => Date.now(),
		(ms, run) => {
			const timer = setTimeout(run, ms);
			return () => clearTimeout(timer);
		},
	);
}

/** A clock that starts at `startMs` (milliseconds since 1970) and moves only by `advance`. */
export function virtualClock(startMs: number): VirtualClock {
	let now = startMs;
	const queue = new TimeQueue();
	const clock = makeClock(
		() => now,
		(ms, run) => queue.add(now + Math.max(0, ms), run),
	);
	return {
		...clock,
		async advance(ms) {
			const target = now + ms;
			for (let next = queue.take(target); next; next = queue.take(target)) {
				now = Math.max(now, next.at);
				next.run();
				// The woken code may go to sleep again before `target`: let it run first.
				await new Promise((resolve) => setImmediate(resolve));
			}
			now = target;
		},
	};
}

function makeClock(now: SimClock['now'], after: SimClock['after']): SimClock {
	return {
		now,
		after,
		wait: (ms, signal) =>
			new Promise((resolve) => {
				if (ms <= 0 || signal?.aborted) return resolve();
				const finish = () => {
					cancel();
					signal?.removeEventListener('abort', finish);
					resolve();
				};
				const cancel = after(ms, finish);
				signal?.addEventListener('abort', finish);
			}),
	};
}

/** True for a clock that can be advanced. */
export function isVirtual(clock: SimClock): clock is VirtualClock {
	return 'advance' in clock;
}
