/** What can be told, under the guide's names. */
export const EVENT_TYPES = [
	'agent_login',
	'agent_logout',
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
	'recording_ready',
	'system_error',
	'trunk_down',
	'trunk_up',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

export const SOURCES = ['push', 'polling', 'both'] as const;
/** Where events come from: told by 3CX, or worked out from its list of live calls. */
export type Source = (typeof SOURCES)[number];

/** What only one of the sources can tell. */
const ONLY: Partial<Record<EventType, Exclude<Source, 'both'>>> = {
	agent_login: 'polling',
	agent_logout: 'polling',
	call_answered_elsewhere: 'push',
	call_parked: 'polling',
	dtmf_received: 'push',
	queue_call_abandoned: 'polling',
	queue_call_answered: 'polling',
	queue_call_waiting: 'polling',
	recording_ready: 'polling',
	system_error: 'polling',
	trunk_down: 'polling',
	trunk_up: 'polling',
};

export function canTell(source: Source, type: EventType): boolean {
	const only = ONLY[type];
	return only === undefined || source === 'both' || only === source;
}

/** What an event is about: what filters of calls look at, no other event has. */
export type Subject = 'call' | 'agent' | 'pbx';

export function subjectOf(type: EventType): Subject {
	if (type.startsWith('agent_')) return 'agent';
	return /^(connection|system|trunk)_/.test(type) ? 'pbx' : 'call';
}

/** Told from the slower look at the PBX itself. */
export function isSystemType(type: EventType): boolean {
	return /^(agent|recording|system|trunk)_/.test(type);
}

/** What must be listened to and read for the wanted events, and nothing else. */
export function sourcesFor(
	source: Source,
	wants: (type: EventType) => boolean,
): { push: boolean; liveCalls: boolean; system: boolean } {
	const wanted = EVENT_TYPES.filter(wants);
	const system = source !== 'push' && wanted.some(isSystemType);
	const isOfCalls = (type: EventType) => subjectOf(type) === 'call' && !isSystemType(type);
	return {
		push: source !== 'polling' && wanted.some((type) => canTell('push', type)),
		// Whether the connection is there, any of the readers tells.
		liveCalls:
			source !== 'push' &&
			(!system || wanted.some((type) => isOfCalls(type) && canTell('polling', type))),
		system,
	};
}

/** Told without anybody choosing. */
export const DEFAULT_TYPES: readonly EventType[] = ['call_started', 'call_answered', 'call_ended'];

export function isEventType(value: unknown): value is EventType {
	return EVENT_TYPES.some((type) => type === value);
}
