import { wireType } from '../callControl/dnTypes';
import { Attempt } from './attempt';
import { otherLeg } from './call';
import type { Exchange } from './exchange';
import { join } from './join';
import type { Leg } from './leg';
import { NO_DN } from './party';
import type { Dialler } from './resolve';
import type { WaitTruth } from './truth';

/**
 * A caller waits in a queue: the queue's leg is up, the agents ring on its behalf, and it goes when
 * one of them answers (pbx-simulator.md §6.7, a guess behind the switch `queueModel`).
 */
export function startQueue(
	exchange: Exchange,
	waiting: Leg,
	agents: string[],
	dialler: Dialler,
	wait: WaitTruth,
): void {
	const { truth, clock } = exchange;
	if (waiting.gone) return;
	const attempt = new Attempt(exchange, {
		owner: waiting,
		beneficiary: otherLeg(waiting),
		call: waiting.call,
		party: waiting.state.party,
		originatedBy: waiting.state.originatedBy,
		dialler,
		answered: (agent) => {
			truth.waitEnded(wait, clock.now(), agent.dn, 'answered');
			const caller = otherLeg(waiting);
			waiting.leaving = true;
			if (caller && caller !== agent) join(exchange, caller, agent);
			exchange.remove(waiting, 'answeredByAgent');
		},
		failed: ({ why }) => {
			truth.waitEnded(wait, clock.now(), null, why);
			exchange.remove(waiting, why);
		},
	});
	const onBehalfOf = { dn: waiting.dn, type: wireType('Queue') };
	if (agents.length === 0) {
		attempt.cancel('noAnswer');
		truth.waitEnded(wait, clock.now(), null, 'noAnswer');
		exchange.remove(waiting, 'noAnswer');
		return;
	}
	for (const destination of agents) attempt.add({ destination, referredBy: NO_DN, onBehalfOf });
}
