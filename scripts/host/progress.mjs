/** mm:ss since `start`, for progress lines. */
export function elapsed(start) {
	const seconds = Math.round((Date.now() - start) / 1000);
	return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A log function that puts the elapsed time before each line; one that has steps of its own keeps the time itself. */
export function timed(log) {
	if (log.step) return log;
	const start = Date.now();
	return (line) => log(`[${elapsed(start)}] ${line}`);
}

/** Says every 20 seconds that something goes on: a silent minute looks like a hang. */
const EVERY_MS = 20_000;

/**
 * Runs `work` and tells that it goes on. A log with `step(key, what, work, share)` shows it in its own way.
 * `share` says how far it is, 0 to 1, or undefined.
 */
export async function saying(log, what, work, { key, share } = {}) {
	if (log.step && key) return await log.step(key, what, work, share);
	log(`${what} …`);
	const start = Date.now();
	const timer = setInterval(() => {
		const done = share?.();
		const far = done === undefined ? 'still at it' : `${Math.round(done * 100)} %`;
		log(`${what}: ${far} after ${elapsed(start)}`);
	}, EVERY_MS);
	try {
		return await work();
	} finally {
		clearInterval(timer);
	}
}
