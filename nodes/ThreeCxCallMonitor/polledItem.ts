import type { IDataObject } from 'n8n-workflow';
import type { MonitorItem } from './monitorItem';
import type { PollEvent } from './polledCalls';

/** Event of polling as the workflow is told it; everything but the numbers and texts of the call is worked out. */
export function polledItem(event: PollEvent, raw: boolean): MonitorItem {
	const { type, at, known, call, extension, queue, outcome, afterGap } = event;
	const { correlationId, id, answeredBy } = known;
	const timestamp = new Date(at).toISOString();
	const callId = String(id);
	const seconds = (name: string, ms: number | undefined): IDataObject =>
		ms === undefined ? {} : { [name]: Math.round(ms / 1000) };
	const data: IDataObject = {
		callId,
		status: type === 'call_ended' ? 'ended' : call.state,
		direction: known.direction,
		fromNumber: call.fromNumber,
		fromName: call.caller.kind === 'trunk' ? '' : call.caller.name,
		toNumber: call.toNumber,
		extension,
		did: '',
		queueId: queue,
		...seconds('ringSeconds', event.ringMs),
		...seconds('talkSeconds', event.talkMs),
		...seconds('totalSeconds', event.totalMs),
		...seconds('waitSeconds', event.waitMs),
		...(outcome !== undefined && { outcome }),
		afterGap,
		source: 'polling',
		timestamp,
		...(raw && { derived: DERIVED, activeCall: rowOf(event) }),
	};
	// A call may wait, ring and be passed on more than once.
	const which = [extension || queue, answeredBy.length, at.toString(36)].join('.');
	const once = type === 'call_started' || type === 'call_ended';
	const eventId = `${correlationId}/${type}/${once ? 1 : which}`;
	return { eventType: type, eventId, correlationId, callId, extension, timestamp, data };
}

const DERIVED = [
	'direction',
	'outcome',
	'queueId',
	'ringSeconds',
	'status',
	'talkSeconds',
	'timestamp',
	'totalSeconds',
	'waitSeconds',
];

/** What 3CX shows of the call. */
function rowOf({ call }: PollEvent): IDataObject {
	const { id, status, caller, callee, trunk, startedAt, changedAt } = call;
	return {
		id,
		status,
		caller: { ...caller },
		callee: { ...callee },
		trunk,
		...(startedAt !== undefined && { startedAt: new Date(startedAt).toISOString() }),
		...(changedAt !== undefined && { changedAt: new Date(changedAt).toISOString() }),
	};
}
