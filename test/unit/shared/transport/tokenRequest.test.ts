import {
	AuthError,
	HttpError,
	ProtocolError,
	requestToken,
} from '../../../../nodes/shared/transport';
import { exchangeWith, everythingIn, failureOf } from './bench';
import { replies, serve, type Canned } from './testServer';

const LOGIN = { clientId: '800', clientSecret: 'geheim&+% ü' };
const NOW = Date.UTC(2026, 10, 22, 18);

async function ask(canned: Canned) {
	const server = await serve(replies(canned));
	const answer = requestToken(exchangeWith(server.origin), LOGIN, { timeoutMs: 2_000, now: NOW });
	return { server, answer };
}

describe('the request for a token', () => {
	it('sends the client credentials as a form, once', async () => {
		const { server, answer } = await ask({ body: { access_token: 'abc', expires_in: 60 } });

		expect(await answer).toEqual({ value: 'abc', expiresAt: NOW + 50_000 });
		expect(server.seen).toHaveLength(1);
		const [request] = server.seen;
		expect(request).toMatchObject({ method: 'POST', url: '/connect/token' });
		expect(request?.type).toContain('application/x-www-form-urlencoded');
		expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
			client_id: '800',
			client_secret: 'geheim&+% ü',
			grant_type: 'client_credentials',
		});
	});

	it.each([
		[400, { error: 'invalid_client' }, '(invalid_client)'],
		[401, { error: 'unauthorized', error_description: 'Unknown client' }, '(Unknown client)'],
		[401, '', ''],
		[403, '<html>no</html>', ''],
		[401, { error: { nested: true } }, ''],
		[401, { error: 'x'.repeat(200) }, ''],
	])('%d %j: the client is refused, and it is not tried again', async (status, body, word) => {
		const { server, answer } = await ask({ status, body });
		const error = await failureOf(answer);

		expect(error).toBeInstanceOf(AuthError);
		expect(error).toMatchObject({
			message: `3CX refused "Client ID" or "Client Secret"${word && ` ${word}`}`,
			retryable: false,
		});
		expect(server.seen).toHaveLength(1);
		expect(everythingIn(error)).not.toContain('geheim');
	});

	it('does not repeat a secret that the server repeats', async () => {
		const server = await serve(
			replies({ status: 401, body: { error: 'bad secret geheim-12345' } }),
		);
		const login = { clientId: '800', clientSecret: 'geheim-12345' };
		const error = await failureOf(
			requestToken(exchangeWith(server.origin), login, { timeoutMs: 2_000, now: NOW }),
		);
		expect(error).toBeInstanceOf(AuthError);
		expect(everythingIn(error)).not.toContain('geheim');
	});

	it.each([500, 503, 429])('%d: the PBX cannot at the moment', async (status) => {
		const { answer } = await ask({ status, body: 'Starting' });
		const error = await failureOf(answer);
		expect(error).toBeInstanceOf(HttpError);
		expect(error).toMatchObject({ status, retryable: true });
	});

	it.each([
		[404, '<html>nginx</html>'],
		[200, '<html>Router login</html>'],
		[200, {}],
		[200, { access_token: '' }],
		[200, { access_token: 42 }],
		[200, [1]],
		[204, ''],
	])('%d %j: what answers is no 3CX', async (status, body) => {
		const { answer } = await ask({ status, body });
		const error = await failureOf(answer);
		expect(error).toBeInstanceOf(ProtocolError);
		expect(error).toMatchObject({ message: expect.stringContaining('is not a 3CX V20') as string });
	});
});
