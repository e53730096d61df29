import type { Place } from '../shared/xapi';

/** How far something was read, kept in the workflow's static data across a restart of n8n. */
export class KeptPlace {
	private place: Place | undefined;

	constructor(
		/** The workflow's static data. */
		private readonly store: Record<string, unknown>,
		private readonly key: string,
	) {
		this.place = restored(store[key]);
	}

	/** Undefined before the first reading. */
	get now(): Place | undefined {
		return this.place;
	}

	set(place: Place): void {
		this.place = place;
		this.store[this.key] = { ...place };
	}
}

function restored(value: unknown): Place | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const { id, at } = value as Partial<Place>;
	if (![id, at].every(Number.isInteger)) return undefined;
	return { id: Number(id), at: Number(at) };
}
