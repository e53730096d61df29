import { gzipSync } from 'node:zlib';
import { NetworkError, ProtocolError, type Outgoing } from '../../../../nodes/shared/transport';
import { exchangeWith, everythingIn, failureOf } from './bench';
import { deadOrigin, replies, serve } from './testServer';

const LIVE = 'eyJhbGciOiJFUzI1NiJ9.secret-token.sig';
const GET: Outgoing = {
	method: 'GET',
	path: '/xapi/v1/Defs',
	headers: { Authorization: `Bearer ${LIVE}` },
	timeoutMs: 2_000,
};

describe('what comes back', () => {
	it.each([
		['JSON', '{"a":1}', { a: 1 }],
		['JSON after a byte order mark', '\uFEFF{"a":1}', { a: 1 }],
		['HTML', '<html></html>', '<html></html>'],
		['half of a JSON', '{"a":', '{"a":'],
		['nothing', '', undefined],
	])('is read as it is: %s', async (_what, body, read) => {
		const server = await serve(replies({ body }));
		expect((await exchangeWith(server.origin).send(GET)).body).toEqual(read);
	});

	it('is unpacked', async () => {
		const server = await serve((_request, response) => {
			response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}'));
		});
		expect((await exchangeWith(server.origin).send(GET)).body).toEqual({ a: 1 });
	});

	it.each([301, 302, 303, 307, 308])('a redirect (%d) is not followed', async (status) => {
		const elsewhere = await serve(replies({}));
		const server = await serve(replies({ status, headers: { location: `${elsewhere.origin}/x` } }));

		const error = await failureOf(exchangeWith(server.origin).send(GET));

		expect(error).toBeInstanceOf(ProtocolError);
		expect(error).toMatchObject({
			retryable: false,
			hint: expect.stringContaining('Server URL') as string,
		});
		expect(elsewhere.seen).toEqual([]);
	});

	it('is refused when it is huge', async () => {
		const chunk = Buffer.alloc(1024 * 1024, ' ');
		const server = await serve((_request, response) => {
			const more = () => {
				if (!response.destroyed) response.write(chunk, more);
			};
			more();
		});
		const error = await failureOf(exchangeWith(server.origin).send({ ...GET, timeoutMs: 10_000 }));
		expect(error).toBeInstanceOf(ProtocolError);
		expect(error).toMatchObject({ message: expect.stringContaining('too large') as string });
	});

	it('is refused when it unpacks to something huge', async () => {
		const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024));
		const server = await serve((_request, response) => {
			response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
		});
		const error = await failureOf(exchangeWith(server.origin).send({ ...GET, timeoutMs: 10_000 }));
		expect(error).toBeInstanceOf(ProtocolError);
	});

	it('is refused when the connection ends before it is whole', async () => {
		const server = await serve((request, response) => {
			response.writeHead(200, { 'content-length': '100' });
			response.write('{"a":', () => request.socket.destroy());
		});
		const error = await failureOf(exchangeWith(server.origin).send(GET));
		expect(error).toMatchObject({ retryable: true });
		expect([NetworkError, ProtocolError]).toContain(error instanceof Error && error.constructor);
	});

	it('is refused when it is no HTTP', async () => {
		const server = await serve((request) => request.socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
		const error = await failureOf(exchangeWith(server.origin).send(GET));
		expect(error).toBeInstanceOf(NetworkError);
	});
});

describe('a PBX that cannot be reached', () => {
	it('is named with address, cause and what to check', async () => {
		const origin = await deadOrigin();
		const error = await failureOf(exchangeWith(origin).send(GET));

		expect(error).toBeInstanceOf(NetworkError);
		expect(error).toMatchObject({
			code: 'ECONNREFUSED',
			retryable: true,
			message: `3CX at ${origin} cannot be reached: nothing answers at that address and port`,
			hint: expect.stringContaining('firewall') as string,
		});
		expect(everythingIn(error)).not.toContain('secret-token');
	});

	it('is told from an unknown host name', async () => {
		const error = await failureOf(exchangeWith('https://pbx.invalid').send(GET));
		expect(error).toMatchObject({
			message: expect.stringMatching(/host name is not known|name server did not answer/) as string,
		});
	});

	it('is told from a cut connection', async () => {
		const server = await serve(replies('reset'));
		const error = await failureOf(exchangeWith(server.origin).send(GET));
		expect(error).toMatchObject({
			code: 'ECONNRESET',
			message: expect.stringContaining('the connection was cut') as string,
		});
	});

	it('is told from http behind an https address', async () => {
		const server = await serve(replies({}));
		const exchange = exchangeWith(server.origin.replace('http:', 'https:'));
		const error = await failureOf(exchange.send(GET));
		expect(error).toBeInstanceOf(NetworkError);
		expect(error).toMatchObject({
			message: expect.stringContaining('does not speak TLS') as string,
		});
	});
});

describe('the token', () => {
	it.each(['http://127.0.0.1:1/x', '@127.0.0.1:1/x', '.example.com/x', ':1/x', 'xapi', ''])(
		'goes nowhere for a path like "%s"',
		async (path) => {
			const server = await serve(replies({}));
			const error = await failureOf(exchangeWith(server.origin).send({ ...GET, path }));
			expect(error).toBeInstanceOf(ProtocolError);
			expect(everythingIn(error)).not.toContain('secret-token');
			expect(server.seen).toEqual([]);
		},
	);

	it.each(['//other.example.com/x', '/http://other.example.com/x', '/\\other.example.com/x'])(
		'stays at the PBX for a path like "%s"',
		async (path) => {
			const server = await serve(replies({}));
			await exchangeWith(server.origin).send({ ...GET, path });
			expect(server.seen).toHaveLength(1);
		},
	);
});

describe('the connections', () => {
	it('are used again', async () => {
		const server = await serve(replies({}));
		const exchange = exchangeWith(server.origin);
		for (let i = 0; i < 10; i++) await exchange.send(GET);
		expect(server.connections).toBe(1);
	});

	it.each([1, 3])('are never more than the pool size %d', async (poolSize) => {
		const server = await serve((_request, response) => {
			setImmediate(() => response.end('{}'));
		});
		const exchange = exchangeWith(server.origin, { poolSize });
		await Promise.all(Array.from({ length: 40 }, () => exchange.send(GET)));
		expect(server.seen).toHaveLength(40);
		expect(server.mostOpen).toBe(poolSize);
	});

	it('are closed with the exchange', async () => {
		const gone: Array<Promise<void>> = [];
		const server = await serve((request, response) => {
			gone.push(new Promise((resolve) => request.socket.once('close', () => resolve())));
			response.end('{}');
		});
		const exchange = exchangeWith(server.origin);
		await Promise.all([exchange.send(GET), exchange.send(GET)]);
		exchange.close();
		await Promise.all(gone);
		expect(gone).toHaveLength(2);
	});
});
