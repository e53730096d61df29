/** What can be told, under the guide's names. */
export const EVENT_TYPES = [
	'call_answered',
	'call_answered_elsewhere',
	'call_ended',
	'call_missed',
	'call_parked',
	'call_ringing',
	'call_started',
	'call_transferred',
	'connection_lost',
	'connection_restored',
	'dtmf_received',
	'queue_call_abandoned',
	'queue_call_answered',
	'queue_call_waiting',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

export const SOURCES = ['push', 'polling', 'both'] as const;
/** Where events come from: told by 3CX, or worked out from its list of live calls. */
export type Source = (typeof SOURCES)[number];

/** What only one of the sources can tell. */
const ONLY: Partial<Record<EventType, Exclude<Source, 'both'>>> = {
	call_answered_elsewhere: 'push',
	call_parked: 'polling',
	dtmf_received: 'push',
	queue_call_abandoned: 'polling',
	queue_call_answered: 'polling',
	queue_call_waiting: 'polling',
};

export function canTell(source: Source, type: EventType): boolean {
	const only = ONLY[type];
	return only === undefined || source === 'both' || only === source;
}

/** Told without anybody choosing. */
export const DEFAULT_TYPES: readonly EventType[] = ['call_started', 'call_answered', 'call_ended'];

export function isEventType(value: unknown): value is EventType {
	return EVENT_TYPES.some((type) => type === value);
}
