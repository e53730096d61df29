import type { PeerType } from '../world/destination';

/** One side of a segment. */
export interface SegmentParty {
	dn: string;
	type: PeerType;
	/** Outside number, or the DN again. */
	number: string;
	name: string;
}

/** What the call log holds as one row: one leg of a call (xapi.md §3.2). Times in ms. */
export interface Segment {
	/** Number of the call in ActiveCalls. */
	callid: number;
	/** The call and the one that it grew out of, as the log names them. */
	callKey: string;
	mainKey: string;
	/** Place in the call, from 1. */
	index: number;
	kind: 'leg' | 'queue' | 'ringGroup';
	start: number;
	/** For a queue: the time waited. */
	ringMs: number;
	talkMs: number;
	source: SegmentParty;
	destination: SegmentParty;
	direction: 'Inbound' | 'Outbound' | 'Internal' | 'Inbound Queue';
	status: 'Answered' | 'Unanswered' | 'Waiting' | 'Redirected';
	answered: boolean;
	/** Queue or ring group that a leg was rung for; empty for none. */
	via: string;
	/** Agent that took the call out of the queue; empty for none. */
	answeredBy: string;
	/** Agents that were rung for the queue. */
	attempts: number;
	did: string;
	reason: string;
	recordingId: number | null;
	/** A callback that the queue made for the caller. */
	callback: 'none' | 'made' | 'failed';
}

/** What is usual in a segment. */
export const PLAIN = {
	kind: 'leg',
	via: '',
	answeredBy: '',
	attempts: 0,
	did: '',
	reason: '',
	recordingId: null,
	callback: 'none',
} as const;

/** End of a segment. */
export function endOf({ start, ringMs, talkMs }: Segment): number {
	return start + ringMs + talkMs;
}

/** Looks like the ids that were seen: a moment in the middle groups (xapi.md §2.5). */
export function guid(moment: number, serial: number): string {
	const time = Math.floor(moment).toString(16).padStart(12, '0').slice(-12);
	const tail = serial.toString(16).padStart(12, '0').slice(-12);
	return `00000000-${time.slice(0, 4)}-${time.slice(4, 8)}-${time.slice(8)}-${tail}`;
}
