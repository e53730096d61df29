import type { Participant } from '../shared/callControl';

/** A call that was told and is not known to have ended. */
interface Told {
	id: number;
	callid: number;
	caller: string;
	at: number;
}

/** A leg of more than a day is not one that a restart of n8n could tell again. */
const KEPT_MS = 24 * 3_600_000;
const MOST = 500;

/**
 * Live calls that were told, kept in the workflow's static data across a restart of n8n.
 * Ids start over when the PBX restarts, so the caller must be the same too: when in doubt a call is told (promise 2).
 */
export class ToldCalls {
	constructor(
		/** The workflow's static data; written to as it is, and saved by n8n. */
		private readonly store: Record<string, unknown>,
		private readonly now: () => number,
	) {}

	has({ id, callid, partyCallerId }: Participant): boolean {
		return this.read().some(
			(told) => told.id === id && told.callid === callid && told.caller === partyCallerId,
		);
	}

	add({ id, callid, partyCallerId }: Participant): void {
		const told = { id, callid, caller: partyCallerId, at: this.now() };
		this.store.told = [...this.read(), told].slice(-MOST);
	}

	remove({ id, callid }: Participant): void {
		this.store.told = this.read().filter((told) => told.id !== id || told.callid !== callid);
	}

	private read(): Told[] {
		const { told } = this.store;
		const oldest = this.now() - KEPT_MS;
		return Array.isArray(told) ? told.filter(isTold).filter(({ at }) => at > oldest) : [];
	}
}

function isTold(value: unknown): value is Told {
	if (typeof value !== 'object' || value === null) return false;
	const { id, callid, caller, at } = value as Partial<Told>;
	return [id, callid, at].every(Number.isInteger) && typeof caller === 'string';
}
