import { createServer, request as forward, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { CertificateError, NetworkError } from '../../../../nodes/shared/transport';
import { selfSigned } from '../../../pbx/http/certificate';
import { exchangeWith, failureOf } from './bench';
import { listen, replies, serve } from './testServer';

const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
const GET = {
	method: 'GET',
	path: '/xapi/v1/Defs',
	headers: { Authorization: 'Bearer the-live-token' },
	timeoutMs: 3_000,
} as const;

/** A proxy as companies have them: forwards http, tunnels https, writes down what it could see. */
class TestProxy {
	readonly seen: string[] = [];
	private readonly sockets = new Set<Socket>();
	private readonly server: Server;
	address = '';

	constructor() {
		this.server = createServer((request, response) => {
			this.seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
			const { method, headers } = request;
			const onward = forward(request.url ?? '', { method, headers }, (reply) => {
				response.writeHead(reply.statusCode ?? 502, reply.headers);
				reply.pipe(response);
			});
			request.pipe(onward);
		});
		this.server.on('connection', (socket: Socket) => this.sockets.add(socket));
		this.server.on('connect', (request, socket: Socket, head) => {
			this.seen.push(`CONNECT ${request.url} ${request.headers.authorization}`);
			const [host, port] = (request.url ?? '').split(':');
			const onward = connect(Number(port), host, () => {
				socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
				onward.write(head);
				onward.pipe(socket).pipe(onward);
			});
			this.sockets.add(onward);
			for (const end of [onward, socket]) end.on('error', () => end.destroy());
		});
	}

	async start(): Promise<void> {
		this.address = `http://127.0.0.1:${await listen(this.server)}`;
	}

	async stop(): Promise<void> {
		for (const socket of this.sockets) socket.destroy();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

describe('behind a proxy', () => {
	const before = NAMES.map((name) => [name, process.env[name]] as const);
	let proxy: TestProxy;

	beforeEach(async () => {
		proxy = new TestProxy();
		await proxy.start();
		for (const name of NAMES) delete process.env[name];
	});

	afterEach(async () => {
		for (const [name, value] of before) {
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
		}
		await proxy.stop();
	});

	it('a request to http goes through HTTP_PROXY', async () => {
		const server = await serve(replies({ body: { ok: 1 } }));
		process.env.HTTP_PROXY = proxy.address;

		expect((await exchangeWith(server.origin).send(GET)).body).toEqual({ ok: 1 });
		expect(proxy.seen).toEqual([`GET ${server.origin}/xapi/v1/Defs Bearer the-live-token`]);
	});

	it('a request to https goes through HTTPS_PROXY in a tunnel: it sees neither path nor token', async () => {
		const server = await serve(replies({ body: { ok: 1 } }), await selfSigned('localhost', false));
		process.env.HTTPS_PROXY = proxy.address;
		const origin = `https://localhost:${server.port}`;
		const exchange = exchangeWith(origin, { ignoreSslIssues: true });

		expect((await exchange.send(GET)).body).toEqual({ ok: 1 });
		expect(proxy.seen).toEqual([`CONNECT localhost:${server.port} undefined`]);
		expect(server.seen).toMatchObject([{ authorization: 'Bearer the-live-token' }]);
	});

	it('the certificate of the PBX is still checked', async () => {
		const server = await serve(replies({}), await selfSigned('localhost', false));
		process.env.HTTPS_PROXY = proxy.address;

		const exchange = exchangeWith(`https://localhost:${server.port}`);
		expect(await failureOf(exchange.send(GET))).toBeInstanceOf(CertificateError);
		expect(server.seen).toEqual([]);
	});

	it('a PBX named in NO_PROXY is asked directly', async () => {
		const server = await serve(replies({ body: { ok: 1 } }));
		process.env.HTTP_PROXY = proxy.address;
		process.env.NO_PROXY = 'example.com,127.0.0.1';

		await exchangeWith(server.origin).send(GET);
		expect(proxy.seen).toEqual([]);
		expect(server.seen).toHaveLength(1);
	});

	it('a proxy that is down is a network error', async () => {
		const server = await serve(replies({}));
		process.env.HTTP_PROXY = proxy.address;
		await proxy.stop();

		expect(await failureOf(exchangeWith(server.origin).send(GET))).toBeInstanceOf(NetworkError);
		expect(server.seen).toEqual([]);
	});
});
