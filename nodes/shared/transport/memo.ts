import type { Clock } from './clock';

interface Remembered {
	until: number;
	value: Promise<unknown>;
}

/** More than a busy process asks for; the oldest go first. */
const MOST = 500;

/** Remembers what changes rarely, for a while. A failed load is not remembered. */
export class Memo {
	private readonly entries = new Map<string, Remembered>();

	constructor(private readonly clock: Clock) {}

	/** The value under `key`, loaded when it is not there or older than `ttlMs`. */
	async get<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
		const known = this.entries.get(key);
		// Keys are made by the caller who also knows the type behind them.
		if (known && known.until > this.clock.now()) return (await known.value) as T;
		const value = load();
		const entry: Remembered = { until: this.clock.now() + ttlMs, value };
		this.entries.delete(key);
		this.entries.set(key, entry);
		for (const oldest of this.entries.keys()) {
			if (this.entries.size <= MOST) break;
			this.entries.delete(oldest);
		}
		value.catch(() => {
			// Only its own: a newer load may have taken the place.
			if (this.entries.get(key) === entry) this.entries.delete(key);
		});
		return await value;
	}
}
