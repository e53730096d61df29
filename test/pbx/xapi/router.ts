import { authenticate } from '../auth/gate';
import { isAllowed } from '../auth/roles';
import type { Core } from '../core';
import { empty, isWrite, refusal, type Outcome, type Reply } from '../http/reply';
import type { PbxRequest } from '../http/request';
import { notFound, XapiFailure } from '../odata/errors';
import { segments } from '../odata/segments';
import { readHost, type HostRequest } from './dispatch';
import type { XapiContext } from './entitySet';
import { RESOURCES } from './resources';

/** Path under which the API lives. */
export const XAPI_ROOT = '/xapi/v1';

/** The Configuration API: gate, then the resource; every failure becomes an OData error. */
export function xapi(request: PbxRequest, core: Core): Outcome {
	try {
		return withVersion(handle(request, core), core.version);
	} catch (error) {
		if (error instanceof XapiFailure) return withVersion(error.toReply(), core.version);
		throw error;
	}
}

function handle(request: PbxRequest, core: Core): Outcome {
	const client = authenticate(request, core);
	if (!client) return refuse(core, 401, 'Unauthorized');
	if (!client.xapi || !client.licensed || !core.world.licensed)
		return refuse(core, 403, 'Forbidden');

	const parts = segments(request.rawPath.slice(XAPI_ROOT.length));
	const [first, ...rest] = parts ?? [];
	if (!first) throw notFound();
	// Names compare without case, as ASP.NET does: one project calls `/customPrompts` (§3.12).
	const name = Object.keys(RESOURCES).find(
		(candidate) => candidate.toLowerCase() === first.name.toLowerCase(),
	);
	// The role is asked before the path: "users" gets 403 on everything (xapi.md §1.3).
	const wanted = { name: name ?? first.name, write: request.method !== 'GET' };
	if (!isAllowed(client, wanted, core.switches)) return refuse(core, 403, 'Forbidden');
	const resource = name === undefined ? undefined : RESOURCES[name];
	if (!resource || name === undefined) throw notFound();

	const context = {
		client,
		base: `${request.origin}${XAPI_ROOT}`,
		world: core.world,
		switches: core.switches,
		clock: core.clock,
		tokens: core.tokens,
		exchange: core.exchange,
		records: core.records,
		rawPath: request.rawPath,
		version: core.version,
	};
	const host: HostRequest = { request, context, name, first, rest };
	return audited(readHost(resource, host), context, request);
}

/** Every change of a client is written into the audit log. */
function audited(outcome: Outcome, context: XapiContext, request: PbxRequest): Outcome {
	if (!isWrite(outcome)) return outcome;
	const { commit, accepted } = outcome;
	return {
		accepted,
		commit: async () => {
			const reply = await commit();
			const action = { POST: 1, PATCH: 2, DELETE: 3 }[request.method] ?? 0;
			const path = request.path.slice(XAPI_ROOT.length + 1);
			context.records.addAudit(context.client.clientId, action, path, request.body);
			return reply;
		},
	};
}

/** 401 and 403 of the XAPI have an empty body (xapi.md §1.4, seen). */
function refuse(core: Core, status: number, text: string): Reply {
	return refusal(core.switches, empty(status), text);
}

/** Every reply of the XAPI tells the build (xapi.md §1.3). */
function withVersion(outcome: Outcome, version: string): Outcome {
	if (isWrite(outcome)) {
		const { commit, accepted } = outcome;
		return {
			commit: async () => versioned(await commit(), version),
			accepted: versioned(accepted, version),
		};
	}
	return versioned(outcome, version);
}

function versioned(reply: Reply, version: string): Reply {
	return {
		...reply,
		headers: { ...reply.headers, 'X-3CX-Version': version, 'OData-Version': '4.0' },
	};
}
