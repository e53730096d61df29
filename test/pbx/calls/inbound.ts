import { routeDid } from '../oracle/route';
import { wireType } from '../callControl/dnTypes';
import { Attempt } from './attempt';
import type { Call } from './call';
import type { Exchange } from './exchange';
import { join } from './join';
import { NO_DN, type DnRef } from './party';

/** A call from outside. */
export interface InboundWishes {
	/** Caller's number; `Anonymous` is possible. */
	from: string;
	name?: string;
	/** Direct number that was called; leads to the route point that has it, else to an inbound rule. */
	did?: string;
	/** DN that it goes to, past all rules. */
	to?: string;
	/** How long the caller waits; 60 s when left out. */
	patienceMs?: number;
}

/** Who created a leg that a call from outside rings (call-control-api.md §4, captured). */
const ROUTER: DnRef = { dn: 'ROUTER', type: 'Wroutepoint' };

/** Legs before the one that is rung: 4 is what a capture shows on a call from a trunk. */
const FIRST_RUNG_LEGID = 4;

/** Somebody calls from outside (pbx-simulator.md §6.1 and §6.7). */
export function placeInbound(exchange: Exchange, wishes: InboundWishes): Call {
	const { world } = exchange;
	const { from, name } = wishes;
	const to = destinationOf(exchange, wishes);
	const owner = world.clients.find((client) => client.routePointDn === to);
	const did = wishes.did ?? owner?.dids[0] ?? '';
	const trunk = world.trunks.find((one) => one.DidNumbers.includes(did)) ?? world.trunks[0];
	const type = wireType('ExternalLine');
	const line = { dn: trunk?.Number ?? '', type };

	const call = exchange.startCall(from, to);
	const caller = exchange.addLeg(call, {
		dn: line.dn,
		number: from,
		status: 'Dialing',
		party: { ...NO_DN, number: wishes.did ?? to, name: '', did: '' },
	});
	exchange.tell(caller);
	call.nextLegid = FIRST_RUNG_LEGID;
	const attempt = new Attempt(exchange, {
		owner: caller,
		call,
		party: {
			...line,
			number: from,
			name: name ?? from,
			did: exchange.switches.routePointDid === 'filled' ? did : '',
		},
		originatedBy: ROUTER,
		dialler: { from: 'outside', callerId: from, user: null },
		answered: (leg) => {
			join(exchange, caller, leg);
			exchange.actAfterAnswer(caller);
		},
		failed: ({ why }) => exchange.remove(caller, why),
	});
	attempt.add({ destination: to, timeoutMs: wishes.patienceMs, referredBy: NO_DN });
	return call;
}

/** Where the call goes: as told, else by direct number, else to the first route point. */
function destinationOf(exchange: Exchange, { to, did, from }: InboundWishes): string {
	const { world, switches, clock } = exchange;
	if (to !== undefined) return to;
	const owner =
		did === undefined
			? world.clients[0]
			: world.clients.find((client) => client.dids.includes(did));
	if (owner) return owner.routePointDn;
	const now = clock.now();
	const trace = { world, switches, now, callerId: from, did: did ?? '', path: [], visited: [] };
	return routeDid(did ?? '', { ...trace, from: 'outside' }).number;
}
