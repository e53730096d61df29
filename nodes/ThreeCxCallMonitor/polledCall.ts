import type { Participant } from '../shared/callControl';
import { CALL_DIRECTIONS, type ActiveCall, type CallDirection } from '../shared/xapi';

/** What is remembered of a call that polling sees. Instants are ms since 1970 by the clock of this process. */
export interface PolledCall {
	/** Number in ActiveCalls. */
	readonly id: number;
	readonly correlationId: string;
	readonly startedAt: number;
	/** Who calls, as last seen. */
	from: string;
	/** Who was seen in it. */
	parties: string[];
	/** As the call began: a transfer may change the sides. */
	direction: CallDirection;
	answeredAt?: number;
	/** Queue that it waits in; empty when in none. */
	queue: string;
	queueSince?: number;
	/** When it was first seen elsewhere, though it is not yet clear with whom. */
	queueUntil?: number;
	/** Extensions that rang. */
	rang: string[];
	/** Who took it, one after the other: extensions and outside numbers. */
	answeredBy: string[];
	/** The extension that it was told at last; empty before that. */
	extension: string;
	parked: boolean;
	/** The other source has told its end. */
	isEndTold: boolean;
	/** As last seen; undefined after a restart of n8n. */
	call?: ActiveCall;
}

/** As n8n keeps it. */
export function storedPolled(known: PolledCall): object {
	return { ...known, call: undefined };
}

/** A call from the static data; undefined for anything else. */
export function restoredPolled(value: unknown): PolledCall | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const stored = value as Partial<PolledCall>;
	const { id, correlationId, startedAt, from, queue, parked } = stored;
	const text = (value: unknown) => (typeof value === 'string' ? value : '');
	const { direction = 'inbound' } = stored;
	if (typeof correlationId !== 'string' || typeof from !== 'string') return undefined;
	if (typeof queue !== 'string' || ![id, startedAt].every(Number.isInteger)) return undefined;
	const instant = (at: unknown) => (Number.isInteger(at) ? Number(at) : undefined);
	const texts = (list: unknown) => (Array.isArray(list) ? list.map(String) : []);
	return {
		id: Number(id),
		correlationId,
		startedAt: Number(startedAt),
		from,
		parties: texts(stored.parties),
		direction: CALL_DIRECTIONS.find((one) => one === direction) ?? 'inbound',
		answeredAt: instant(stored.answeredAt),
		queue,
		queueSince: instant(stored.queueSince),
		queueUntil: instant(stored.queueUntil),
		rang: texts(stored.rang),
		answeredBy: texts(stored.answeredBy),
		extension: text(stored.extension),
		parked: parked === true,
		isEndTold: stored.isEndTold === true,
	};
}

/**
 * Ids start over with the PBX: another caller is another call, unless it was part of the call before or the call is up
 * since the same moment: then the one who called has passed it on. A call of the API shows its caller only later.
 */
export function isSameCall(known: PolledCall, call: ActiveCall): boolean {
	const { fromNumber, establishedAt, state } = call;
	if ([fromNumber, ''].includes(known.from) || fromNumber === '') return true;
	// Only a call that is up can be passed on; one that begins to ring is new.
	if (state === 'ringing' && establishedAt === undefined) return false;
	if (establishedAt !== undefined && establishedAt === known.call?.establishedAt) return true;
	return known.parties.includes(fromNumber);
}

/**
 * Whether a leg is part of an active call. That their numbers are the same is likely and not proven (xapi.md §5):
 * a DN or the outside number must be the same too.
 */
export function isLegOf(call: ActiveCall, leg: Participant): boolean {
	return call.id === leg.callid && (sharesDn(call, leg) || sharesNumber(call, leg));
}

/** The same without the numbers, for a PBX where they differ. */
export function looksLikeLegOf(call: ActiveCall, leg: Participant): boolean {
	return sharesDn(call, leg) && sharesNumber(call, leg);
}

function sharesDn({ caller, callee, extensions }: ActiveCall, leg: Participant): boolean {
	const shown = [caller.dn, callee.dn, ...extensions];
	// While a phone rings for a queue the call may show the queue.
	return shown.includes(leg.dn) || (leg.onBehalfOfDn !== '' && shown.includes(leg.onBehalfOfDn));
}

function sharesNumber(
	{ fromNumber, toNumber, caller, callee }: ActiveCall,
	leg: Participant,
): boolean {
	const { partyCallerId, partyDn, partyDnType } = leg;
	const tail = (number: string) => number.replace(/\D/g, '').slice(-7);
	if (partyDnType !== 'Wexternalline' && partyDn !== '')
		return [caller.dn, callee.dn].includes(partyDn);
	const wanted = tail(partyCallerId);
	return wanted !== '' && (tail(fromNumber) === wanted || tail(toNumber) === wanted);
}
