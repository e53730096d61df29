import type { CallEvent, CallEventType } from './callEvent';
import { directionOf, endOf, queueOf, timesOf, type Leg } from './legs';
import type { DecidedEnd } from './undecidedEnds';

/** An event of a leg as it is now. */
export function eventOf(
	leg: Leg,
	type: CallEventType,
	at: number,
	afterGap: boolean,
	more: Partial<CallEvent> = {},
): CallEvent {
	const { callId, participant } = leg;
	const queueDn = queueOf(participant);
	return {
		type,
		at,
		callId,
		dn: participant.dn,
		participant,
		direction: directionOf(leg),
		...(queueDn !== undefined && { queueDn }),
		...more,
		afterGap,
	};
}

/** One event for each key pressed. */
export function digitEvents(leg: Leg, digits: string, at: number): CallEvent[] {
	return [...digits].map((digit) => eventOf(leg, 'digit', at, false, { digit }));
}

/** The event that ends a leg. */
export function endEvent({ leg, at, compared, elsewhere }: DecidedEnd): CallEvent {
	const { type, outcome } = elsewhere
		? { type: 'ended' as const, outcome: 'answeredElsewhere' as const }
		: endOf(leg, compared);
	return eventOf(leg, type, at, compared, { ...timesOf(leg, at), outcome });
}

/** The events that led to where the leg is, for a listener that came late; marked as found after a gap. */
export function storyOf(leg: Leg): CallEvent[] {
	const { startedAt, answeredAt, rang } = leg;
	const events = [eventOf(leg, 'started', startedAt, true)];
	if (rang) events.push(eventOf(leg, 'ringing', startedAt, true));
	if (answeredAt !== undefined) {
		const { ringMs } = timesOf(leg, answeredAt);
		events.push(eventOf(leg, 'answered', answeredAt, true, { ringMs }));
	}
	return events;
}
