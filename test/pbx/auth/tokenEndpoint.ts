import type { Core } from '../core';
import { formFields } from '../http/form';
import { empty, json, refusal, type Reply } from '../http/reply';
import type { PbxRequest } from '../http/request';
import { isAtLeast } from '../version';

/** `POST /connect/token` (xapi.md §1.1, pbx-simulator.md §3). */
export function tokenEndpoint(request: PbxRequest, core: Core): Reply {
	if (request.method !== 'POST') return empty(405, { allow: 'POST' });
	const fields = formFields(request);
	if (!fields) return refuse(core, 400, 'invalid_request');
	if (fields.grant_type !== 'client_credentials')
		return refuse(core, 400, 'unsupported_grant_type');

	const client = core.world.client(fields.client_id ?? '');
	if (!client || client.secret !== fields.client_secret) {
		return refuse(core, core.switches.invalidClientStatus, 'invalid_client');
	}
	const { token } = core.tokens.mint(client);
	const reply = json(200, {
		token_type: 'Bearer',
		expires_in: expiresIn(core),
		access_token: token,
		refresh_token: null,
	});
	reply.headers['cache-control'] = 'no-store';
	return reply;
}

/** Minutes before 20.0.9, seconds since (xapi.md §1.1). */
function expiresIn({ switches, version, tokens }: Core): number {
	const byVersion = isAtLeast(version, '20.0.9') ? 'seconds' : 'minutes';
	const unit = switches.expiresIn === 'byVersion' ? byVersion : switches.expiresIn;
	return unit === 'seconds' ? tokens.ttlSeconds : Math.max(1, Math.round(tokens.ttlSeconds / 60));
}

function refuse(core: Core, status: number, error: string): Reply {
	return refusal(core.switches, json(status, { error }), error);
}
