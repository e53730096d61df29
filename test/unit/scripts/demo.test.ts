import { existsSync, readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';

import { FreshClone } from './scriptRun';

const DEMO = 'scripts/demo.mjs';
const HOST = 'scripts/n8n-host.mjs';

/** As npm says it when there is no network; `ping` comes first. */
const NO_NETWORK = `echo 'npm error code ENOTFOUND
npm error network request to https://registry.npmjs.org/-/ping failed, reason: getaddrinfo ENOTFOUND registry.npmjs.org' >&2
exit 1`;

let clone: FreshClone;
const servers: Server[] = [];

beforeEach(() => {
	clone = new FreshClone();
});
afterEach(async () => {
	clone.dispose();
	for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
});

/** Takes a port, or leaves it to whoever has it. */
async function take(port: number, server: Server = createServer()): Promise<number> {
	const isTaken = await new Promise<boolean>((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => resolve(true));
	});
	if (!isTaken) return port;
	servers.push(server);
	return (server.address() as AddressInfo).port;
}

/** A Node that says it is another. */
const pretendNode = (version: string) =>
	clone.preload(`
		Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });
		Object.defineProperty(process, 'version', { value: 'v${version}' });`);

describe('an old Node', () => {
	it.each(['18.20.8', '20.10.0'])('%s is named, with the one that is needed', async (version) => {
		pretendNode(version);
		for (const script of [DEMO, HOST]) {
			const { code, output } = await clone.run(script);
			expect(output).toMatch(new RegExp(`needs Node 20\\.19 or later.*here is v${version}`));
			expect(output).toContain('nodejs.org');
			expect(output).not.toMatch(/\n\s+at /);
			expect(code).toBe(1);
		}
	});
});

describe('the command line', () => {
	it.each([
		[['--prot', '1'], "Unknown option '--prot'"],
		[['--port', 'x'], '--port takes a port from 1 to 65535, not "x"'],
		[['--n8n-port', '70000'], '--n8n-port takes a port from 1 to 65535, not "70000"'],
		[['--port', '5700', '--n8n-port', '5700'], 'cannot both have port 5700'],
	])('%j is told what is wrong, and what there is', async (args, says) => {
		const { code, output } = await clone.run(DEMO, args);
		expect(output).toContain(says);
		expect(output).toContain('--another');
		expect(code).toBe(2);
	});

	it('explains itself', async () => {
		const { code, output } = await clone.run(DEMO, ['--help']);
		expect(output).toContain('--n8n-port');
		expect(code).toBe(0);
	});
});

describe('a taken port', () => {
	it('that was asked for ends the demo with a word', async () => {
		const port = await take(0);
		const { code, output } = await clone.run(DEMO, ['--n8n-port', String(port)]);
		expect(output).toContain(
			`Port ${port} is taken by another program. Choose another with --n8n-port`,
		);
		expect(code).toBe(1);
	});

	it('of the usual ones is passed over for the next that is free', async () => {
		clone.fakeNpm(NO_NETWORK);
		await take(5001);
		await take(5678);
		const { output } = await clone.run(DEMO);
		expect(output).toMatch(
			/Port 5001 is taken by another program; the simulated 3CX uses 50\d\d\./,
		);
		expect(output).toMatch(/Port 5678 is taken by another program; n8n uses 5[67]\d\d\./);
	});
});

