/** mm:ss since `start`, for progress lines. */
export function elapsed(start) {
	const seconds = Math.round((Date.now() - start) / 1000);
	return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A log function that puts the elapsed time before each line. */
export function timed(log) {
	const start = Date.now();
	return (line) => log(`[${elapsed(start)}] ${line}`);
}

/** Runs `work` and says every 20 seconds that it is still going on: a silent minute looks like a hang. */
export async function saying(log, what, work) {
	log(`${what} …`);
	const start = Date.now();
	const timer = setInterval(() => log(`${what}: still at it after ${elapsed(start)}`), 20_000);
	try {
		return await work();
	} finally {
		clearInterval(timer);
	}
}
