/** Something that differs from the look before. */
export interface Change<T> {
	thing: T;
	/** Whether it has begun, or has ended. */
	isOn: boolean;
	/** When it began: the look at which it was seen. In ms since 1970. */
	since: number;
	/** The thing was not known before: since when it is so is not known either. */
	isFirst: boolean;
}

/** A thing as it is now. */
export interface Now<T> {
	thing: T;
	name: string;
	/** Undefined: it cannot be told, and counts as not changed. */
	isOn: boolean | undefined;
}

const MOST = 1_000;

/** Which things are on, and since when, kept in the workflow's static data across a restart of n8n. */
export class KeptSince {
	/** By name; 0: it is off. */
	private known: ReadonlyMap<string, number>;

	constructor(
		/** The workflow's static data. */
		private readonly store: Record<string, unknown>,
		private readonly key: string,
	) {
		const kept = store[key];
		this.known = new Map(Array.isArray(kept) ? (kept as unknown[]).flatMap(restored) : []);
	}

	/** What differs now from before; things that are not there any more are forgotten. */
	compare<T>(things: ReadonlyArray<Now<T>>, at: number): Array<Change<T>> {
		const now = new Map<string, number>();
		const changes: Array<Change<T>> = [];
		for (const { thing, name, isOn } of things) {
			const before = this.known.get(name);
			const isFirst = before === undefined;
			const wasOn = !isFirst && before > 0;
			if (isOn === undefined) {
				if (!isFirst) now.set(name, before);
				continue;
			}
			const since = wasOn ? before : at;
			now.set(name, isOn ? since : 0);
			if (isOn !== wasOn) changes.push({ thing, isOn, since, isFirst });
		}
		this.known = now;
		this.store[this.key] = [...now].slice(0, MOST);
		return changes;
	}
}

function restored(value: unknown): Array<[string, number]> {
	if (!Array.isArray(value)) return [];
	const [name, since] = value as unknown[];
	if (typeof name !== 'string' || typeof since !== 'number') return [];
	return Number.isInteger(since) && since >= 0 ? [[name, since]] : [];
}
