import { authenticate } from '../auth/gate';
import type { Core } from '../core';
import { empty, json, refusal, type Reply } from '../http/reply';
import { decode, type PbxRequest } from '../http/request';
import type { ApiClient } from '../world/clients';
import { dnObject } from './dnObject';

const ROOT = '/callcontrol';

/** The Call Control API, as far as a connection test needs it (pbx-simulator.md §4 and §5). */
export function callControl(request: PbxRequest, core: Core): Reply {
	const client = authenticate(request, core);
	if (!client) return refuse(core, 401, 'Unauthorized');
	if (!client.callControl || !client.licensed || !core.world.licensed) {
		return refuse(core, 403, 'Forbidden');
	}
	const [number, ...rest] = request.rawPath.slice(ROOT.length).split('/').filter(Boolean);
	if (number === undefined) {
		return request.method === 'GET' ? listDns(client, core) : refuse(core, 404, 'Not Found');
	}
	if (rest.length > 0) return refuse(core, 404, 'Not Found');
	if (request.method !== 'GET') return refuse(core, 405, 'Method Not Allowed');
	return oneDn(decode(number), client, core);
}

/** The own route point first, then the monitored DNs. */
function visibleDns(client: ApiClient): string[] {
	return [client.routePointDn, ...client.monitored.filter((dn) => dn !== client.routePointDn)];
}

function listDns(client: ApiClient, core: Core): Reply {
	const objects = visibleDns(client).flatMap((dn) => dnObject(dn, core.world) ?? []);
	return json(200, objects);
}

function oneDn(number: string, client: ApiClient, core: Core): Reply {
	if (!visibleDns(client).includes(number)) {
		return refuse(core, core.switches.foreignDn, 'The DN is not granted to this client');
	}
	const object = dnObject(number, core.world);
	return object ? json(200, object) : refuse(core, 404, 'Not Found');
}

function refuse(core: Core, status: number, text: string): Reply {
	// 401 is documented with a JSON content type; the other bodies are a guess (T15).
	const native =
		status === 401
			? empty(401, { 'content-type': 'application/json' })
			: json(status, {
					finalstatus: 'Failed',
					reason: text.replace(/ /g, ''),
					result: null,
					reasontext: text,
				});
	return refusal(core.switches, native, text);
}
