import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { NetworkError, openWebSocket } from '../../../../nodes/shared/transport';
import { proxyFor } from '../../../../nodes/shared/transport/socketProxy';
import { selfSigned } from '../../../pbx/http/certificate';
import { failureOf } from './bench';
import { serveEvents } from './eventServer';
import { deadOrigin, listen } from './testServer';

describe('the proxy of a socket', () => {
	it.each([
		['wss://pbx.example.com/x', { HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128/'],
		['wss://pbx.example.com/x', { https_proxy: 'proxy:3128' }, 'http://proxy:3128/'],
		['ws://pbx.example.com/x', { HTTP_PROXY: 'http://proxy:3128' }, 'http://proxy:3128/'],
		['wss://pbx.example.com/x', { ALL_PROXY: 'http://proxy:3128' }, 'http://proxy:3128/'],
		['wss://pbx.example.com/x', { HTTP_PROXY: 'http://proxy:3128' }, undefined],
		['wss://pbx.example.com/x', {}, undefined],
		['wss://pbx.example.com/x', { HTTPS_PROXY: 'http://' }, undefined],
	])('of %s with %j is %s', (address, env, proxy) => {
		expect(proxyFor(new URL(address), env)?.href).toBe(proxy);
	});

	it.each([
		['pbx.example.com', true],
		['PBX.example.com', true],
		['example.com', false],
		['.example.com', true],
		['*.example.com', true],
		['*', true],
		['other, pbx.example.com', true],
		['pbx.example.com:5001', true],
		['pbx.example.com:443', false],
		['', false],
	])('is not used for what NO_PROXY names as %j: %s', (entry, spared) => {
		const env = { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: entry };
		const proxy = proxyFor(new URL('wss://pbx.example.com:5001/x'), env);
		expect(proxy === undefined).toBe(spared);
	});
});

describe('a socket behind a proxy', () => {
	const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'];
	const before = [...NAMES, ...NAMES.map((name) => name.toLowerCase())].map(
		(name) => [name, process.env[name]] as const,
	);
	const ends = new Set<Socket>();
	let proxy: Server;
	let seen: string[];
	let answer = '200 Connection established';

	beforeEach(async () => {
		for (const [name] of before) delete process.env[name];
		seen = [];
		answer = '200 Connection established';
		proxy = createServer();
		proxy.on('connection', (socket: Socket) => ends.add(socket));
		proxy.on('connect', (request, socket: Socket) => {
			const { authorization, 'proxy-authorization': login } = request.headers;
			seen.push(`${request.url} ${authorization} ${login}`);
			socket.write(`HTTP/1.1 ${answer}\r\n\r\n`);
			if (!answer.startsWith('200')) return socket.end();
			const onward = connect(Number((request.url ?? '').split(':')[1]), 'localhost');
			ends.add(onward);
			for (const end of [onward, socket]) end.on('error', () => end.destroy());
			return onward.pipe(socket).pipe(onward);
		});
	});

	afterEach(async () => {
		for (const [name, value] of before) {
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
		}
		for (const end of ends) end.destroy();
		await new Promise((resolve) => proxy.close(resolve));
	});

	const open = async (origin: string, ignoreSslIssues = true): Promise<WebSocket> =>
		await openWebSocket(
			{
				address: `${origin.replace('http', 'ws')}/callcontrol/ws`,
				token: 'token',
				ignoreSslIssues,
			},
			new AbortController().signal,
		);

	const outcome = async (socket: WebSocket) =>
		await new Promise<string>((resolve) => {
			socket.on('open', () => resolve('open'));
			socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
		});

	it.each([false, true])(
		'goes through a tunnel that sees neither path nor token (TLS: %s)',
		async (tls) => {
			const address = `http://someone:secret%21@127.0.0.1:${await listen(proxy)}`;
			const server = await serveEvents(tls ? { tls: await selfSigned('localhost', false) } : {});
			process.env[tls ? 'HTTPS_PROXY' : 'HTTP_PROXY'] = address;
			const socket = await open(server.origin);
			expect(await outcome(socket)).toBe('open');
			const login = Buffer.from('someone:secret!').toString('base64');
			expect(seen).toEqual([`localhost:${server.port} undefined Basic ${login}`]);
			expect(server.asked).toEqual(['/callcontrol/ws Bearer token']);
			socket.terminate();
		},
	);

	it('still checks the certificate of the PBX', async () => {
		process.env.HTTPS_PROXY = `http://127.0.0.1:${await listen(proxy)}`;
		const server = await serveEvents({ tls: await selfSigned('localhost', false) });
		expect(await outcome(await open(server.origin, false))).toMatch(/SELF_SIGNED/);
		expect(server.asked).toEqual([]);
	});

	it('says what the proxy says', async () => {
		answer = '407 Proxy Authentication Required';
		process.env.HTTP_PROXY = `http://127.0.0.1:${await listen(proxy)}`;
		const error = await failureOf(open('http://localhost:9'));
		expect(error).toBeInstanceOf(NetworkError);
		expect(String(error)).toContain('407');
	});

	it('says that the proxy is down', async () => {
		await listen(proxy);
		process.env.HTTP_PROXY = await deadOrigin();
		expect(await failureOf(open('http://localhost:9'))).toMatchObject({ code: 'ECONNREFUSED' });
	});
});
