import type { CallEvent, Direction, Participant } from '../shared/callControl';
import type { LegLook } from './polledCall';

/** Why a call ended, from the best that any of its legs tells to the least. */
export const OUTCOMES = [
	'answered',
	'voicemail',
	'answeredElsewhere',
	'missed',
	'noAnswer',
	'unknown',
] as const;

const DIRECTIONS: readonly Direction[] = ['inbound', 'internal', 'outbound'];

export type Outcome = NonNullable<CallEvent['outcome']>;

/** A leg of a call that was told. */
export interface KnownLeg {
	readonly dn: string;
	readonly id: number;
	/** The other side and the call's number as last seen: a transfer changes both. */
	caller: string;
	callid: number;
	/** What was told of it and is told once only. */
	told: string[];
	/** As last seen; undefined for one that was told before n8n restarted and has not been seen since. */
	participant?: Participant;
	/** It began the call. */
	dialled: boolean;
}

/** A call that was told. Instants are ms since 1970. */
export interface KnownCall {
	/** The same for all events of the call, and never again for another one. */
	readonly correlationId: string;
	readonly callid: number;
	readonly startedAt: number;
	/** How often it was told as started: it may leave the extensions that are watched, and come back. */
	round: number;
	legs: KnownLeg[];
	answeredAt?: number;
	/** As the call began: a transfer may put others at its ends. */
	direction?: Direction;
	/** The leg that took it last, and when. */
	takenBy?: KnownLeg;
	takenAt?: number;
	/** The one who called is up, and who took the call is not clear yet. */
	untaken?: CallEvent;
	outcome?: Outcome;
	/** As it was when it went. */
	lastLeg?: Participant;
	/** The last leg, while the end is not told: n8n may restart before. */
	untoldEnd?: KnownLeg;
	/** When the last leg was gone. */
	endedAt?: number;
}

/** As n8n keeps it: nothing else is needed after a restart. */
export function storedCall(call: KnownCall): object {
	const { correlationId, callid, startedAt, round, answeredAt, direction } = call;
	const kept = call.untoldEnd ? [...call.legs, call.untoldEnd] : call.legs;
	const legs = kept.map(({ dn, id, caller, callid: number, told, dialled }) => {
		return { dn, id, caller, callid: number, told, dialled };
	});
	return { correlationId, callid, startedAt, round, answeredAt, direction, legs };
}

/** A call from the static data; undefined for anything else. */
export function restoredCall(value: unknown): KnownCall | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const { correlationId, callid, startedAt, round, legs, answeredAt, direction } =
		value as Partial<KnownCall>;
	if (typeof correlationId !== 'string' || !Array.isArray(legs)) return undefined;
	if (![callid, startedAt, round].every(Number.isInteger)) return undefined;
	return {
		correlationId,
		callid: Number(callid),
		startedAt: Number(startedAt),
		round: Number(round),
		legs: (legs as unknown[]).flatMap((leg) => restoredLeg(leg, Number(callid)) ?? []),
		...(Number.isInteger(answeredAt) && { answeredAt }),
		direction: DIRECTIONS.find((one) => one === direction),
	};
}

function restoredLeg(value: unknown, callidOfCall: number): KnownLeg | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const { dn, id, caller, callid, told, dialled } = value as Partial<KnownLeg>;
	if (typeof dn !== 'string' || typeof caller !== 'string' || !Number.isInteger(id))
		return undefined;
	return {
		dn,
		id: Number(id),
		caller,
		callid: Number.isInteger(callid) ? Number(callid) : callidOfCall,
		told: Array.isArray(told) ? told.map(String) : [],
		dialled: dialled === true,
	};
}

/** What is known of a leg that only the static data tells of. */
export function lookOf({ dn, caller, callid }: KnownLeg): LegLook {
	const unknown = { partyDn: '', partyDnType: '', onBehalfOfDn: '', onBehalfOfType: '' };
	return { callid, dn, partyCallerId: caller, ...unknown };
}

/** Whether 3CX shows it now. */
export function isLive({ participant }: KnownLeg): boolean {
	return participant !== undefined;
}

/** The better of two outcomes. */
export function betterOutcome(one: Outcome | undefined, other: Outcome | undefined): Outcome {
	return OUTCOMES.find((outcome) => outcome === one || outcome === other) ?? 'unknown';
}
