import { DEFAULT_SECRET, virtualClock } from '../../pbx';
import { Client, login, requestToken, send, start } from './client';

function claims(token: unknown): Record<string, unknown> {
	const payload = String(token).split('.')[1] ?? '';
	return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
}

describe('POST /connect/token', () => {
	it('hands out a JWT with the claims seen in real ones', async () => {
		const pbx = await start({ clock: virtualClock(1_700_000_000_000) });
		const { status, json } = await requestToken(pbx);

		expect(status).toBe(200);
		expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3600, refresh_token: null });
		expect(String(json.access_token).split('.')).toHaveLength(3);
		expect(claims(json.access_token)).toMatchObject({
			sub: '800',
			unique_name: '800',
			aud: '/api',
			iat: 1_700_000_000,
			exp: 1_700_003_600,
			role: ['App', 'system_owners', 'Reports', 'CallFlowApp'],
		});
	});

	it('takes multipart form data as the official code sends it', async () => {
		const pbx = await start();
		const body = new FormData();
		body.set('client_id', '800');
		body.set('client_secret', DEFAULT_SECRET);
		body.set('grant_type', 'client_credentials');
		expect((await send(`${pbx.url}/connect/token`, { method: 'POST', body })).status).toBe(200);
	});

	it.each([401, 400] as const)('refuses a wrong secret with %d as switched', async (status) => {
		const pbx = await start({ switches: { invalidClientStatus: status } });
		const answer = await requestToken(pbx, { client_secret: 'wrong' });
		expect(answer.status).toBe(status);
		expect(answer.json).toEqual({ error: 'invalid_client' });
		expect((await requestToken(pbx, { client_id: 'nobody' })).status).toBe(status);
	});

	it('refuses another grant, a JSON body and another method', async () => {
		const pbx = await start();
		const grant = await requestToken(pbx, { grant_type: 'password' });
		expect(grant.status).toBe(400);
		expect(grant.json).toEqual({ error: 'unsupported_grant_type' });
		const headers = { 'content-type': 'application/json' };
		expect((await requestToken(pbx, {}, { body: '{}', headers })).status).toBe(400);
		expect((await send(`${pbx.url}/connect/token`)).status).toBe(405);
	});

	it.each([
		['20.0.8.1109', 60],
		['20.0.9.0', 3600],
		['20.0.10.1', 3600],
	])('gives expires_in of build %s as %d', async (version, expected) => {
		const pbx = await start({ version });
		expect((await requestToken(pbx)).json.expires_in).toBe(expected);
	});

	it('can break the rule for expires_in', async () => {
		const pbx = await start({ switches: { expiresIn: 'minutes' }, tokenTtlSeconds: 600 });
		expect((await requestToken(pbx)).json.expires_in).toBe(10);
	});
});

describe('life of a token', () => {
	it('ends when the client gets a newer one', async () => {
		const pbx = await start();
		const first = await login(pbx);
		const second = await login(pbx);
		expect(second.token).not.toBe(first.token);
		expect((await first.xapi('Defs')).status).toBe(401);
		expect((await second.xapi('Defs')).status).toBe(200);
	});

	it('goes on beside a newer one when tokens are shared', async () => {
		const pbx = await start({ switches: { tokens: 'shared' } });
		const first = await login(pbx);
		await login(pbx);
		expect((await first.xapi('Defs')).status).toBe(200);
	});

	it('is not touched by another client', async () => {
		const pbx = await start();
		const first = await login(pbx);
		await login(pbx, 'admin');
		expect((await first.xapi('Defs')).status).toBe(200);
	});

	it('ends by time of the clock', async () => {
		const clock = virtualClock(0);
		const pbx = await start({ clock, tokenTtlSeconds: 30 });
		const client = await login(pbx);
		await clock.advance(29_999);
		expect((await client.xapi('Defs')).status).toBe(200);
		await clock.advance(1);
		expect((await client.xapi('Defs')).status).toBe(401);
	});

	it('ends when another program mints for the same client', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const foreign = new Client(pbx, pbx.mintForeignToken('800'));
		expect((await client.xapi('Defs')).status).toBe(401);
		expect((await foreign.xapi('Defs')).status).toBe(200);
	});
});
