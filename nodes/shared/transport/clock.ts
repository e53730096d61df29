import { abortError } from './errors';

/**
 * Time, handed in: tests move it by hand, nothing sleeps for luck.
 * All instants are milliseconds since 1970.
 */
export interface Clock {
	now(): number;
	/** Resolves after `ms`; rejects with {@link CancelledError} as soon as `signal` fires. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** Runs `task` once after `ms`; the returned function calls it off. Never keeps the process alive. */
	later(ms: number, task: () => void): () => void;
}

/** The machine's clock. */
export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: async (ms, signal) =>
		await new Promise<void>((resolve, reject) => {
			if (signal?.aborted) return reject(abortError());
			const onAbort = () => {
				clearTimeout(timer);
				reject(abortError());
			};
			const timer = setTimeout(() => {
				signal?.removeEventListener('abort', onAbort);
				resolve();
			}, ms);
			signal?.addEventListener('abort', onAbort, { once: true });
		}),
	later: (ms, task) => {
		const timer = setTimeout(task, ms);
		timer.unref();
		return () => clearTimeout(timer);
	},
};
