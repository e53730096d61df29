import type { Participant } from '../shared/callControl';
import type { ActiveCall } from '../shared/xapi';

/** What is remembered of a call that polling sees. Instants are ms since 1970 by the clock of this process. */
export interface PolledCall {
	/** Number in ActiveCalls. */
	readonly id: number;
	readonly correlationId: string;
	readonly startedAt: number;
	from: string;
	answeredAt?: number;
	/** Queue that it waits in; empty when in none. */
	queue: string;
	queueSince?: number;
	rang: string[];
	answeredBy: string[];
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
	if (typeof correlationId !== 'string' || typeof from !== 'string') return undefined;
	if (typeof queue !== 'string' || ![id, startedAt].every(Number.isInteger)) return undefined;
	const instant = (at: unknown) => (Number.isInteger(at) ? Number(at) : undefined);
	const texts = (list: unknown) => (Array.isArray(list) ? list.map(String) : []);
	return {
		id: Number(id),
		correlationId,
		startedAt: Number(startedAt),
		from,
		answeredAt: instant(stored.answeredAt),
		queue,
		queueSince: instant(stored.queueSince),
		rang: texts(stored.rang),
		answeredBy: texts(stored.answeredBy),
		parked: parked === true,
		isEndTold: stored.isEndTold === true,
	};
}

/** Ids start over with the PBX: another caller is another call. A call of the API shows its caller only later. */
export function isSameCall({ from }: PolledCall, { fromNumber }: ActiveCall): boolean {
	return from === fromNumber || from === '' || fromNumber === '';
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
