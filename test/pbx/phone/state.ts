import type { CallDestination } from '../api';
import type { LegStatus } from '../calls/leg';
import type { SimulatedPbx } from '../pbx';
import { EVERYBODY } from '../world/behaviour';
import { forwardingFacts, type ForwardingFacts } from './forwardingFacts';

/** The extension whose forwarding is the point of the on-call nodes. */
export const ON_CALL = '999';
/** Numbers that the page offers to call; a big PBX has more than a list is good for. */
const MOST_NUMBERS = 40;

/** A live leg for the table of the page. */
export interface LegRow {
	leg: number;
	callid: number;
	/** DN, or the number of somebody outside. */
	who: string;
	name: string;
	status: LegStatus;
	with: { number: string; name: string };
	since: number;
	/** Rings at somebody who can take it off here. */
	canAnswer: boolean;
}

/** Where a call to a number goes now. */
export type Where = CallDestination & { dialled: string };

/** What every phone shows. */
export interface PhoneState {
	fqdn: string;
	version: string;
	isDown: boolean;
	/** Phones ring until somebody takes them off here, or answer by themselves. */
	byHand: boolean;
	/** Open event sockets of programs. */
	sockets: number;
	legs: LegRow[];
	onCall: ForwardingFacts | null;
	where: Where[];
	numbers: Array<{ number: string; name: string; type: string }>;
}

/** Looks at the PBX. */
export function phoneState(pbx: SimulatedPbx): PhoneState {
	const { world } = pbx;
	const dids = world.trunks.flatMap((trunk) => trunk.DidNumbers);
	const onCall = world.findUser(ON_CALL);
	return {
		fqdn: world.system.fqdn,
		version: pbx.version,
		isDown: pbx.isDown,
		byHand: world.behaviours[EVERYBODY]?.outcome === 'noanswer',
		sockets: pbx.sockets.count(),
		legs: legRows(pbx),
		onCall: onCall ? forwardingFacts(onCall) : null,
		where: [...(onCall ? [ON_CALL] : []), ...dids.slice(0, 5)].map((to) => whereTo(pbx, to, '')),
		numbers: [
			...world
				.dns()
				.flatMap(({ number, name, type }) => (isDialled(type) ? [{ number, name, type }] : [])),
			...dids.map((number) => ({ number, name: '', type: 'Did' })),
		].slice(0, MOST_NUMBERS),
	};
}

/** Where a call from outside goes; a direct number goes by the inbound rules. */
export function whereTo(pbx: SimulatedPbx, dialled: string, callerId: string): Where {
	try {
		const place = pbx.world.dn(dialled)
			? pbx.whereWouldACallGo(dialled, { from: 'outside', callerId })
			: pbx.whereWouldADidCallGo(dialled, { callerId });
		return { dialled, ...place };
	} catch (error) {
		// A world made by hand may have holes; the page has to live with them.
		const why = error instanceof Error ? error.message : String(error);
		return { dialled, kind: 'failed', number: dialled, path: [why] };
	}
}

function isDialled(type: string): boolean {
	return ['RoutePoint', 'Extension', 'Queue', 'RingGroup', 'IVR'].includes(type);
}

function legRows({ exchange, world }: SimulatedPbx): LegRow[] {
	const times = legTimes(exchange.truth.calls(), exchange.list().length);
	return exchange.list().flatMap((call) =>
		call.legs.map((leg) => {
			const { party, status } = leg.state;
			const dn = world.dn(leg.dn);
			return {
				leg: leg.id,
				callid: call.callid,
				who: leg.number || leg.dn,
				name: leg.number ? '' : (dn?.name ?? ''),
				status,
				with: { number: party.number || party.dn, name: party.name },
				since: times.get(leg.id) ?? call.startedAt,
				canAnswer: status === 'Ringing' && dn?.type !== 'RoutePoint',
			};
		}),
	);
}

/** When each live leg began or was answered. The newest records come first: only they are live. */
function legTimes(
	calls: ReturnType<SimulatedPbx['exchange']['truth']['calls']>,
	live: number,
): Map<number, number> {
	const times = new Map<number, number>();
	let missing = live;
	for (let i = calls.length - 1; i >= 0 && missing > 0; i--) {
		const call = calls[i];
		if (!call || call.endedAt !== null) continue;
		missing--;
		for (const leg of call.legs) times.set(leg.id, leg.answeredAt ?? leg.startedAt);
	}
	return times;
}
