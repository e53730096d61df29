import { HttpError, ProtocolError } from '../../../../nodes/shared/transport';
import { failureOf, httpTo } from './bench';
import { replies, serve } from './testServer';

const GET = { method: 'GET', path: '/xapi/v1/Users?$select=Id' } as const;
const PATCH = { method: 'PATCH', path: '/xapi/v1/Users(1)', body: { Mobile: '1' } } as const;

describe('a request to the PBX', () => {
	it('carries token, path and body, and brings the parsed reply', async () => {
		const server = await serve(
			replies({ body: { value: [1] }, headers: { 'X-3CX-Version': '20' } }),
		);
		const { http } = httpTo(server.origin);

		const reply = await http.request(GET);
		await http.request(PATCH);

		expect(reply).toMatchObject({ status: 200, body: { value: [1] } });
		expect(reply.header('x-3cx-VERSION')).toBe('20');
		expect(server.seen).toMatchObject([
			{ method: 'GET', url: GET.path, authorization: 'Bearer token-1', body: '' },
			{ method: 'PATCH', url: PATCH.path, type: 'application/json', body: '{"Mobile":"1"}' },
		]);
	});

	it('takes an empty 204 as done', async () => {
		const server = await serve(replies({ status: 204, body: '' }));
		expect(await httpTo(server.origin).http.request(PATCH)).toMatchObject({
			status: 204,
			body: undefined,
		});
	});

	it.each([408, 429, 500, 502, 503, 504])('a GET is repeated after %d', async (status) => {
		const server = await serve(replies({ status }, { status }, { body: { ok: 1 } }));
		const { http, clock } = httpTo(server.origin);

		expect((await http.request(GET)).body).toEqual({ ok: 1 });
		expect(clock.sleeps).toEqual([500, 1_000]);
	});

	it('a GET is repeated after the connection was cut', async () => {
		const server = await serve(replies('reset', { body: { ok: 1 } }));
		expect((await httpTo(server.origin).http.request(GET)).body).toEqual({ ok: 1 });
	});

	it.each([
		['HTML of a proxy', '<html>Sign in</html>'],
		['JSON cut in the middle', '{"value":[{"Id":1'],
	])('a GET is repeated after %s', async (_what, body) => {
		const server = await serve(replies({ body }, { body: { ok: 1 } }));
		expect((await httpTo(server.origin).http.request(GET)).body).toEqual({ ok: 1 });
	});

	it('HTML again and again is a failure with a cause', async () => {
		const server = await serve(replies({ body: '<html>Sign in</html>' }));
		const error = await failureOf(httpTo(server.origin).http.request(GET));

		expect(error).toBeInstanceOf(ProtocolError);
		expect(error).toMatchObject({ hint: expect.stringContaining('proxy') as string });
		expect(server.seen).toHaveLength(4);
	});

	it.each([400, 403, 404, 405, 409])('nothing is repeated after %d', async (status) => {
		const body = { error: { code: '', message: 'no' } };
		const server = await serve(replies({ status, body }));
		const error = await failureOf(httpTo(server.origin).http.request(GET));

		expect(error).toBeInstanceOf(HttpError);
		expect(error).toMatchObject({ status, retryable: false });
		expect(error instanceof HttpError && error.body).toEqual(body);
		expect(server.seen).toHaveLength(1);
	});

	it.each(['PATCH', 'POST', 'DELETE'] as const)(
		'%s is sent once, whatever comes back',
		async (method) => {
			const server = await serve(replies('reset'));
			const { http } = httpTo(server.origin);
			await failureOf(http.request({ method, path: '/x' }));
			expect(server.seen).toHaveLength(1);
		},
	);

	it('a write is repeated when the caller says that it does no harm', async () => {
		const server = await serve(replies('reset', { status: 503 }, { status: 204, body: '' }));
		const { http } = httpTo(server.origin);
		expect((await http.request({ ...PATCH, repeatable: true })).status).toBe(204);
		expect(server.seen.map(({ body }) => body)).toEqual(Array(3).fill('{"Mobile":"1"}'));
	});

	it('a GET is not repeated when the caller forbids it', async () => {
		const server = await serve(replies({ status: 503 }));
		await failureOf(httpTo(server.origin).http.request({ ...GET, repeatable: false }));
		expect(server.seen).toHaveLength(1);
	});

	it.each([0, 1, 3])('is repeated %d times at most', async (retryAttempts) => {
		const server = await serve(replies({ status: 503 }));
		const { http } = httpTo(server.origin, { options: { retryAttempts } });
		expect(await failureOf(http.request(GET))).toMatchObject({ status: 503 });
		expect(server.seen).toHaveLength(retryAttempts + 1);
	});

	it('waits as long as Retry-After asks', async () => {
		const server = await serve(replies({ status: 429, headers: { 'Retry-After': '7' } }, {}));
		const { http, clock } = httpTo(server.origin);
		await http.request(GET);
		expect(clock.sleeps).toEqual([7_000]);
	});

	it('does not wait for a repetition that could not end in time', async () => {
		const server = await serve(replies({ status: 503, headers: { 'Retry-After': '3600' } }));
		const { http, clock } = httpTo(server.origin);
		expect(await failureOf(http.request(GET))).toMatchObject({ status: 503 });
		expect(clock.sleeps).toEqual([]);
		expect(server.seen).toHaveLength(1);
	});

	it('all tries together stay within the time of one operation', async () => {
		const server = await serve(replies({ status: 503 }));
		const { http, clock } = httpTo(server.origin, {
			options: { retryAttempts: 10, timeoutMs: 4_000 },
		});
		await failureOf(http.request(GET));
		expect(clock.sleeps).toEqual([500, 1_000, 2_000]);
		expect(server.seen).toHaveLength(4);
	});
});
