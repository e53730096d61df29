import { AuthError, HttpError, ProtocolError } from './errors';
import type { Exchange } from './exchange';
import { tokenExpiry, type AccessToken } from './tokenLife';

/** Who asks for a token. */
export interface ClientLogin {
	clientId: string;
	clientSecret: string;
}

const WHERE = 'Admin console > Integrations > API';

/**
 * Asks the PBX for an access token: `POST /connect/token`, client credentials as a form (xapi.md §1.1).
 * It is never repeated here: failed logins count for the PBX's blocklist (xapi.md §6.3), and each good one
 * kills the token before it.
 *
 * @throws AuthError when ID or secret are refused
 * @throws ProtocolError when what answers is no 3CX
 */
export async function requestToken(
	exchange: Exchange,
	login: ClientLogin,
	options: { timeoutMs: number; now: number; signal?: AbortSignal },
): Promise<AccessToken> {
	const reply = await exchange.send({
		method: 'POST',
		path: '/connect/token',
		body: new URLSearchParams({
			client_id: login.clientId,
			client_secret: login.clientSecret,
			grant_type: 'client_credentials',
		}),
		timeoutMs: options.timeoutMs,
		signal: options.signal,
	});
	if (reply.status === 400 || reply.status === 401 || reply.status === 403) {
		throw new AuthError(
			`3CX refused "Client ID" or "Client Secret"${reasonIn(reply.body, login)}`,
			{
				hint: `Compare both with ${WHERE}. The secret is shown once, when the client is made; a new one can be generated there. No blanks before or after.`,
			},
		);
	}
	if (reply.status >= 500 || reply.status === 429) {
		throw new HttpError(
			`3CX at ${exchange.origin} could not issue a token (status ${reply.status})`,
			reply.status,
			undefined,
			{ hint: 'Check that the PBX is up; it answers like this while it starts.' },
		);
	}
	const token = field(reply.body, 'access_token');
	if (reply.status >= 400 || typeof token !== 'string' || token === '') {
		throw new ProtocolError(`What answers at ${exchange.origin} is not a 3CX V20`, false, {
			hint: 'Check "Server URL" and its port. It is the address of the web client, for instance https://my-company.3cx.eu or https://pbx.example.com:5001.',
		});
	}
	return {
		value: token,
		expiresAt: tokenExpiry(token, field(reply.body, 'expires_in'), options.now),
	};
}

/** The PBX's own word, such as `invalid_client`; only a short plain one without the secret is passed on. */
function reasonIn(body: unknown, { clientSecret }: ClientLogin): string {
	const word = field(body, 'error_description') ?? field(body, 'error');
	if (typeof word !== 'string' || !/^[\w .,'-]{1,80}$/.test(word)) return '';
	return word.includes(clientSecret) ? '' : ` (${word})`;
}

function field(body: unknown, name: string): unknown {
	return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}
