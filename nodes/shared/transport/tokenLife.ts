/** An access token and the instant from which it must not be used any more (ms since 1970). */
export interface AccessToken {
	value: string;
	expiresAt: number;
}

/** Tokens are renewed this long before they end, so that none dies on its way. */
const EARLY_MS = 10_000;
/** What is believed when neither the token nor the reply tells a life: the shortest one ever seen (xapi.md §1.1). */
const UNKNOWN_LIFE_MS = 60_000;

/**
 * When a token has to be renewed.
 *
 * The JWT's own claims are believed first: `expires_in` meant minutes before 20.0.9 and means seconds since
 * (xapi.md §1.1). The life is taken from `exp − iat` where both are there, so a PBX whose clock is wrong
 * does not make every token look dead. Without claims `expires_in` counts as seconds; too early costs one
 * renewal, too late costs a 401 that is repaired.
 */
export function tokenExpiry(token: string, expiresIn: unknown, now: number): number {
	const claims = readClaims(token);
	const life =
		lifeFromClaims(claims, now) ??
		(typeof expiresIn === 'number' && expiresIn > 0 ? expiresIn * 1000 : UNKNOWN_LIFE_MS);
	return now + Math.max(life - EARLY_MS, life / 2);
}

interface Claims {
	exp?: number;
	iat?: number;
}

function lifeFromClaims(claims: Claims | undefined, now: number): number | undefined {
	if (claims?.exp === undefined) return undefined;
	const life = claims.exp * 1000 - (claims.iat === undefined ? now : claims.iat * 1000);
	return life > 0 ? life : undefined;
}

/** Reads the claims without checking the signature: the PBX is the one who judges the token. */
function readClaims(token: string): Claims | undefined {
	const payload = token.split('.')[1];
	if (payload === undefined) return undefined;
	try {
		const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
		if (typeof claims !== 'object' || claims === null) return undefined;
		return { exp: numberIn(claims, 'exp'), iat: numberIn(claims, 'iat') };
	} catch {
		// Not a JWT: its life is then told by expires_in or found out by a 401.
		return undefined;
	}
}

function numberIn(object: object, key: 'exp' | 'iat'): number | undefined {
	const value: unknown = Reflect.get(object, key);
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
