import { otherLeg, stayingLegs, type Call } from '../calls/call';
import { isConnected, type Leg } from '../calls/leg';
import { empty, json, type Outcome } from '../http/reply';
import { displayName } from '../world/users';
import { numberOf, type Row } from '../world/values';
import type { World } from '../world/world';
import type { EntitySet, XapiContext } from './entitySet';

/** One row a call, with display texts instead of numbers (xapi.md §3.1). */
function callRow(call: Call, context: XapiContext): Row {
	const { world, clock } = context;
	const [caller] = call.legs;
	const callee = caller && (otherLeg(caller) ?? stayingLegs(call).find((leg) => leg !== caller));
	const time = (ms: number) => new Date(ms).toISOString();
	return {
		Id: call.callid,
		Caller: caller ? legText(caller, world) : call.from,
		Callee: callee ? legText(callee, world) : call.to,
		Status: callee && isConnected(callee) ? 'Talking' : 'Routing',
		EstablishedAt: call.answeredAt === null ? null : time(call.answeredAt),
		LastChangeStatus: time(call.changedAt),
		ServerNow: time(clock.now()),
	};
}

/** DN first, then the name ("Last, First"), for a trunk the outside number in brackets (seen). */
function legText({ dn, number }: Leg, world: World): string {
	const user = world.findUser(dn);
	const name = user ? displayName(user) : (world.dn(dn)?.name ?? '');
	return [dn, name, number && `(${number})`].filter(Boolean).join(' ');
}

/** Ends any call of the PBX, whoever's it is. */
function dropCall(context: XapiContext, _body: unknown, row: Row | null): Outcome {
	const { exchange, switches } = context;
	const success = switches.dropCallStatus === 200 ? json(200, {}) : empty(204);
	return {
		commit() {
			const call = row && exchange.call(numberOf(row, 'Id'));
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
	rows: (context) => context.exchange.list().map((call) => callRow(call, context)),
	entityActions: { 'Pbx.DropCall': dropCall },
};
