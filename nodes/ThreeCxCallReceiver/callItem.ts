import type { IDataObject } from 'n8n-workflow';
import type { CallEvent, Participant } from '../shared/callControl';

/** What the workflow is told of a new call. */
export interface CallItem extends IDataObject {
	callId: string;
	/** `ringing` or `connected`; `timeout`: it was not up in time and rings on. */
	status: 'ringing' | 'connected' | 'timeout';
	direction: string;
	fromNumber: string;
	fromName: string;
	/** The DID where 3CX tells it (often it does not), else the extension. */
	toNumber: string;
	extension: string;
	did: string;
	/** DN of the queue or ring group, if the call came through one and 3CX tells it. */
	queue: string;
	/** Trunk or extension that the call comes from. */
	fromDn: string;
	/** When this process heard of the call: 3CX tells no times. */
	timestamp: string;
	/** Why the call could not be answered, where that was asked for. */
	note?: string;
}

/** @param raw with the participant as 3CX sent it (Simplify off) */
export function callItem(
	event: CallEvent,
	leg: Participant,
	status: CallItem['status'],
	more: { note?: string; raw: boolean },
): CallItem {
	return {
		callId: event.callId,
		status,
		direction: event.direction ?? '',
		fromNumber: leg.partyCallerId,
		fromName: leg.partyCallerName,
		toNumber: leg.partyDid || leg.dn,
		extension: leg.dn,
		did: leg.partyDid,
		queue: event.queueDn ?? '',
		fromDn: leg.partyDn,
		timestamp: new Date(event.at).toISOString(),
		...(more.note === undefined ? {} : { note: more.note }),
		...(more.raw ? { participant: { ...leg } } : {}),
	};
}
