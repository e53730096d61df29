import type { Clock } from './clock';
import { fingerprint, PbxConnection, type PbxAddress } from './connection';
import type { Settings } from './settings';

/** How long a connection outlives its last user, so that a schedule every few seconds finds it warm. */
const LINGER_MS = 10_000;

interface Entry {
	connection: PbxConnection;
	users: number;
	/** Calls off the end that waits since the last user left. */
	stay?: () => void;
}

/** The use of a connection; `release` exactly once, more does no harm. */
export interface Lease {
	readonly connection: PbxConnection;
	release(): void;
}

/** The connections of this process, one for each PBX and client, counted by their users. */
export class Connections {
	private readonly entries = new Map<string, Entry>();

	constructor(
		private readonly settings: Settings,
		private readonly clock: Clock,
	) {}

	acquire(address: PbxAddress): Lease {
		const key = keyOf(address);
		const entry = this.entries.get(key) ?? {
			connection: new PbxConnection(address, this.settings, this.clock),
			users: 0,
		};
		this.entries.set(key, entry);
		entry.users++;
		entry.stay?.();
		entry.stay = undefined;
		let released = false;
		return {
			connection: entry.connection,
			release: () => {
				if (released) return;
				released = true;
				if (--entry.users === 0)
					entry.stay = this.clock.later(LINGER_MS, () => this.end(key, entry));
			},
		};
	}

	/** The live connection for this address, without becoming its user. */
	find(address: PbxAddress): PbxConnection | undefined {
		return this.entries.get(keyOf(address))?.connection;
	}

	/** How many connections are held; none must be left when nothing runs. */
	get size(): number {
		return this.entries.size;
	}

	private end(key: string, entry: Entry): void {
		this.entries.delete(key);
		entry.connection.close();
	}
}

function keyOf(address: PbxAddress): string {
	return `${fingerprint(address)} ${address.ignoreSslIssues}`;
}
