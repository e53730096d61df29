import type { RequestListener } from 'node:http';
import { AuthError } from '../../../../nodes/shared/transport';
import { failureOf, FOR_EVER, httpTo } from './bench';
import { replies, serve } from './testServer';

/** A PBX that takes these tokens only. */
function accepting(...tokens: string[]): RequestListener {
	return (request, response) => {
		const good = tokens.some((token) => request.headers.authorization === `Bearer ${token}`);
		response.writeHead(good ? 200 : 401, { 'content-type': 'application/json' });
		response.end(good ? '{"ok":true}' : '');
	};
}

const GET = { method: 'GET', path: '/xapi/v1/Defs' } as const;

describe('a request whose token is refused', () => {
	it('is sent again with a new one', async () => {
		const server = await serve(accepting('token-2'));
		const { http, tokens } = httpTo(server.origin);

		expect((await http.request(GET)).body).toEqual({ ok: true });
		expect(server.seen.map(({ authorization }) => authorization)).toEqual([
			'Bearer token-1',
			'Bearer token-2',
		]);
		expect(tokens.renewals).toBe(2);
	});

	it('is sent again though it is a write: a 401 says that nothing was done', async () => {
		const server = await serve(accepting('token-2'));
		const { http } = httpTo(server.origin);

		await http.request({ method: 'POST', path: '/x', body: { a: 1 }, repeatable: false });

		expect(server.seen.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}']);
	});

	it('uses the token that another process stored, and mints none', async () => {
		const server = await serve(accepting('theirs'));
		const { http, tokens } = httpTo(server.origin);
		tokens.shared = { value: 'old', expiresAt: FOR_EVER };
		await failureOf(http.request(GET));
		tokens.renewals = 0;
		tokens.shared = { value: 'theirs', expiresAt: FOR_EVER };

		expect((await http.request(GET)).status).toBe(200);
		expect(tokens.renewals).toBe(0);
	});

	it('is given up after four tries, with a cause that can be mended', async () => {
		const server = await serve(replies({ status: 401 }));
		const { http, tokens } = httpTo(server.origin);

		const error = await failureOf(http.request(GET));

		expect(error).toBeInstanceOf(AuthError);
		expect(error).toMatchObject({
			message: '3CX refused the access token 4 times',
			hint: expect.stringContaining('Another program seems to use the same API client') as string,
		});
		expect(server.seen).toHaveLength(4);
		expect(tokens.renewals).toBe(4);
	});

	it('shares the new token with those who were refused beside it', async () => {
		const server = await serve(accepting('token-2'));
		const { http, tokens } = httpTo(server.origin);

		await Promise.all(Array.from({ length: 50 }, () => http.request(GET)));

		expect(tokens.renewals).toBe(2);
	});

	it('is not repeated when the login itself is refused', async () => {
		const server = await serve(replies({}));
		const { http, tokens, clock } = httpTo(server.origin);
		tokens.next = () => {
			throw new AuthError('3CX refused "Client ID" or "Client Secret"');
		};

		expect(await failureOf(http.request(GET))).toBeInstanceOf(AuthError);
		expect(tokens.renewals).toBe(1);
		expect(clock.sleeps).toEqual([]);
		expect(server.seen).toEqual([]);
	});
});
