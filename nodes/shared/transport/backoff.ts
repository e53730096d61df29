/** Waits between tries: doubling from `firstMs`, at most `maxMs`. */
export interface Backoff {
	firstMs: number;
	maxMs: number;
}

/**
 * The wait before try number `attempt` (1 = first repetition): between half and the whole of the doubled time,
 * so that many workflows that failed together do not come back together.
 *
 * @param random a number from 0 up to 1, handed in for tests
 */
export function backoffMs(attempt: number, backoff: Backoff, random: number): number {
	const full = Math.min(backoff.maxMs, backoff.firstMs * 2 ** (attempt - 1));
	return Math.round(full / 2 + (full / 2) * random);
}

/**
 * `Retry-After` in milliseconds: seconds or an HTTP date.
 * No 3CX was ever seen to send it (xapi.md §1.4); a proxy in front of one may.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
	if (header === undefined) return undefined;
	const text = header.trim();
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	const at = Date.parse(text);
	return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
