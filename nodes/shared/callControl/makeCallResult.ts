import type { Participant } from './participant';
import { isConnected, isDialing } from './verbs';

/** How a call that we made went, as far as the wait went. */
export type CallOutcome =
	| 'dialing'
	| 'ringing'
	| 'answered'
	| 'voicemail'
	| 'busy'
	| 'noAnswer'
	| 'rejected'
	| 'failed';

/** What is known when the wait is over. */
export interface Followed {
	result: CallOutcome;
	reason: string;
	/** As last seen. */
	leg: Participant | undefined;
	ended: boolean;
	/** From dialling to the answer, or to the end without one; undefined while it goes on. */
	ringMs?: number;
	talkMs?: number;
}

/** How far a call is followed. */
export type WaitFor = 'nothing' | 'ringing' | 'answered' | 'ended';

export interface FollowOrder {
	waitFor: WaitFor;
	destination: string;
	/** How long 3CX tries, in ms. */
	timeoutMs: number;
	/** Longest wait for the end of an answered call, in ms. */
	longestMs: number;
}

/** The other side rings, as far as 3CX shows it: the leg has learnt who that is. */
export function isRingingThere(leg: Participant): boolean {
	return isConnected(leg) || (isDialing(leg) && leg.partyDn !== '');
}

/** The result of a refusal by its words; without any that are known, it failed. */
export function resultOfRefusal(reason: string): CallOutcome {
	if (/busy/i.test(reason)) return 'busy';
	if (/no.?answer|time.?out|timed out/i.test(reason)) return 'noAnswer';
	if (/reject|declin|refus/i.test(reason)) return 'rejected';
	return 'failed';
}
