import type { IDataObject } from 'n8n-workflow';
import { callIdOf, type Direction, type Participant } from '../callControl';
import { isDialling } from '../callControl/legs';

/** What later nodes need of a call: handed on from item to item (design §1). */
const CARRIED = [
	'fromNumber',
	'fromName',
	'toNumber',
	'extension',
	'direction',
	'did',
	'queue',
	'fromDn',
] as const;

/**
 * The fields of a call as its leg shows them.
 *
 * @param calls whether the leg began the call, where that is known better than the leg shows it now
 */
export function callFields(leg: Participant, at: number, calls = isDialling(leg)): IDataObject {
	const direction = directionOf(leg);
	return {
		callId: callIdOf(leg.callid, leg.id),
		status: leg.status.toLowerCase(),
		direction,
		fromNumber: calls ? leg.dn : leg.partyCallerId || leg.partyDn,
		fromName: calls ? '' : leg.partyCallerName,
		toNumber: calls ? leg.partyCallerId || leg.partyDn : leg.partyDid || leg.dn,
		extension: leg.dn,
		timestamp: new Date(at).toISOString(),
	};
}

/**
 * The fields of the call that came with the item, where it is the same call: who heard of it at its start knows more
 * than the leg shows later.
 */
export function carriedFields(item: IDataObject, callId: string): IDataObject {
	if (item.callId !== callId) return {};
	const known = CARRIED.filter((name) => item[name] !== undefined && item[name] !== '');
	return Object.fromEntries(known.map((name) => [name, item[name]]));
}

/** 3CX tells no direction: worked out from who began the call and where the other side is. */
function directionOf(leg: Participant): Direction {
	const calls = isDialling(leg);
	if (leg.partyDnType === 'Wexternalline') return calls ? 'outbound' : 'inbound';
	// While it dials, 3CX does not show the other side yet; extensions are short.
	const mayBeOutside = leg.partyDn === '' && leg.partyCallerId.length > 5;
	return calls && mayBeOutside ? 'outbound' : 'internal';
}