describe('a second start', () => {
	const runningDemo = (fields: object) => {
		mkdirSync(clone.cache, { recursive: true });
		const startedAt = new Date().toISOString();
		writeFileSync(join(clone.cache, 'demo.json'), JSON.stringify({ startedAt, ...fields }));
	};

	it('says where the first one is', async () => {
		const page = createHttpServer((_, response) => response.end('start'));
		const url = `http://127.0.0.1:${await take(0, page)}/start`;
		runningDemo({ pid: process.pid, page: url, n8n: 'http://localhost:5678' });
		const { code, output } = await clone.run(DEMO);
		expect(output).toMatch(/A demo runs here already, since \d\d:\d\d:/);
		expect(output).toContain(url);
		expect(output).toContain('http://localhost:5678');
		expect(output).toContain('npm run demo -- --another');
		expect(code).toBe(1);
	});

	it('is noticed while the first one only gets ready, and may be wanted', async () => {
		clone.fakeNpm('echo $$ > "$HOME/npm.pid"; exec sleep 60');
		const first = clone.start(DEMO);
		const record = join(clone.cache, 'demo.json');
		while (!existsSync(join(clone.folder, 'npm.pid'))) {
			if (first.child.exitCode !== null) throw new Error((await first.ended).output);
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		const second = await clone.run(DEMO);
		expect(second.output).toContain('it is still getting ready');
		expect(second.code).toBe(1);
		expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({ pid: first.child.pid });
		clone.fakeNpm(NO_NETWORK);
		const another = await clone.run(DEMO, ['--another']);
		expect(another.output).toContain('registry.npmjs.org cannot be reached');
		first.child.kill('SIGINT');
		expect(await first.ended).toMatchObject({ code: 0 });
		expect(existsSync(record)).toBe(false);
	});

	it('goes on where the first one was killed, or its number belongs to another program by now', async () => {
		clone.fakeNpm(NO_NETWORK);
		const gone = await take(0);
		await new Promise((done) => servers.pop()?.close(done));
		for (const pid of [2 ** 22 + 1, process.pid]) {
			runningDemo({ pid, page: `http://127.0.0.1:${gone}/start` });
			const { output } = await clone.run(DEMO);
			expect(output).toContain('registry.npmjs.org cannot be reached');
		}
	});
});

describe('no network', () => {
	it('names the registry that does not answer, at once, and the proxy without its password', async () => {
		const port = await take(0);
		await new Promise((done) => servers.pop()?.close(done));
		const proxy = `http://user:geheim@127.0.0.1:${port}`;
		const { code, output } = await clone.run(HOST, [], {
			HTTPS_PROXY: proxy,
			npm_config_registry: 'https://packages.example/npm/',
		});
		expect(output).toMatch(/packages\.example cannot be reached \(ECONNREFUSED\)/);
		expect(output).toContain(`HTTPS_PROXY (the proxy is 127.0.0.1:${port})`);
		expect(output).not.toContain('geheim');
		expect(code).toBe(1);
	});

	it('ends the demo of a fresh clone with the same words', async () => {
		clone.fakeNpm(NO_NETWORK);
		const { code, output } = await clone.run(DEMO, ['--once']);
		expect(output).toMatch(/registry\.npmjs\.org cannot be reached \(ENOTFOUND\)/);
		expect(output).toContain('no proxy is set');
		expect(output).not.toMatch(/\n\s+at /);
		expect(code).toBe(1);
	});
});

describe('no room', () => {
	it('is noticed before anything is fetched', async () => {
		clone.fakeNpm('echo ran >> "$HOME/npm.ran"');
		clone.preload(`
			require('node:fs').statfsSync = () => ({ bavail: 1_200_000, bsize: 1_000 });
			require('node:module').syncBuiltinESMExports();`);
		const { code, output } = await clone.run(HOST);
		expect(output).toContain(
			`n8n needs 5 GB of disk while it is installed, and ${clone.cache} has 1.2 GB`,
		);
		expect(code).toBe(1);
		expect(existsSync(join(clone.folder, 'npm.ran'))).toBe(false);
	});

	it.each([
		['npm error code ENOSPC', 'The disk is full. Make room, or set N8N_HOST_CACHE'],
		[
			'npm error code EACCES\nnpm error path /home/eva/.npm/_cacache/tmp/1',
			"npm's own cache cannot be written, often because npm once ran as root",
		],
	])('%j while it is fetched is told in words', async (words, says) => {
		clone.fakeNpm(`case "$1" in ping) exit 0;; esac\necho '${words}' >&2; exit 1`);
		const { code, output } = await clone.run(HOST);
		expect(output).toContain(says);
		expect(code).toBe(1);
	});
});

describe('a cache that cannot be written', () => {
	it('is named, with what to do', async () => {
		const file = join(clone.folder, 'package.json');
		for (const [cache, says] of [
			[join(file, 'inside'), 'cannot be made (ENOTDIR)'],
			// A folder that is there and takes no file, not even from root.
			['/proc/self', 'cannot be written (E'],
		] as const) {
			if (cache.startsWith('/proc') && process.platform !== 'linux') continue;
			const env = { N8N_HOST_CACHE: cache };
			const host = await clone.run(HOST, [], env);
			expect(host.output).toContain(`${cache === '/proc/self' ? '/proc/' : cache}`);
			expect(host.output).toContain(says);
			expect(host.output).toContain('Set N8N_HOST_CACHE to a folder of yours');
			expect(host.code).toBe(1);
			const demo = await clone.run(DEMO, [], env);
			expect(demo.output).toContain('cannot be written (E');
			expect(demo.code).toBe(1);
		}
	});
});

describe('what the terminal and the browser get', () => {
	it('the page is opened only where somebody sits in front of it', async () => {
		const file = join(clone.folder, 'facts.mjs');
		writeFileSync(
			file,
			`import { opener } from './scripts/demo/openPage.mjs';
			const ask = (platform, env, isTerminal = true) => opener({ platform, env, isTerminal })?.command ?? 'nothing';
			console.log(JSON.stringify([
				ask('linux', { DISPLAY: ':0' }), ask('linux', { WAYLAND_DISPLAY: 'w' }), ask('linux', {}),
				ask('linux', { DISPLAY: ':0' }, false), ask('linux', { DISPLAY: ':0', CI: 'true' }),
				ask('linux', { DISPLAY: ':0', BROWSER: 'none' }), ask('darwin', {}),
				ask('darwin', { SSH_CONNECTION: '1' }), ask('win32', {}),
			]));`,
		);
		const { output } = await clone.run('facts.mjs');
		expect(JSON.parse(output)).toEqual([
			'xdg-open',
			'xdg-open',
			'nothing',
			'nothing',
			'nothing',
			'nothing',
			'open',
			'nothing',
			'cmd',
		]);
	});

	it('how much of n8n is there is counted while npm says nothing', async () => {
		for (const name of ['one', 'two', '@s/three', '@s/four'])
			mkdirSync(join(clone.folder, 'half/node_modules', name), { recursive: true });
		for (const name of ['one', '@s/three', '@s/four'])
			writeFileSync(join(clone.folder, 'half/node_modules', name, 'package.json'), '{}');
		const file = join(clone.folder, 'facts.mjs');
		writeFileSync(
			file,
			`import { unpackedShare } from './scripts/host/unpacked.mjs';
			console.log(JSON.stringify([unpackedShare('half'), unpackedShare('nowhere') ?? 'unknown']));`,
		);
		expect(JSON.parse((await clone.run('facts.mjs')).output)).toEqual([0.75, 'unknown']);
	});
});
