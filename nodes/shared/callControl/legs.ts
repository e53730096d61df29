import { callIdOf, type CallEvent, type Direction } from './callEvent';
import type { Participant } from './participant';

/** What is remembered of a live leg. Instants are ms since 1970. */
export interface Leg {
	/** Stays as it was told first, even if 3CX moves the leg into another call. */
	readonly callId: string;
	readonly startedAt: number;
	participant: Participant;
	/** It dials, or has dialled: the other side was called by it. */
	dialled: boolean;
	rang: boolean;
	answeredAt?: number;
	/** Nobody but the PBX's own voicemail was spoken to. */
	onlyVoicemail: boolean;
	/** The other side as last told, to see a transfer. */
	party: Party;
}

/** Who is at the other end, as far as it shows a transfer. */
export interface Party {
	dn: string;
	number: string;
	referredBy: string;
}

/** Number of the PBX's voicemail as it shows up as a party (call-control-api.md §8 no. 9). */
const VOICEMAIL_DN = '666';

/** One participant, whichever call it is in. */
export function legKey(dn: string, participantId: number): string {
	return `${dn}/${participantId}`;
}

/** Key of a participant as 3CX shows it. */
export function keyOf(participant: Participant): string {
	return legKey(participant.dn, participant.id);
}

/** A leg that was not there before. */
export function newLeg(participant: Participant, at: number): Leg {
	return {
		callId: callIdOf(participant.callid, participant.id),
		startedAt: at,
		participant,
		dialled: isDialling(participant),
		rang: false,
		onlyVoicemail: true,
		party: { ...partyOf(participant), referredBy: '' },
	};
}

/** True while it calls out; a leg that is first seen connected is known by its number in the call (1 = who called). */
export function isDialling({ status, legid, originatedByDn }: Participant): boolean {
	return status === 'Dialing' || (status === 'Connected' && legid === 1 && originatedByDn === '');
}

export function isVoicemail({ partyDn, partyDnType }: Participant): boolean {
	return partyDn === VOICEMAIL_DN && partyDnType !== 'Wextension';
}

export function partyOf(participant: Participant): Party {
	const { partyDn, partyCallerId, referredByDn } = participant;
	return { dn: partyDn, number: partyCallerId, referredBy: referredByDn };
}

/** Whether the other side is another one now: somebody passed the call on. */
export function isPassedOn(before: Party, after: Party): boolean {
	const other = (a: string, b: string) => a !== '' && b !== '' && a !== b;
	return (
		(after.referredBy !== '' && after.referredBy !== before.referredBy) ||
		other(before.dn, after.dn) ||
		other(subscriber(before.number), subscriber(after.number))
	);
}

/** The end of a number, which is the same in all ways to write it. */
function subscriber(number: string): string {
	return number.replace(/\D/g, '').slice(-7);
}

/** A leg that was up and rings or dials now: under its ID there is another one. */
export function hasGoneBack(leg: Leg, now: Participant): boolean {
	return leg.answeredAt !== undefined && (now.status === 'Ringing' || now.status === 'Dialing');
}

/**
 * Whether what 3CX shows under the same DN and ID after a gap is for sure the leg that was known:
 * the same call with the same party. IDs start over with the PBX.
 */
export function isSameLeg(leg: Leg, now: Participant): boolean {
	if (leg.participant.callid !== now.callid) return false;
	const before = partyOf(leg.participant);
	const after = partyOf(now);
	const both = before.dn !== '' && after.dn !== '' && before.number !== '' && after.number !== '';
	return !both || before.dn === after.dn || subscriber(before.number) === subscriber(after.number);
}

/** 3CX sends no direction: it follows from who dialled and whether a trunk is at the other end. */
export function directionOf({ participant, dialled }: Leg): Direction {
	const { partyDnType, originatedByDn } = participant;
	const outside = partyDnType === 'Wexternalline';
	if (dialled) {
		// While it dials nobody is at the other end yet; most calls of a program go outside.
		return outside || partyDnType === 'None' || partyDnType === '' ? 'outbound' : 'internal';
	}
	return outside || originatedByDn === 'ROUTER' ? 'inbound' : 'internal';
}

/** The queue or ring group for which the leg rings. What 3CX really shows there is not known (§7.8). */
export function queueOf(participant: Participant): string | undefined {
	const { onBehalfOfDn, onBehalfOfType, partyDn, partyDnType } = participant;
	if (onBehalfOfDn !== '' && onBehalfOfType !== 'Wextension') return onBehalfOfDn;
	return partyDnType === 'Wqueue' && partyDn !== '' ? partyDn : undefined;
}

/** How a leg ended. `afterGap`: nobody saw it end, so it may have been answered unseen. */
export function endOf(leg: Leg, afterGap: boolean): Pick<CallEvent, 'type' | 'outcome'> {
	if (leg.answeredAt !== undefined) {
		return { type: 'ended', outcome: leg.onlyVoicemail ? 'voicemail' : 'answered' };
	}
	if (leg.dialled) return { type: 'ended', outcome: afterGap ? 'unknown' : 'noAnswer' };
	if (leg.rang) return { type: 'missed', outcome: afterGap ? 'unknown' : 'missed' };
	return { type: 'ended', outcome: 'unknown' };
}

/** Times of a leg that ended at `at`, in whole ms. */
export function timesOf(
	{ startedAt, answeredAt }: Leg,
	at: number,
): Pick<CallEvent, 'ringMs' | 'talkMs' | 'totalMs'> {
	const end = Math.max(at, startedAt);
	const answered = answeredAt ?? end;
	return { ringMs: answered - startedAt, talkMs: end - answered, totalMs: end - startedAt };
}
