import type { Participant } from './participant';

/** What happened to a call, each at most once for a leg (design promise 2). */
export type CallEventType =
	| 'started'
	| 'ringing'
	| 'answered'
	| 'ended'
	| 'missed'
	| 'transferred'
	| 'digit'
	| 'connectionLost'
	| 'connectionRestored';

export type Direction = 'inbound' | 'outbound' | 'internal';

/** One event of one leg. Times are ms since 1970 by the clock of this process: 3CX sends none. */
export interface CallEvent {
	type: CallEventType;
	at: number;
	/** `call-<callid>-<participant id>`: finds the call and our leg of it. Empty for connection events. */
	callId: string;
	dn: string;
	/** The leg as last seen; undefined for connection events. */
	participant: Participant | undefined;
	direction: Direction | undefined;
	/** Key pressed, for `digit`: 0-9, *, #, A-D. */
	digit?: string;
	/** DN of the queue or ring group on whose behalf the leg rings, if told. */
	queueDn?: string;
	/** Measured here, in whole ms; present from `ended` and `missed` on, ring time also with `answered`. */
	ringMs?: number;
	talkMs?: number;
	totalMs?: number;
	/** Why it ended, as far as can be told. */
	outcome?: 'answered' | 'missed' | 'answeredElsewhere' | 'voicemail' | 'noAnswer' | 'unknown';
	/** True when the event was found by comparing after a gap and not told by 3CX at its time. */
	afterGap: boolean;
}

/** The text that stands for a call and our leg of it in workflows (design §1). */
export function callIdOf(callid: number, participantId: number): string {
	return `call-${callid}-${participantId}`;
}

/** The parts of a call ID; a bare PBX call number has no participant; undefined when it is neither. */
export function parseCallId(
	text: string,
): { callid: number; participantId: number | undefined } | undefined {
	const whole = /^call-(\d{1,15})-(\d{1,15})$/.exec(text.trim());
	if (whole) return { callid: Number(whole[1]), participantId: Number(whole[2]) };
	const bare = /^\d{1,15}$/.exec(text.trim());
	return bare ? { callid: Number(bare[0]), participantId: undefined } : undefined;
}
