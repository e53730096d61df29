import {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	realpathSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readOwnPackage } from '../../../bin/ownPackage';
import { startPbx, type Pbx, type PbxOptions } from '../../pbx';
import { command, type Outcome } from './collectingTerminal';

const PACKAGE = 'n8n-nodes-3cx-call-control';
const KEY = 'the-key-that-opens-all-credentials';

let home: string;
let pbx: Pbx | undefined;
let server: Server | undefined;

beforeEach(() => {
	home = realpathSync(mkdtempSync(join(tmpdir(), '3cx-config-')));
});

afterEach(async () => {
	await pbx?.close();
	pbx = undefined;
	await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
	server = undefined;
	rmSync(home, { recursive: true, force: true });
});

function write(path: string, content: string | object, mode = 0o600): string {
	const file = join(home, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content), { mode });
	chmodSync(file, mode);
	return file;
}

const { version, dependencies } = readOwnPackage();

/** The package as npm installs it, without its code. */
function install(folder = `.n8n/nodes/node_modules/${PACKAGE}`, more: object = {}): void {
	const needed = Object.fromEntries(dependencies.map((name) => [name, '*']));
	write(`${folder}/package.json`, { name: PACKAGE, version, dependencies: needed, ...more });
	mkdirSync(join(home, folder, 'dist', 'nodes'), { recursive: true });
	for (const name of dependencies)
		write(join(folder, 'node_modules', name, 'package.json'), { name, version: '1.0.0' });
}

/** An n8n with npm beside it, as a global installation has them; returns what goes into the PATH. */
function installN8n(n8nVersion: string): string {
	write('lib/node_modules/n8n/package.json', { name: 'n8n', version: n8nVersion });
	const script = write('lib/node_modules/n8n/bin/n8n', '', 0o755);
	mkdirSync(join(home, 'bin'));
	symlinkSync(script, join(home, 'bin', 'n8n'));
	write('bin/npm', '', 0o755);
	return join(home, 'bin');
}

async function validate(env: Record<string, string> = {}, ...args: string[]): Promise<Outcome> {
	return await command(['validate-config', ...args], { N8N_USER_FOLDER: home, ...env });
}

async function start(options?: PbxOptions): Promise<string> {
	pbx = await startPbx(options);
	return pbx.url;
}

it('finds nothing to complain of where all is right', async () => {
	install();
	write('.n8n/config', { encryptionKey: KEY });
	const outcome = await validate({
		PATH: installN8n('2.41.1'),
		GENERIC_TIMEZONE: 'Europe/Berlin',
		N8N_3CX_DEFAULT_SERVER: await start(),
		N8N_3CX_TIMEOUT: '20000',
	});
	expect([...outcome.lines('WARN'), ...outcome.lines('FAIL')]).toEqual([]);
	expect(outcome.line('OK', 'n8n 2.41.1')).toContain(home);
	expect(outcome.line('OK', 'is installed')).toContain(version);
	expect(outcome.line('OK', 'Europe/Berlin')).toMatch(/\d\d:\d\d/);
	expect(outcome.line('OK', 'Variables')).toContain('N8N_3CX_DEFAULT_SERVER, N8N_3CX_TIMEOUT');
	expect(outcome.line('OK', 'answers as a 3CX')).toContain('127.0.0.1');
	expect(outcome.lines('OK')).toContain('The clocks of the PBX and of this machine agree');
	expect(outcome.code).toBe(0);
	expect(pbx?.journal.count({ path: '/connect/token' })).toBe(0);
});

it('warns on a bare machine, and fails for the missing package only', async () => {
	const outcome = await validate({ PATH: '' });
	expect(outcome.lines('FAIL')).toEqual([`The package is not installed in ${home}/.n8n/nodes`]);
	expect(outcome.line('WARN', 'n8n was not found')).toContain('--n8n');
	expect(outcome.line('WARN', 'npm is not')).toContain('n8n needs it');
	expect(outcome.line('WARN', 'GENERIC_TIMEZONE')).toContain('New York');
	expect(outcome.line('WARN', 'no encryption key yet')).toContain('first start');
	expect(outcome.line('WARN', 'PBX was not tried')).toContain('--server');
	expect(outcome.code).toBe(1);
});

