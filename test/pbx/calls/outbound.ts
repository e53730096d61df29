import { Attempt, DEFAULT_TIMEOUT_MS } from './attempt';
import type { Call } from './call';
import type { Exchange } from './exchange';
import { failureOf, type Failure } from './failure';
import { partyOf } from './join';
import type { Leg } from './leg';
import { dialledParty, dnParty, NO_DN } from './party';
import { resolve, type Dialler } from './resolve';
import { behaviourOf } from '../world/behaviour';

/** From the request to the reply of makecall (pbx-simulator.md §5). */
export const MAKECALL_REPLY_MS = 300;
/** From the reply to the first Upsert, or from the Upsert to the reply (T20). */
const UPSERT_AFTER_MS = 500;
const UPSERT_BEFORE_MS = 50;

/** A call that an application or a user places. */
export interface OutboundWishes {
	dn: string;
	deviceId: string;
	directControl: boolean;
	destination: string;
	timeoutMs?: number;
}

/** What makecall comes to: the own leg, or why there is none. */
export type MakecallOutcome = { leg: Leg | null } | { failure: Failure };

/** Makecall from one device (pbx-simulator.md §6.2); resolves when the reply is due. */
export async function makeCall(
	exchange: Exchange,
	wishes: OutboundWishes,
): Promise<MakecallOutcome> {
	const { switches, timers } = exchange;
	if (switches.unreachableNumber === 'refused' && !isReachable(exchange, wishes)) {
		await timers.wait(MAKECALL_REPLY_MS);
		return { failure: failureOf('unreachable') };
	}
	const call = exchange.startCall(wishes.dn, wishes.destination, { dialledBy: wishes.dn });
	const leg = addOwnLeg(exchange, call, wishes);
	const firstUpsert =
		switches.firstUpsert === 'beforeReply'
			? MAKECALL_REPLY_MS - UPSERT_BEFORE_MS
			: MAKECALL_REPLY_MS + UPSERT_AFTER_MS;
	timers.after(firstUpsert, () => {
		exchange.tell(leg);
		dial(exchange, leg, wishes);
	});
	await timers.wait(MAKECALL_REPLY_MS);
	return { leg };
}

/** A user dials on the phone: `Dialing`, then what becomes of it (call-control-api.md §7.5). */
export function userDials(exchange: Exchange, dn: string, destination: string): Call {
	const device = exchange.world.user(dn).devices[0];
	const wishes = {
		dn,
		destination,
		deviceId: device?.deviceId ?? '',
		directControl: device?.directControl ?? false,
	};
	const call = exchange.startCall(dn, destination);
	const leg = addOwnLeg(exchange, call, wishes);
	exchange.tell(leg);
	dial(exchange, leg, wishes);
	return call;
}

/** Rings the destination on behalf of a leg that is dialling. */
export function dial(exchange: Exchange, leg: Leg, wishes: OutboundWishes): void {
	if (leg.gone) return;
	const { destination, timeoutMs = DEFAULT_TIMEOUT_MS } = wishes;
	const seen = (other: Leg) => ({ ...partyOf(exchange, other), number: destination });
	const attempt = new Attempt(exchange, {
		owner: leg,
		call: leg.call,
		party: dnParty(exchange.world, leg.dn),
		originatedBy: NO_DN,
		dialler: diallerOf(exchange, leg.dn),
		isDialled: true,
		ringing: (other) => {
			// Of several phones that ring only the first changes what the caller sees.
			if (leg.state.party.dn === '') exchange.change(leg, { party: seen(other) });
		},
		answered: (other) => {
			exchange.change(leg, { status: 'Connected', party: seen(other) });
			exchange.actAfterAnswer(leg);
		},
		failed: ({ why }) => exchange.remove(leg, why),
	});
	attempt.add({ destination, timeoutMs, referredBy: NO_DN });
}

function addOwnLeg(exchange: Exchange, call: Call, wishes: OutboundWishes): Leg {
	const { dn, deviceId, directControl, destination } = wishes;
	return exchange.addLeg(call, {
		dn,
		deviceId,
		directControl,
		status: 'Dialing',
		party: dialledParty(destination),
	});
}

function isReachable(exchange: Exchange, { dn, destination }: OutboundWishes): boolean {
	const route = resolve(exchange, destination, diallerOf(exchange, dn));
	if (route.kind === 'nowhere') return false;
	return behaviourOf(exchange.world, destination).outcome !== 'unreachable';
}

function diallerOf({ world }: Exchange, dn: string): Dialler {
	return { from: 'inside', callerId: dn, user: world.findUser(dn) ?? null };
}
