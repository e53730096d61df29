import { Attempt } from './attempt';
import { otherLeg } from './call';
import type { Exchange } from './exchange';
import { join } from './join';
import { isConnected, type Leg } from './leg';
import { dnParty } from './party';
import { diallerOf, shownParty } from './steer';

/** A transfer that somebody makes on the phone. */
export interface UserTransferWishes {
	/** Leg or DN that hands the call over. */
	from: string | number;
	to: string;
	/** Asks the new one first: the own leg goes only when it is taken. */
	attended?: boolean;
}

/**
 * A user transfers a call by the phone (call-control-api.md §7.7): the new leg rings, the old one
 * goes, the new one is up. Nobody takes it: the call is over.
 */
export function transferByUser(exchange: Exchange, leg: Leg, wishes: UserTransferWishes): void {
	const waiting = otherLeg(leg);
	if (!waiting || !isConnected(leg)) throw new Error(`Leg ${leg.id} talks to nobody`);
	const isNew = exchange.switches.transferCallid === 'new';
	const before = leg.call;
	const { from, dialledBy } = before;
	const call = isNew ? exchange.startCall(from, wishes.to, { dialledBy }) : before;
	const { dn, type } = dnParty(exchange.world, leg.dn);
	const attempt = new Attempt(exchange, {
		owner: waiting,
		call,
		party: shownParty(leg),
		originatedBy: leg.state.originatedBy,
		dialler: diallerOf(exchange, leg),
		answered: (taker) => {
			if (before !== call) exchange.move(waiting, call);
			join(exchange, waiting, taker);
			leg.leaving = true;
			exchange.remove(leg, 'transferred');
			exchange.settle(before, 'transferred');
		},
		failed: ({ why }) => exchange.settle(before, why),
	});
	attempt.add({ destination: wishes.to, referredBy: { dn, type } });
	if (!wishes.attended && !leg.gone) {
		leg.leaving = true;
		exchange.remove(leg, 'transferred');
	}
}