describe('n8n', () => {
	it('is found where it is named, and an old one is refused', async () => {
		installN8n('0.236.3');
		const path = join(home, 'lib/node_modules/n8n/bin/n8n');
		const outcome = await validate({ PATH: '' }, '--n8n', path);
		expect(outcome.line('FAIL', 'n8n 0.236.3')).toContain('1.x or 2.x');
	});

	it('is not taken for another program of that name', async () => {
		write('bin/n8n', '#!/bin/sh', 0o755);
		const outcome = await validate({ PATH: join(home, 'bin') });
		expect(outcome.line('WARN', 'n8n was not found')).toContain('PATH');
	});
});

describe('the package', () => {
	it('as a clone in the folder of nodes is not found by n8n', async () => {
		install(`.n8n/nodes/${PACKAGE}`);
		expect((await validate()).line('FAIL', 'where n8n does not find it')).toContain('npm install');
	});

	it('without what it needs', async () => {
		install();
		rmSync(join(home, `.n8n/nodes/node_modules/${PACKAGE}/node_modules/axios`), {
			recursive: true,
		});
		rmSync(join(home, `.n8n/nodes/node_modules/${PACKAGE}/node_modules/ws`), { recursive: true });
		expect((await validate()).line('FAIL', 'lacks axios, ws')).toContain('registry');
	});

	it('that was not built', async () => {
		install();
		rmSync(join(home, `.n8n/nodes/node_modules/${PACKAGE}/dist`), { recursive: true });
		expect((await validate()).line('FAIL', 'is not built')).toContain('npm run build');
	});

	it('of another version than this command', async () => {
		install(undefined, { version: '0.0.1' });
		expect((await validate()).line('WARN', '0.0.1 is installed')).toContain(version);
	});

	it('twice', async () => {
		install();
		install(`.n8n/custom/node_modules/${PACKAGE}`);
		expect((await validate()).line('WARN', '.n8n/custom')).toContain('CUSTOM.');
		rmSync(join(home, '.n8n/custom'), { recursive: true });
		install('elsewhere');
		const env = { N8N_CUSTOM_EXTENSIONS: `/nowhere;${join(home, 'elsewhere')}` };
		expect((await validate(env)).line('WARN', 'elsewhere')).toContain('CUSTOM.');
	});
});

describe('the encryption key', () => {
	it.each([
		['in the environment', { N8N_ENCRYPTION_KEY: KEY }, 'OK', 'set by the environment'],
		['missing in queue mode', { EXECUTIONS_MODE: 'queue' }, 'FAIL', 'queue mode'],
		[
			'in a file that is not there',
			{ N8N_ENCRYPTION_KEY_FILE: '/nowhere/key' },
			'FAIL',
			'/nowhere/key',
		],
	] as const)('%s', async (_name, env, level, part) => {
		const outcome = await validate(env);
		expect(outcome.line(level, part)).toBeTruthy();
		expect(outcome.output).not.toContain(KEY);
	});

	it('in a file', async () => {
		const file = write('key', `${KEY}\n`);
		write('.n8n/config', { encryptionKey: KEY });
		const outcome = await validate({ N8N_ENCRYPTION_KEY_FILE: file });
		expect(outcome.line('OK', 'set by the environment')).toContain('Keep a copy');
	});

	it('that is not the one of the folder', async () => {
		write('.n8n/config', { encryptionKey: 'another' });
		const outcome = await validate({ N8N_ENCRYPTION_KEY: KEY });
		expect(outcome.line('FAIL', 'is not the key in')).toContain('does not start');
		expect(outcome.output).not.toMatch(new RegExp(`${KEY}|another`));
	});

	it('in a folder that others can read, or whose settings are broken', async () => {
		write('.n8n/config', { encryptionKey: KEY }, 0o644);
		expect((await validate()).line('WARN', 'Others on this machine')).toContain('chmod 600');
		write('.n8n/config', '{"encryptionKey": "');
		expect((await validate()).line('FAIL', 'cannot be read as')).toContain('backup');
	});
});

