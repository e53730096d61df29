/**
 * The in-process face of the simulated 3CX: what tests, the demo and `npm run pbx` use.
 * The HTTP face under `/__sim/**` offers the same verbs.
 */
import type { PbxCalls, PbxSockets } from './callsApi';
import type { SimClock } from './clock';
import type { Faults } from './faults';
import type { Journal } from './journal';
import type { Tour } from './phone/tour';
import type { PbxMedia } from './mediaApi';
import type { PbxRecords } from './recordsApi';
import type { Switches } from './switches';
import type { World } from './world/world';

/** How to start a simulated PBX. Everything is optional. */
export interface PbxOptions {
	/** 0 picks a free port. */
	port?: number;
	/** Always loopback; `127.0.0.1` unless a test needs `localhost` or `::1`. */
	host?: string;
	/** Serve HTTPS with a self-signed certificate made at start. */
	tls?: boolean | { expired?: boolean; commonName?: string };
	/** A fresh world; {@link defaultWorld} when left out. */
	world?: World;
	/** Build told in `X-3CX-Version` and `SystemStatus.Version`, for instance `20.0.10.1234`. */
	version?: string;
	switches?: Partial<Switches>;
	/** Real time unless a virtual clock is handed in. */
	clock?: SimClock;
	/** Life of an access token in seconds; 3600 when left out. */
	tokenTtlSeconds?: number;
}

/** Where a call ends that is placed now; the oracle of all on-call tests. */
export interface CallDestination {
	/** `outside`: dialled through a trunk. `extension`: rings a phone of the PBX. */
	kind:
		| 'outside'
		| 'extension'
		| 'queue'
		| 'ringGroup'
		| 'ivr'
		| 'voicemail'
		| 'routePoint'
		| 'ended'
		| 'failed';
	/** The number dialled on the trunk as the PBX would send it, or the DN that rings. */
	number: string;
	/** Why, step by step, in words: "exception 3", "profile Away, AwayRoute.External", "outbound rule Germany". */
	path: string[];
}

/** A running simulated PBX. */
export interface Pbx {
	/** Base address, for instance `http://127.0.0.1:41234`. */
	readonly url: string;
	readonly port: number;
	/** Live state: what is changed here is what the next request sees. */
	readonly world: World;
	/** Live switches for what nobody knows of the real PBX. */
	readonly switches: Switches;
	readonly clock: SimClock;
	readonly journal: Journal;
	readonly faults: Faults;
	/** What people do with their phones, and what really happened to each call. */
	readonly calls: PbxCalls;
	/** The open sockets and their faults. */
	readonly sockets: PbxSockets;
	/** What is played to callers, what they hear and say, and the open streams of audio. */
	readonly media: PbxMedia;
	/** Call log, recordings, events; agents, trunks and services. */
	readonly records: PbxRecords;
	/** What runs beside it, for the start page; null where it runs alone. */
	tour: Tour | null;
	/** Where a call to this DN goes now. `from` is outside unless said; the caller ID matters for exceptions. */
	whereWouldACallGo(
		dn: string,
		call?: { from?: 'outside' | 'inside'; callerId?: string },
	): CallDestination;
	/** The same for a call from outside to a DID: inbound rules first. */
	whereWouldADidCallGo(did: string, call?: { callerId?: string }): CallDestination;
	/** Mints for another program with the same client: the live token of ours dies (switch `tokens`). */
	mintForeignToken(clientId: string): string;
	/**
	 * Ends the HTTP server, waits for `downMs` of the clock and comes back on the same port: calls are
	 * gone, ids and frame numbers start over, tokens are invalid.
	 */
	restart(downMs?: number): Promise<void>;
	/** Stops listening without end; `start` brings it back on the same port. */
	stop(): Promise<void>;
	start(): Promise<void>;
	close(): Promise<void>;
}
