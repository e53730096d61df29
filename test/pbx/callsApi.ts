import type { CallTruth } from './calls/truth';
import type { InboundWishes } from './calls/inbound';
import type { LegStatus } from './calls/leg';
import type { UserTransferWishes } from './calls/userTransfer';

/** A live leg in a few words. */
export interface LegFacts {
	/** Participant id. */
	id: number;
	legid: number;
	dn: string;
	/** Outside number, for a party on a trunk; empty otherwise. */
	number: string;
	status: LegStatus;
}

/** A live call in a few words. */
export interface CallFacts {
	callid: number;
	/** Number or DN that placed it, and what it called. */
	from: string;
	to: string;
	startedAt: number;
	answeredAt: number | null;
	/** Parties outside are in it too, though no client sees their legs. */
	legs: LegFacts[];
}

/** What people do with their phones; every method takes effect at once, delays go by the clock. */
export interface PbxCalls {
	/**
	 * Somebody calls from outside: `{from: '+4917…'}` rings the first route point, `did` asks the
	 * direct numbers and inbound rules, `to` names any DN (800, 101, 820, 830…).
	 */
	inbound(wishes: InboundWishes): CallFacts;
	/** An extension calls another DN or the route point. */
	internal(wishes: { from: string; to: string }): CallFacts;
	/** A user dials any number on the phone. */
	userDials(extension: string, number: string): CallFacts;
	/** Takes off what rings at that DN or outside number, or that leg. */
	answer(where: string | number): LegFacts;
	/** Hangs up a leg by id; the call ends with it when nobody is left to talk to. */
	hangUpLeg(participantId: number): void;
	/** Ends a whole call. */
	hangUp(callid: number): void;
	/** The far side presses keys: told to the route point's leg of that call. */
	press(participantId: number, keys: string): void;
	/** A user transfers by the phone; the old leg goes at once unless `attended`. */
	transferByUser(wishes: UserTransferWishes): void;
	/** Ends a call (or all) without any frame, as if no socket had been there. */
	endUnseen(callid?: number): void;
	/** Live calls, oldest first. */
	list(): CallFacts[];
	/** Who is connected in the call now: DNs, or the number of an outside party. */
	whoHas(callid: number): string[];
	/** What really happened to every call and leg so far, live ones included. */
	truth(): CallTruth[];
	/** Timers that run for calls; those of an ended call go when their time comes. 0 then. */
	readonly pendingTimers: number;
}

/**
 * The sockets of all clients and what can go wrong with them (pbx-simulator.md §10). Faults hit the
 * sockets that are open now; one that is opened later is sound.
 */
export interface PbxSockets {
	/** Open sockets, of one client or of all. */
	count(clientId?: string): number;
	/** Sockets that were ever opened. */
	readonly opened: number;
	/** Cuts the connections without a close frame. */
	drop(): void;
	close(code: number, reason?: string): void;
	/** Stay open, answer pings, send nothing. */
	mute(isMute?: boolean): void;
	/** Answer no pings. */
	deaf(isDeaf?: boolean): void;
	/** Lose the next frames; their numbers are used up. */
	skip(frames: number): void;
	/** Send the next frames twice. */
	dup(frames: number): void;
	/** The next two frames change places. */
	reorder(): void;
	/** Every frame is late by so much, until told otherwise. */
	late(ms: number): void;
	/** Any text or bytes. */
	raw(data: string | Buffer): void;
	/** So many Upserts of live legs in one go. */
	burst(frames: number): void;
	/** Answers the next upgrades with this status. */
	rejectUpgrade(status: number, times?: number): void;
}