describe('variables', () => {
	it('with a value that cannot be used, a name that nobody reads, a time zone that is none', async () => {
		const outcome = await validate({
			N8N_3CX_TIMEOUT: '30s',
			N8N_3CX_DEFAULT_EXTENTION: '999',
			GENERIC_TIMEZONE: 'Berlin',
		});
		expect(outcome.line('FAIL', 'N8N_3CX_TIMEOUT="30s"')).toContain('30000 is used');
		expect(outcome.line('WARN', 'N8N_3CX_DEFAULT_EXTENTION')).toContain(
			'N8N_3CX_DEFAULT_EXTENSION',
		);
		expect(outcome.line('FAIL', 'GENERIC_TIMEZONE="Berlin"')).toContain('Europe/Berlin');
	});

	it('of a file, before those of the shell; a file that is not there is refused', async () => {
		const file = write('n8n.env', 'GENERIC_TIMEZONE="Europe/Vienna"\nN8N_3CX_CLIENT_SECRET=hush\n');
		const outcome = await validate({ GENERIC_TIMEZONE: 'UTC' }, '--env-file', file);
		expect(outcome.line('OK', 'Europe/Vienna')).toBeTruthy();
		expect(outcome.output).not.toContain('hush');
		expect((await validate({}, '--env-file', join(home, 'none'))).code).toBe(2);
	});

	it('with a secret that every workflow could read', async () => {
		const env = { N8N_3CX_CLIENT_SECRET: 'hush', N8N_BLOCK_ENV_ACCESS_IN_NODE: 'false' };
		expect((await validate(env)).line('WARN', 'lets every workflow read')).toContain('credential');
	});
});

describe('the PBX', () => {
	it('that cannot be reached, or whose address cannot be', async () => {
		const url = await start();
		await pbx?.close();
		expect((await validate({}, '--server', url)).line('FAIL', 'cannot be reached')).toContain(
			'firewall',
		);
		const plain = await validate({}, '--server', 'http://pbx.example.com');
		expect(plain.line('FAIL', 'not encrypted')).toContain('https');
	});

	it('with a certificate that is not trusted', async () => {
		const url = await start({ tls: true });
		const outcome = await validate({}, '--server', url);
		expect(outcome.line('FAIL', 'is not trusted')).toContain('FQDN');
		const all = await validate({}, '--server', url, '--ignore-ssl-issues');
		expect(all.line('WARN', 'certificate was not checked')).toBeTruthy();
		expect(all.line('OK', 'answers as a 3CX')).not.toContain('trusted certificate');
	});

	it.each([
		[90, 'FAIL', '90 s ahead of'],
		[-20, 'WARN', '20 s behind'],
	] as const)('whose clock is %s s off', async (seconds, level, text) => {
		const url = await start();
		const headers = { date: new Date(Date.now() + seconds * 1000).toUTCString() };
		pbx?.faults.add({ action: { kind: 'status', status: 401, headers } });
		const outcome = await validate({}, '--server', url);
		expect(outcome.lines(level).join('\n')).toMatch(
			new RegExp(text.replace(/^(\d+)/, (n) => `(${n}|${Number(n) - 1}|${Number(n) + 1})`)),
		);
	});

	it.each([
		[404, 'its port'],
		[503, 'is up'],
	])('where something else answers, with %s', async (status, advice) => {
		server = createServer((_request, response) => response.writeHead(status).end('<html>'));
		await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		const port = typeof address === 'object' ? address?.port : 0;
		const outcome = await validate({}, '--server', `http://127.0.0.1:${port}`);
		expect(outcome.line('FAIL', `status ${status}`)).toContain(advice);
	});
});
