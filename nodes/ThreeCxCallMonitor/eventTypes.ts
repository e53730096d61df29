/** What can be told, under the guide's names. */
export const EVENT_TYPES = [
	'call_answered',
	'call_answered_elsewhere',
	'call_ended',
	'call_missed',
	'call_ringing',
	'call_started',
	'call_transferred',
	'connection_lost',
	'connection_restored',
	'dtmf_received',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** Told without anybody choosing. */
export const DEFAULT_TYPES: readonly EventType[] = ['call_started', 'call_answered', 'call_ended'];

export function isEventType(value: unknown): value is EventType {
	return EVENT_TYPES.some((type) => type === value);
}
