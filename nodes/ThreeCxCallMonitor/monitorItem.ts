import type { IDataObject } from 'n8n-workflow';
import { callIdOf, type CallEvent } from '../shared/callControl';
import { callFields } from '../shared/n8n/callFields';
import type { EventType } from './eventTypes';
import type { KnownCall, KnownLeg } from './knownCall';
import type { Filtered } from './settings';

/** What the workflow is told. */
export interface MonitorItem extends IDataObject {
	eventType: EventType;
	/** Never the same for two events, and the same again for the same one. */
	eventId: string;
	/** The same for all events of one call. */
	correlationId: string;
	callId: string;
	extension: string;
	/** When this process heard of it: 3CX tells no times. */
	timestamp: string;
	data: IDataObject;
}

/** An event on its way out. Times in ms. */
export interface Telling {
	type: EventType;
	eventId: string;
	at: number;
	event: CallEvent;
	call: KnownCall;
	leg: KnownLeg;
	times?: { ringMs?: number; talkMs?: number; totalMs?: number };
	outcome?: CallEvent['outcome'];
}

/** 3CX tells none of these; shown where the output is not simplified. */
const DERIVED = ['direction', 'outcome', 'ringSeconds', 'talkSeconds', 'totalSeconds', 'timestamp'];

const STATUS: Partial<Record<EventType, string>> = {
	call_answered: 'connected',
	call_answered_elsewhere: 'answeredElsewhere',
	call_ended: 'ended',
	call_missed: 'missed',
	call_ringing: 'ringing',
};

/** @param raw with the participant as 3CX sent it (Simplify off) */
export function monitorItem(telling: Telling, raw: boolean): MonitorItem {
	const { type, eventId, at, event, call, leg, times = event, outcome = event.outcome } = telling;
	const { participant } = leg;
	const shown = participant ? callFields(participant, at, leg.dialled) : rememberedFields(leg);
	const callId = event.callId || callIdOf(call.callid, leg.id);
	const timestamp = new Date(at).toISOString();
	const data: IDataObject = {
		...shown,
		callId,
		direction: call.direction ?? event.direction ?? '',
		status: STATUS[type] ?? shown.status ?? '',
		did: participant?.partyDid ?? '',
		queueId: event.queueDn ?? '',
		...(event.digit !== undefined && { dtmfInput: event.digit }),
		...(times.ringMs !== undefined && { ringSeconds: seconds(times.ringMs) }),
		...(times.talkMs !== undefined && { talkSeconds: seconds(times.talkMs) }),
		...(times.totalMs !== undefined && { totalSeconds: seconds(times.totalMs) }),
		...(outcome !== undefined && { outcome }),
		afterGap: event.afterGap,
		source: 'push',
		timestamp,
		...(raw && { derived: DERIVED, participant: { ...participant } }),
	};
	const { correlationId } = call;
	return { eventType: type, eventId, correlationId, callId, extension: leg.dn, timestamp, data };
}

/** Of a leg that was not seen again after a restart of n8n. */
function rememberedFields({ dn, caller, dialled }: KnownLeg): IDataObject {
	const [fromNumber, toNumber] = dialled ? [dn, caller] : [caller, dn];
	return { fromNumber, toNumber, extension: dn };
}

/** The connection to 3CX was lost, or is there again. */
export function connectionItem(type: EventType, at: number, correlationId: string): MonitorItem {
	const timestamp = new Date(at).toISOString();
	return {
		eventType: type,
		eventId: `${correlationId}/${type}/${at.toString(36)}`,
		correlationId,
		callId: '',
		extension: '',
		timestamp,
		data: { source: 'push', timestamp },
	};
}

/** What the filters look at. */
export function filtered({ eventType, timestamp, data }: MonitorItem): Filtered {
	const text = (name: string) => String(data[name] ?? '');
	return {
		eventType,
		at: Date.parse(timestamp),
		direction: text('direction'),
		fromNumber: text('fromNumber'),
		toNumber: text('toNumber'),
		did: text('did'),
		queueId: text('queueId'),
		talkSeconds: Number(data.talkSeconds ?? 0),
	};
}

function seconds(ms: number): number {
	return Math.round(ms / 1000);
}
