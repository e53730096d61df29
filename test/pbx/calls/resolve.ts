import { wireType } from '../callControl/dnTypes';
import { dialOutside } from '../oracle/outbound';
import { routeToDn } from '../oracle/route';
import type { Trace } from '../oracle/trace';
import type { User } from '../world/users';
import type { World } from '../world/world';
import type { Exchange } from './exchange';
import { VOICEMAIL, type DnRef } from './party';

/** What stands behind a destination that was dialled. */
export type Route =
	/** Phones that ring together; the first to answer wins. */
	| { kind: 'phones'; dns: string[]; queue: string | null }
	/** Answers at once: IVR, voicemail, parking place. */
	| { kind: 'machine'; at: DnRef }
	| { kind: 'routePoint'; dn: string }
	| { kind: 'outside'; trunk: DnRef; number: string }
	| { kind: 'nowhere' };

/** Who dials: decides about forwards and outbound rules. */
export interface Dialler {
	from: 'outside' | 'inside';
	callerId: string;
	/** The user whose outbound rules count; null for a route point or a caller from outside. */
	user: User | null;
}

/** Finds out where a destination leads now. */
export function resolve(exchange: Exchange, destination: string, dialler: Dialler): Route {
	const { world } = exchange;
	const user = world.findUser(destination);
	if (user) {
		return ringsFirst(user, world)
			? { kind: 'phones', dns: [destination], queue: null }
			: followed(exchange, destination, dialler);
	}
	return dnRoute(world, destination) ?? outside(exchange, destination, dialler);
}

/** Whether the phone rings before anything is forwarded, or a behaviour is set by hand for it. */
function ringsFirst(user: User, world: World): boolean {
	if (world.behaviours[user.Number]?.outcome) return true;
	const profile = user.ForwardingProfiles.find((one) => one.Name === user.CurrentProfileName);
	return (
		user.devices.length > 0 &&
		user.ForwardingExceptions.length === 0 &&
		Boolean(profile?.AvailableRoute)
	);
}

/** A user whose calls go on: the oracle of the on-call tests says where. */
function followed(exchange: Exchange, destination: string, dialler: Dialler): Route {
	const place = routeToDn(destination, traceOf(exchange, dialler));
	switch (place.kind) {
		case 'outside':
			return trunkRoute(exchange.world, place.number);
		case 'voicemail':
			return { kind: 'machine', at: VOICEMAIL };
		case 'extension':
			return { kind: 'phones', dns: [place.number], queue: null };
		case 'ended':
		case 'failed':
			return { kind: 'nowhere' };
		default:
			return dnRoute(exchange.world, place.number) ?? { kind: 'nowhere' };
	}
}

function dnRoute(world: World, destination: string): Route | null {
	const dn = world.dn(destination);
	switch (dn?.type) {
		case 'Queue': {
			const queue = world.queues.find((one) => one.Number === destination);
			const agents = (queue?.Agents ?? []).map((agent) => world.findUser(agent.Number));
			const ready = agents.flatMap((agent) => (agent?.QueueStatus === 'LoggedIn' ? agent : []));
			return { kind: 'phones', dns: ready.map((agent) => agent.Number), queue: destination };
		}
		case 'RingGroup': {
			const group = world.ringGroups.find((one) => one.Number === destination);
			const dns = (group?.Members ?? []).map((member) => member.Number);
			return { kind: 'phones', dns, queue: null };
		}
		case 'RoutePoint':
			return { kind: 'routePoint', dn: destination };
		case 'IVR':
		case 'SpecialMenu':
		case 'Parking':
		case 'Conference':
			return { kind: 'machine', at: { dn: destination, type: wireType(dn.type) } };
		default:
			return null;
	}
}

/** A rule that is limited to extensions lets no application out (call-control-api.md §1, seen). */
function outside(exchange: Exchange, written: string, dialler: Dialler): Route {
	const { switches, world } = exchange;
	const number = switches.dialStripsPunctuation ? written.replace(/[\s\-/().]/g, '') : written;
	if (!/^\+?[\d*#]+$/.test(number)) return { kind: 'nowhere' };
	const place = dialOutside(dialler.user, number, traceOf(exchange, dialler));
	return place.kind === 'outside' ? trunkRoute(world, place.number) : { kind: 'nowhere' };
}

function trunkRoute(world: World, number: string): Route {
	const trunk = world.trunks.find((one) => one.IsOnline && one.EnableOutboundCalls);
	if (!trunk) return { kind: 'nowhere' };
	return {
		kind: 'outside',
		trunk: { dn: trunk.Number, type: wireType('ExternalLine') },
		number,
	};
}

function traceOf(exchange: Exchange, { from, callerId }: Dialler): Trace {
	const { world, switches, clock } = exchange;
	return { world, switches, now: clock.now(), from, callerId, did: '', path: [], visited: [] };
}
