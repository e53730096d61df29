import { participantObject } from '../callControl/participantObject';
import { seenLeg } from '../callControl/visibility';
import type { Leg } from '../calls/leg';
import type { Switches } from '../switches';
import type { ApiClient } from '../world/clients';

/** Numbers of the event types (call-control-api.md §5); 3 was never seen on a wire. */
export const EVENT = { upsert: 0, remove: 1, dtmf: 2, response: 4 } as const;

/** The `event` part of a frame. */
export interface FrameEvent {
	event_type: number;
	entity: string;
	attached_data: unknown;
}

/** One frame: a JSON text, snake case (call-control-api.md §5, captured). */
export function frameText(sequence: number, event: FrameEvent): string {
	return JSON.stringify({ sequence, event });
}

/** An Upsert or Remove for a client, or null when it does not see the leg. */
export function legEvent(
	type: typeof EVENT.upsert | typeof EVENT.remove,
	leg: Leg,
	client: ApiClient,
	switches: Switches,
): FrameEvent | null {
	const seen = seenLeg(leg, client, switches);
	if (!seen) return null;
	const brings = type === EVENT.upsert && switches.attachedData === 'participant';
	return {
		event_type: type,
		entity: entityOf(seen.dn, leg.id),
		attached_data: brings ? participantObject(leg, seen.dn, switches) : null,
	};
}

/** Keys for a client: of its own route point only (call-control-api.md §5). */
export function keysEvent(leg: Leg, keys: string, client: ApiClient): FrameEvent | null {
	if (leg.dn !== client.routePointDn) return null;
	return {
		event_type: EVENT.dtmf,
		entity: entityOf(leg.dn, leg.id),
		attached_data: { dtmf_input: keys },
	};
}

/** Path of a participant, as in REST. */
export function entityOf(dn: string, id: number): string {
	return `/callcontrol/${dn}/participants/${id}`;
}
