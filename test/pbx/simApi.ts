import type { IncomingMessage, ServerResponse } from 'node:http';

import { isVirtual } from './clock';
import type { FaultAction, FaultSpec } from './faults';
import { isLoopback } from './http/loopback';
import { empty, json, type Reply } from './http/reply';
import { parseJson, type PbxRequest } from './http/request';
import { XapiFailure } from './odata/errors';
import type { SimulatedPbx } from './pbx';
import { parseSwitch } from './switches';
import { behaviourOf } from './world/behaviour';
import { asRow, isRow, textOf, type Row } from './world/values';
import { simCalls } from './simCalls';
import { isMediaVerb, simMedia } from './simMedia';
import { isRecordsVerb, simRecords } from './simRecords';
import { simSockets } from './simSockets';
import { changeUserByHand } from './simUser';

/** Path of the test surface: no login, loopback only (pbx-simulator.md §1). */
export const SIM_ROOT = '/__sim';

/** Faults that a text can order; `run` needs a function. */
const FAULT_KINDS: ReadonlyArray<FaultAction['kind']> = [
	'status',
	'delay',
	'hang',
	'resetBefore',
	'resetAfter',
	'truncate',
	'garbage',
	'acceptButIgnore',
	'errorAfterWrite',
	'tokenSuperseded',
	'tokenExpire',
	'deleteUser',
	'recreateUser',
	'participantGone',
	'staleGet',
	'farLeg403',
	'notDirectControl',
	'deviceRebind',
	'callEndsWhileOffline',
	'licenceLost',
	'pbxRestart',
	'streamDrop',
	'streamStall',
	'stream424',
];

/** Answers a request to the test surface. */
export async function simApi(
	pbx: SimulatedPbx,
	request: PbxRequest,
	incoming: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const reply = isLoopback(incoming.socket.remoteAddress) ? await answer(pbx, request) : empty(403);
	// A new connection for what follows: a restart must not find this one open.
	response.writeHead(reply.status, { ...reply.headers, connection: 'close' });
	response.end(reply.bytes ?? reply.body);
}

async function answer(pbx: SimulatedPbx, request: PbxRequest): Promise<Reply> {
	try {
		return await handle(pbx, request);
	} catch (error) {
		if (error instanceof XapiFailure) return error.toReply();
		return json(400, { message: error instanceof Error ? error.message : String(error) });
	}
}

async function handle(pbx: SimulatedPbx, request: PbxRequest): Promise<Reply> {
	const [what = '', argument = ''] = request.path.slice(SIM_ROOT.length + 1).split('/');
	if (what === 'call') return simCalls(pbx, request.method, argument, request.body);
	if (isMediaVerb(what)) return simMedia(pbx, request);
	if (isRecordsVerb(what)) return simRecords(pbx, request);
	if (what === 'ws') return simSockets(pbx, request.method, argument, request.body);
	const query = new Map(request.query);
	const body = parseJson(request.body);
	const fields: Row = isRow(body) ? body : {};
	switch (`${request.method} ${what}`) {
		case 'GET world':
			return json(200, pbx.world);
		case 'POST users':
			return json(200, changeUserByHand(pbx, argument, fields));
		case 'POST behaviour':
			pbx.world.behaviours[argument] = { ...pbx.world.behaviours[argument], ...fields };
			return json(200, behaviourOf(pbx.world, argument));
		case 'POST rebind':
			pbx.world.rebindDevices(argument);
			return json(200, pbx.world.user(argument).devices);
		case 'GET switches':
			return json(200, pbx.switches);
		case 'POST switches':
			for (const [name, value] of Object.entries(fields)) {
				Object.assign(pbx.switches, parseSwitch(name, value));
			}
			return json(200, pbx.switches);
		case 'GET clock':
			return clockReply(pbx);
		case 'POST clock':
			if (!isVirtual(pbx.clock)) throw new Error('The clock is real and cannot be moved');
			await pbx.clock.advance(Number(query.get('ms') ?? 0));
			return clockReply(pbx);
		case 'GET journal':
			return json(200, pbx.journal.requests({ path: query.get('path') }));
		case 'GET frames':
			return json(200, pbx.journal.frames());
		case 'DELETE journal':
			pbx.journal.clear();
			return empty(204);
		case 'GET fault':
			return json(200, pbx.faults.list());
		case 'POST fault':
			pbx.faults.add(faultFrom(fields));
			return json(200, pbx.faults.list());
		case 'DELETE fault':
			pbx.faults.clear();
			return empty(204);
		case 'GET where':
			return json(
				200,
				pbx.whereWouldACallGo(argument, {
					from: query.get('from') === 'inside' ? 'inside' : 'outside',
					callerId: query.get('callerId'),
				}),
			);
		case 'GET where-did':
			return json(200, pbx.whereWouldADidCallGo(argument, { callerId: query.get('callerId') }));
		case 'POST restart':
			// After the reply, or this very connection would be cut.
			setImmediate(() => void pbx.restart(Number(query.get('downMs') ?? 0)));
			return empty(202);
		case 'POST down':
		case 'POST up':
			pbx.setDown(what === 'down');
			return empty(204);
		case 'POST token':
			if (argument !== 'foreign') break;
			return foreignToken(pbx, query.get('client'));
	}
	return json(404, { message: `The test surface has no ${request.method} ${request.path}` });
}

/** What another program gets that uses the same client; ours is dead then. */
function foreignToken(pbx: SimulatedPbx, client: string | undefined): Reply {
	const clientId = client ?? pbx.world.clients[0]?.clientId ?? '';
	return json(200, { clientId, token: pbx.mintForeignToken(clientId) });
}

function clockReply({ clock }: SimulatedPbx): Reply {
	const now = clock.now();
	return json(200, { now, iso: new Date(now).toISOString(), virtual: isVirtual(clock) });
}

function faultFrom(fields: Row): FaultSpec {
	const action = isRow(fields.action) ? fields.action : { kind: fields.action };
	const kind = FAULT_KINDS.find((known) => known === action.kind);
	if (!kind) throw new Error(`There are these faults: ${FAULT_KINDS.join(', ')}`);
	const match = isRow(fields.match) ? asRow(fields.match) : {};
	const path = textOf(match, 'path');
	return {
		action: { ...action, kind } as FaultAction,
		match: {
			...(match as FaultSpec['match']),
			path:
				path.startsWith('/') && path.endsWith('/')
					? new RegExp(path.slice(1, -1))
					: match.path
						? path
						: undefined,
		},
		times: typeof fields.times === 'number' ? fields.times : undefined,
	};
}
