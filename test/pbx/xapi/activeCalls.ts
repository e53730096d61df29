import { otherLeg, stayingLegs, type Call } from '../calls/call';
import { isConnected, type Leg } from '../calls/leg';
import { empty, json, type Outcome } from '../http/reply';
import { noSuchEntity, warning } from '../odata/errors';
import { displayName } from '../world/users';
import { numberOf, type Row, type Value } from '../world/values';
import type { World } from '../world/world';
import type { EntitySet, XapiContext } from './entitySet';

/** Distance of the Ids to the call numbers, where they are not the same (switch `activeCallIds`). */
const ID_DISTANCE = 4000;

/** What "no time" looks like where it is not null (xapi.md §2.5). */
const YEAR_ONE = '0001-01-01T00:00:00Z';

/** Words for the states of a call, as seen and as programs expect them (xapi.md §3.1). */
const WORDS = {
	seen: {
		initiating: 'Initiating',
		routing: 'Routing',
		rerouting: 'Rerouting',
		talking: 'Talking',
		transferring: 'Transferring',
	},
	expected: {
		initiating: 'Dialing',
		routing: 'Ringing',
		rerouting: 'Ringing',
		talking: 'Connected',
		transferring: 'Transferring',
	},
} as const;

type State = keyof (typeof WORDS)['seen'];

interface Shown {
	callee: string;
	state: State;
	/** Since when it is up, as the PBX sees it: a queue answers at once. */
	establishedAt: number | null;
}

/** One row a call, with display texts instead of numbers (xapi.md §3.1). */
function callRows(call: Call, context: XapiContext): Row[] {
	const { switches, clock } = context;
	const time = (ms: number) => new Date(ms).toISOString();
	return shownParts(call, context).map(({ callee, state, establishedAt }) => ({
		Id: call.callid + (switches.activeCallIds === 'separate' ? ID_DISTANCE : 0),
		Caller: callerText(call, context),
		Callee: callee,
		Status: WORDS[switches.activeCallWords][state],
		EstablishedAt: establishedAt === null ? noTime(context) : time(establishedAt),
		LastChangeStatus: time(call.changedAt),
		ServerNow: time(clock.now()),
	}));
}

function noTime({ switches }: XapiContext): Value {
	if (switches.unansweredEstablishedAt === 'year1') return YEAR_ONE;
	// A key with `undefined` is left out.
	return switches.unansweredEstablishedAt === 'absent' ? undefined : null;
}

/** `MakeCall` until the first leg of a makecall answers (seen). */
function callerText(call: Call, { world }: XapiContext): string {
	const [first] = call.legs;
	if (!first) return call.from;
	const isBeingMade = call.dialledBy !== '' && call.answeredAt === null;
	return isBeingMade ? 'MakeCall' : legText(first, world);
}

/** Callee and state; one entry unless each ringing phone has a row of its own. */
function shownParts(call: Call, context: XapiContext): Shown[] {
	const { world, switches, exchange } = context;
	const [caller] = call.legs;
	const ringing = call.legs.filter((leg) => leg !== caller && leg.state.status === 'Ringing');
	const each = switches.ringAllRows === 'each' ? ringing : ringing.slice(0, 1);
	const wait = exchange.truth.waitOf(call);
	if (wait) {
		const establishedAt = wait.startedAt;
		if (switches.queueCallee === 'ringingAgent' && ringing.length > 0) {
			return each.map((leg) => ({ callee: legText(leg, world), state: 'routing', establishedAt }));
		}
		return [{ callee: dnText(wait.queue, world), state: 'talking', establishedAt }];
	}
	const establishedAt = call.answeredAt;
	const other = caller && (otherLeg(caller) ?? stayingLegs(call).find((leg) => leg !== caller));
	if (other && isConnected(other)) {
		const state = ringing.length > 0 ? 'transferring' : 'talking';
		return [{ callee: calleeText(other, context), state, establishedAt }];
	}
	if (each.length > 0) {
		return each.map((leg) => ({
			callee: legText(leg, world),
			state: ringingState(call, leg),
			establishedAt,
		}));
	}
	const isInside = caller?.number === '';
	return [
		{ callee: dnText(call.to, world), state: isInside ? 'initiating' : 'routing', establishedAt },
	];
}

function ringingState(call: Call, leg: Leg): State {
	if (call.answeredAt !== null) return 'transferring';
	return leg.state.referredBy.dn === '' ? 'routing' : 'rerouting';
}

/** A parked call shows its place: the slot, or a code (both seen). */
function calleeText(leg: Leg, { world, switches }: XapiContext): string {
	const isParked = world.dn(leg.dn)?.type === 'Parking';
	if (isParked && switches.parkedCallee === 'code') return `*88${leg.dn.replace(/\D/g, '')}`;
	return legText(leg, world);
}

/** DN first, then the name ("Last, First"), for a trunk the outside number in brackets (seen). */
function legText({ dn, number }: Leg, world: World): string {
	return [dnText(dn, world), number && `(${number})`].filter(Boolean).join(' ');
}

function dnText(dn: string, world: World): string {
	const user = world.findUser(dn);
	const name = user ? displayName(user) : (world.dn(dn)?.name ?? '');
	return [dn, name].filter(Boolean).join(' ');
}

/** Ends any call of the PBX, whoever's it is. */
function dropCall(context: XapiContext, _body: unknown, row: Row | null): Outcome {
	const { exchange, switches } = context;
	const success = switches.dropCallStatus === 200 ? json(200, {}) : empty(204);
	const distance = switches.activeCallIds === 'separate' ? ID_DISTANCE : 0;
	return {
		commit() {
			const call = row && exchange.call(numberOf(row, 'Id') - distance);
			if (call) exchange.end(call, 'dropped');
			return success;
		},
		accepted: success,
	};
}

/** All calls of the PBX; no GET by Id, but an action by it (xapi.md §3.1). */
export const ACTIVE_CALLS: EntitySet = {
	kind: 'set',
	type: 'ActiveCall',
	key: 'Id',
	isListOnly: true,
	unknownKey: ({ switches }) =>
		switches.dropUnknownCall === 400 ? warning('WARNINGS.XAPI.NOT_FOUND', 'Id') : noSuchEntity(),
	rows: (context) => context.exchange.list().flatMap((call) => callRows(call, context)),
	entityActions: { 'Pbx.DropCall': dropCall },
};
