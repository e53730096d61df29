import { wireType } from '../callControl/dnTypes';
import type { Exchange } from './exchange';
import type { Leg } from './leg';
import { dnParty, type Party } from './party';

/** A leg as the other side sees it. */
export function partyOf(exchange: Exchange, leg: Leg): Party {
	const inside = dnParty(exchange.world, leg.dn);
	if (!leg.number) return inside;
	return { dn: leg.dn, type: wireType('ExternalLine'), number: leg.number, name: '', did: '' };
}

/** Puts the one who waited through to the one who took the call. */
export function join(exchange: Exchange, waiting: Leg, taker: Leg): void {
	exchange.change(waiting, { status: 'Connected', party: partyOf(exchange, taker) });
}
