import { authenticate } from '../auth/gate';
import type { Core } from '../core';
import type { FaultAction } from '../faults';
import { json, type Outcome, type Reply } from '../http/reply';
import { decode, type PbxRequest } from '../http/request';
import type { ApiClient } from '../world/clients';
import type { ControlContext } from './context';
import { dnObject } from './dnObject';
import { makecall } from './makecall';
import { participants, participantsOf } from './participants';
import { refuse } from './result';
import type { ControlOutcome } from './stream';
import { maySee, visibleDns } from './visibility';

/** Path under which the API lives. */
export const CALL_CONTROL_ROOT = '/callcontrol';

/** The Call Control API (pbx-simulator.md §4 and §5). */
export function callControl(
	request: PbxRequest,
	core: Core,
	faults: readonly FaultAction[],
): ControlOutcome {
	const client = admit(request, core);
	return 'status' in client ? client : route(request.rawPath, { request, client, core, faults });
}

/** The gate: 401, then 403; also for the socket, before its 101 (pbx-simulator.md §4). */
export function admit(request: PbxRequest, core: Core): ApiClient | Reply {
	const client = authenticate(request, core);
	if (!client) return refuse(core, 401, 'Unauthorized');
	if (!client.callControl || !client.licensed || !core.world.licensed) {
		return refuse(core, 403, 'Forbidden');
	}
	return client;
}

/** Finds what a path means for a client that is known; also for requests over the socket. */
export function route(rawPath: string, context: ControlContext): ControlOutcome {
	const { core, client, request } = context;
	const [dn, what, ...rest] = rawPath
		.slice(CALL_CONTROL_ROOT.length)
		.split('/')
		.filter(Boolean)
		.map(decode);
	if (dn === undefined) {
		return request.method === 'GET' ? listDns(context) : refuse(core, 404, 'Not Found');
	}
	if (!maySee(client, dn)) {
		return refuse(core, core.switches.foreignDn, 'The DN is not granted to this client');
	}
	switch (what) {
		case undefined:
			return request.method === 'GET'
				? oneDn(dn, context)
				: refuse(core, 405, 'Method Not Allowed');
		case 'participants':
			return participants(dn, rest, context);
		case 'devices':
			return devices(dn, rest, context);
		case 'makecall':
			return rest.length === 0 && request.method === 'POST'
				? makecall(dn, callingDevices(dn, core), context)
				: refuse(core, 404, 'Not Found');
		default:
			return refuse(core, 404, 'Not Found');
	}
}

function listDns(context: ControlContext): Reply {
	const { client, core } = context;
	const objects = visibleDns(client).flatMap(
		(dn) => dnObject(dn, core.world, participantsOf(dn, context)) ?? [],
	);
	return json(200, objects);
}

function oneDn(dn: string, context: ControlContext): Reply {
	const object = dnObject(dn, context.core.world, participantsOf(dn, context));
	return object ? json(200, object) : refuse(context.core, 404, 'Not Found');
}

/** `/callcontrol/{dn}/devices/…`; a device id that is gone gives 404 (seen). */
function devices(dn: string, rest: string[], context: ControlContext): Outcome {
	const { core, request } = context;
	const all = dnObject(dn, core.world, [])?.devices;
	const [id, verb, ...more] = rest;
	if (!all || more.length > 0) return refuse(core, 404, 'Not Found');
	if (id === undefined) {
		return request.method === 'GET' ? json(200, all) : refuse(core, 404, 'Not Found');
	}
	const device = all.find((one) => one.device_id === id);
	if (!device) return refuse(core, 404, 'Not Found');
	if (verb === undefined && request.method === 'GET') return json(200, device);
	if (verb !== 'makecall' || request.method !== 'POST') return refuse(core, 404, 'Not Found');
	const calling = callingDevices(dn, core).filter((one) => one.device_id === id);
	return makecall(dn, calling, context);
}

function callingDevices(dn: string, { world }: Core) {
	const direct = world.findUser(dn)?.devices ?? [];
	return (dnObject(dn, world, [])?.devices ?? []).map(({ device_id }) => ({
		device_id,
		directControl: direct.some((one) => one.deviceId === device_id && one.directControl),
	}));
}
