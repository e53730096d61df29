import type { Participant } from '../shared/callControl';
import { isDialling } from '../shared/callControl/legs';
import type { PushedLeg } from './callLinks';
import {
	isLive,
	lookOf,
	restoredCall,
	storedCall,
	type KnownCall,
	type KnownLeg,
} from './knownCall';

/** A leg, and the call it is part of. */
export interface Entry {
	call: KnownCall;
	leg: KnownLeg;
}

/** A queue may ring somebody else only after a while: it is the same call still. */
const SAME_CALL_MS = 60_000;
/** A call of more than a day is not one that a restart of n8n could tell again. */
const KEPT_MS = 24 * 3_600_000;
const MOST = 500;

/**
 * Which legs make up which call, and what was told of them, kept in the workflow's static data across a restart of n8n.
 * Numbers start over when the PBX restarts: when in doubt a call is a new one (promise 2).
 */
export class CallBook {
	private calls: KnownCall[];

	constructor(
		/** The workflow's static data; written to as it is, and saved by n8n. */
		private readonly store: Record<string, unknown>,
		private readonly now: () => number,
	) {
		const { calls } = store;
		this.calls = Array.isArray(calls) ? calls.flatMap((call) => restoredCall(call) ?? []) : [];
	}

	/** Calls that are remembered. */
	get size(): number {
		return this.calls.length;
	}

	/**
	 * A leg that is there now: the one that was told before n8n restarted, one more of a known call, or a new call's.
	 *
	 * @param toldElsewhere correlation of the call, if the other source tells it as well
	 */
	enter(participant: Participant, at: number, toldElsewhere?: string): Entry {
		this.forgetOld();
		const told = this.toldBefore(participant);
		if (told) {
			told.leg.participant = participant;
			return told;
		}
		const call = this.callOf(participant) ?? this.newCall(participant, at, toldElsewhere);
		const { dn, id, callid, partyCallerId } = participant;
		const dialled = isDialling(participant);
		const leg = { dn, id, callid, caller: partyCallerId, told: [], participant, dialled };
		call.legs.push(leg);
		return { call, leg };
	}

	/** The entry of a leg that is live. */
	find({ dn, id }: Participant): Entry | undefined {
		for (const call of this.calls) {
			const leg = call.legs.find((known) => known.dn === dn && known.id === id && isLive(known));
			if (leg) return { call, leg };
		}
		return undefined;
	}

	/** Legs of the calls that are told: those that are there, those that are not seen again yet, and the last ones. */
	legs(): PushedLeg[] {
		return this.calls.flatMap(({ correlationId, legs, lastLeg }) => [
			...(lastLeg ? [{ correlationId, leg: lastLeg, isLive: false }] : []),
			...legs.map((known) => ({
				correlationId,
				leg: known.participant ?? lookOf(known),
				isLive: isLive(known),
			})),
		]);
	}

	/** The call of that correlation. */
	call(correlationId: string): KnownCall | undefined {
		return this.calls.findLast((call) => call.correlationId === correlationId);
	}

	/** Calls that were told before n8n restarted, and of which no leg is there. */
	unseen(): KnownCall[] {
		this.forgetOld();
		return this.calls.filter(
			({ endedAt, legs }) => endedAt === undefined && legs.length > 0 && !legs.some(isLive),
		);
	}

	/** The leg is gone; true when it was the last of its call. */
	leave({ call, leg }: Entry): boolean {
		call.legs = call.legs.filter((other) => other !== leg);
		call.lastLeg = leg.participant;
		return !call.legs.some(isLive);
	}

	remove(call: KnownCall): void {
		this.calls = this.calls.filter((other) => other !== call);
	}

	/** What ended is no more known: what comes now may be another run of the PBX. */
	forgetEnded(): void {
		this.calls = this.calls.filter(({ endedAt }) => endedAt === undefined);
	}

	/** To be called after each change that a restart of n8n must not lose. */
	save(): void {
		this.store.calls = this.calls.slice(-MOST).map(storedCall);
	}

	private toldBefore({ dn, id, callid, partyCallerId }: Participant): Entry | undefined {
		for (const call of this.calls) {
			const leg = call.legs.find((known) => known.dn === dn && known.id === id && !isLive(known));
			if (leg?.callid === callid && leg.caller === partyCallerId) return { call, leg };
		}
		return undefined;
	}

	private callOf({ callid }: Participant): KnownCall | undefined {
		if (callid === 0) return undefined;
		const has = (call: KnownCall) =>
			call.callid === callid || call.legs.some(({ participant }) => participant?.callid === callid);
		// One that only the static data knows may be of another run of the PBX.
		return this.calls.findLast(
			(call) => (call.endedAt !== undefined || call.legs.some(isLive)) && has(call),
		);
	}

	private newCall({ callid, dn, id }: Participant, at: number, told?: string): KnownCall {
		const number = callid === 0 ? `${dn}.${id}` : String(callid);
		const correlationId = told ?? `${number}-${at.toString(36)}`;
		const call = { correlationId, callid, startedAt: at, round: 0, legs: [] };
		this.calls.push(call);
		if (this.calls.length > MOST * 2) this.calls = this.calls.slice(-MOST);
		return call;
	}

	private forgetOld(): void {
		const now = this.now();
		this.calls = this.calls.filter(({ endedAt, legs, startedAt }) =>
			endedAt === undefined
				? legs.some(isLive) || startedAt > now - KEPT_MS
				: endedAt > now - SAME_CALL_MS,
		);
	}
}
