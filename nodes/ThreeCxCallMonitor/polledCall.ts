import type { Participant } from '../shared/callControl';
import {
	CALL_DIRECTIONS,
	type ActiveCall,
	type CallDirection,
	type CallParty,
} from '../shared/xapi';

/** What is remembered of a call that polling sees. Instants are ms since 1970 by the clock of this process. */
export interface PolledCall {
	/** Number in ActiveCalls. */
	readonly id: number;
	readonly correlationId: string;
	startedAt: number;
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
	/** When a list showed it last. */
	seenAt?: number;
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
	};
}

/** Of a call that was told before n8n restarted: what is remembered stands for what a list showed. */
export function rememberedCall({
	id,
	from,
	parties,
	direction,
	extension,
}: PolledCall): ActiveCall {
	const to = parties.findLast((party) => party !== from) ?? '';
	const party = (number: string): CallParty => ({ dn: '', kind: 'unknown', name: '', number });
	return {
		id,
		caller: party(from),
		callee: party(to),
		state: 'other',
		status: '',
		direction,
		establishedAt: undefined,
		startedAt: undefined,
		changedAt: undefined,
		pbxNow: undefined,
		queue: '',
		trunk: '',
		fromNumber: from,
		toNumber: to,
		extensions: [...new Set([from, to, extension])].filter((number) => /^\d{1,6}$/.test(number)),
		ringing: [],
	};
}

/**
 * Ids start over with the PBX: another caller is another call, unless it was part of the call before or the call is up
 * since the same moment: then the one who called has passed it on. A call of the API shows its caller only later.
 *
 * @param afterGap the PBX may have been restarted since: an extension that calls again under the same id is no proof
 */
export function isSameCall(known: PolledCall, call: ActiveCall, afterGap = false): boolean {
	const { fromNumber, establishedAt, changedAt, state } = call;
	const isUp = state !== 'ringing' || establishedAt !== undefined;
	const isUpSince = establishedAt !== undefined && establishedAt === known.call?.establishedAt;
	if (fromNumber === '' || [fromNumber, ''].includes(known.from)) {
		if (!afterGap || isUpSince) return true;
		// One that was up does not begin to ring, and one that rings does not change.
		const rings = known.call?.state === 'ringing' && known.call.toNumber === call.toNumber;
		const hasGoneBack =
			!isUp && (known.answeredAt !== undefined || (rings && known.call?.changedAt !== changedAt));
		return !hasGoneBack && (isOutside(fromNumber) || known.parties.includes(call.toNumber));
	}
	// Only a call that is up can be passed on; one that begins to ring is new.
	return isUp && (isUpSince || (!afterGap && known.parties.includes(fromNumber)));
}

/** More digits than an extension has. */
export function isOutside(number: string): boolean {
	return number.replace(/\D/g, '').length > 6;
}

/** A leg as far as it is compared with active calls. */
export type LegLook = Pick<
	Participant,
	'callid' | 'dn' | 'onBehalfOfDn' | 'onBehalfOfType' | 'partyCallerId' | 'partyDn' | 'partyDnType'
>;

/**
 * Whether a leg is part of an active call: `id`, the numbers of both are the same, which is likely and not proven
 * (xapi.md §5), and the other side is too; `idOnly`, it has a DN in common instead; `looks`, DN and other side are the
 * same under different numbers.
 */
export function matchOf(call: ActiveCall, leg: LegLook): 'id' | 'idOnly' | 'looks' | undefined {
	const isId = call.id === leg.callid;
	const number = sharesNumber(call, leg);
	const dn = sharesDn(call, leg);
	if (isId) return number ? 'id' : dn ? 'idOnly' : undefined;
	return number && dn ? 'looks' : undefined;
}

function sharesDn({ caller, callee, extensions }: ActiveCall, leg: LegLook): boolean {
	const shown = [caller.dn, callee.dn, ...extensions];
	// While a phone rings for a queue the call may show the queue.
	return shown.includes(leg.dn) || (leg.onBehalfOfDn !== '' && shown.includes(leg.onBehalfOfDn));
}

function sharesNumber({ fromNumber, toNumber, caller, callee }: ActiveCall, leg: LegLook): boolean {
	const { partyCallerId, partyDn, partyDnType } = leg;
	const tail = (number: string) => number.replace(/\D/g, '').slice(-7);
	if (partyDnType !== 'Wexternalline' && partyDn !== '') {
		const sides = [caller.dn, callee.dn];
		// An agent who calls the own queue is at both ends.
		return partyDn === leg.dn ? sides.every((dn) => dn === partyDn) : sides.includes(partyDn);
	}
	const wanted = tail(partyCallerId);
	return wanted !== '' && (tail(fromNumber) === wanted || tail(toNumber) === wanted);
}
