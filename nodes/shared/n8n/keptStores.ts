import type { IDataObject } from 'n8n-workflow';
import type { Clock } from '../transport';

/** n8n starts a trigger anew some ms after it has closed it, and tries for 15 s. */
const KEPT_MS = 60_000;

/**
 * What triggers knew when they were closed. A changed workflow is started with the static data that n8n (2.41) read from
 * its database before it closed the old version (workflow-publication-applier): what was told since the last emit would
 * be told again. In the same process the new version takes it from here.
 */
export class KeptStores {
	private readonly kept = new Map<string, { store: IDataObject; until: number }>();

	constructor(private readonly clock: Clock) {}

	/** To be called when a trigger is closed. */
	keep(key: string, store: IDataObject): void {
		const now = this.clock.now();
		for (const [old, { until }] of this.kept) if (until < now) this.kept.delete(old);
		this.kept.set(key, { store, until: now + KEPT_MS });
	}

	/** Brings the static data of the next activation up to date. */
	takeOver(key: string, store: IDataObject): void {
		const kept = this.kept.get(key);
		this.kept.delete(key);
		if (!kept || kept.until < this.clock.now() || kept.store === store) return;
		for (const name of Object.keys(store)) if (!(name in kept.store)) delete store[name];
		Object.assign(store, kept.store);
	}
}
