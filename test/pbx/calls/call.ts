import type { Attempt } from './attempt';
import type { Leg } from './leg';

/** One call: its number and the legs that are in it now (pbx-simulator.md §6). */
export interface Call {
	readonly callid: number;
	readonly startedAt: number;
	changedAt: number;
	answeredAt: number | null;
	legs: Leg[];
	/** What is ringing on behalf of somebody in it. */
	attempts: Set<Attempt>;
	nextLegid: number;
	/** Route point that set it up by makecall; its client may see the far leg too (switch `farLegs`). */
	dialledBy: string;
	/** Who called whom, in the words of the one who started it. */
	from: string;
	to: string;
}

/** The legs that stay: one that has handed its call over does not count. */
export function stayingLegs(call: Call): Leg[] {
	return call.legs.filter((leg) => !leg.leaving);
}

/** The leg at the other end of the line, when there is just one that is not ringing. */
export function otherLeg(leg: Leg): Leg | undefined {
	return stayingLegs(leg.call).find((one) => one !== leg && one.state.status !== 'Ringing');
}
