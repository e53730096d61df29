import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InputError } from '../../../../nodes/shared/transport';
import { selfSigned } from '../../../pbx/http/certificate';
import { failureOf } from './bench';
import { downloadsBeside, redirect, SOUND, sound, TestNames } from './downloadBench';
import { listen, serve } from './testServer';

/** A proxy that takes every host for the server at `port`; it writes down what it was asked for. */
async function proxyTo(port: number): Promise<{ address: string; seen: string[]; stop(): void }> {
	const seen: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer();
	server.on('connection', (socket) => sockets.add(socket));
	server.on('connect', ({ url = '' }, socket: Socket) => {
		seen.push(url);
		const onward = connect(port, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			onward.pipe(socket).pipe(onward);
		});
		sockets.add(onward);
		for (const end of [onward, socket]) end.on('error', () => end.destroy());
	});
	const address = `http://127.0.0.1:${await listen(server)}`;
	const stop = () => {
		for (const socket of sockets) socket.destroy();
		server.close();
	};
	return { address, seen, stop };
}

/** Trust and proxy are given to a process at its start, so this runs in one of its own. */
describe('behind a proxy, which looks names up itself', () => {
	it('files of public names come through it, and private numbers do not get as far', async () => {
		const certificate = await selfSigned('files.example.com', false);
		const files = await serve((request, response) => {
			const next: Record<string, string> = { '/away': 'https://10.0.0.1/', '/moved': '/a.wav' };
			const target = next[request.url ?? ''];
			(target === undefined ? sound : redirect(target))(request, response);
		}, certificate);
		const proxy = await proxyTo(files.port);
		const folder = await mkdtemp(join(tmpdir(), 'threecx-proxy-'));
		try {
			const trusted = join(folder, 'trusted.pem');
			await writeFile(trusted, certificate.cert);
			const origin = 'https://files.example.com';
			const addresses = [`${origin}/a.wav`, `${origin}/moved`, `${origin}/away`, 'https://127.1/'];
			const { stdout } = await promisify(execFile)(
				process.execPath,
				['--import', 'tsx', join(__dirname, 'downloadProbe.ts'), ...addresses],
				{
					env: {
						PATH: process.env.PATH,
						NODE_EXTRA_CA_CERTS: trusted,
						HTTPS_PROXY: proxy.address,
					},
				},
			);
			const results: unknown = JSON.parse(stdout);
			expect(results).toEqual([
				`${SOUND.length} bytes of audio/wav`,
				`${SOUND.length} bytes of audio/wav`,
				`ProtocolError: ${origin}/away redirects elsewhere. https://10.0.0.1/ lies in a private network`,
				'InputError: https://127.0.0.1/ lies in a private network',
			]);
			expect(new Set(proxy.seen)).toEqual(new Set(['files.example.com:443']));
		} finally {
			proxy.stop();
			await rm(folder, { recursive: true });
		}
	}, 30_000);
});

describe('beside a proxy for http', () => {
	const before = process.env.HTTP_PROXY;

	afterEach(() => {
		if (before === undefined) delete process.env.HTTP_PROXY;
		else process.env.HTTP_PROXY = before;
	});

	it('files of the own network come without it, or it would be the proxy that is looked up', async () => {
		const proxy = await serve(sound);
		const files = await serve(sound);
		process.env.HTTP_PROXY = proxy.origin;
		const names = new TestNames({
			'own.example.com': ['127.0.0.1'],
			'far.example.com': ['8.8.8.8'],
		});
		const { get } = downloadsBeside('https://pbx.example.com', { lookup: names.lookup });
		const fetched = await get(`http://own.example.com:${files.port}/`, { allowPrivate: true });

		expect(fetched.bytes).toEqual(SOUND);
		expect(files.seen).toHaveLength(1);
		expect(await failureOf(get('http://far.example.com/', { allowPrivate: true }))).toBeInstanceOf(
			InputError,
		);
		expect(proxy.connections).toBe(0);
	});
});
