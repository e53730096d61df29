import type { Core } from '../core';
import type { PbxRequest } from '../http/request';
import type { ApiClient } from '../world/clients';
import type { TokenRecord } from './tokens';

/** The bearer token of a request, whatever it is worth. */
export function bearerToken(request: Pick<PbxRequest, 'headers'>): string | null {
	return /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** What the PBX knows of the token of a request. */
export function tokenOf(request: PbxRequest, core: Core): TokenRecord | undefined {
	const token = bearerToken(request);
	return token === null ? undefined : core.tokens.find(token);
}

/** The client behind a request, or null when its token opens nothing: none, unknown, old, expired. */
export function authenticate(request: PbxRequest, core: Core): ApiClient | null {
	const token = bearerToken(request);
	const record = token === null ? undefined : core.tokens.live(token);
	return (record && core.world.client(record.clientId)) ?? null;
}
