import type { Attempt } from './attempt';
import type { Call } from './call';
import type { DnRef, Party } from './party';

/** The only three states that are ever sent (call-control-api.md §4). */
export type LegStatus = 'Dialing' | 'Ringing' | 'Connected';

/** The part of a leg that changes during its life; replaced as a whole, so an old one can be kept. */
export interface LegState {
	status: LegStatus;
	party: Party;
	originatedBy: DnRef;
	referredBy: DnRef;
	onBehalfOf: DnRef;
}

/** One DN's part in a call: what the API calls a participant. */
export interface Leg {
	readonly id: number;
	readonly legid: number;
	/** The DN that it belongs to; the trunk for an outside party. */
	readonly dn: string;
	/** Outside number of the party itself; empty for a DN of the PBX. */
	readonly number: string;
	readonly deviceId: string;
	readonly directControl: boolean;
	/** Milliseconds by the clock of the PBX. */
	readonly startedAt: number;
	/** Since when it is up; media follow a little later. */
	connectedAt: number | null;
	/** Times in which the other side does not hear it; without an end while that goes on. */
	holds: Array<{ from: number; to: number | null }>;
	call: Call;
	state: LegState;
	/** As it was before the last change, for GETs that arrive late (fault `staleGet`). */
	past: LegState | null;
	/** The attempt that makes it ring. */
	attempt: Attempt | null;
	/** What taking it off does, for a leg that rings without an attempt. */
	pickUp: (() => void) | null;
	/** Whether its first Upsert is out: a makecall's leg exists before that. */
	told: boolean;
	/** Has handed its call over and will go: does not keep the call alive. */
	leaving: boolean;
	gone: boolean;
	/** Keys pressed and not yet sent (switch `dtmf: multi`). */
	keys: string;
}

/** Whether the leg is up: neither dialling nor ringing. */
export function isConnected(leg: Leg): boolean {
	return leg.state.status === 'Connected';
}
