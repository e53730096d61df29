import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tooOldNode } from '../../../bin/nodeVersion';
import { DEFAULT_SECRET, startPbx } from '../../pbx';
import { command } from './collectingTerminal';

const ROOT = join(__dirname, '..', '..', '..');
const run = promisify(execFile);

interface Ended {
	code: number;
	stdout: string;
	stderr: string;
}

/** Runs a program to its end, without a keyboard. */
async function child(file: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
	const options = { cwd: ROOT, env: { PATH: process.env.PATH, ...env }, timeout: 60_000 };
	const running = run(file, args, options);
	running.child.stdin?.end();
	try {
		return { code: 0, ...(await running) };
	} catch (error) {
		const { code, stdout, stderr } = error as Ended;
		return { code, stdout, stderr };
	}
}

/** The program from its source. */
const program = async (args: string[], env?: NodeJS.ProcessEnv) =>
	await child(process.execPath, ['--import', 'tsx', 'bin/n8n-nodes-3cx.ts', ...args], env);

describe('as a process of its own', () => {
	it('test-credentials ends with 0, and shows no secret', async () => {
		const pbx = await startPbx();
		const args = ['test-credentials', '--server', pbx.url, '--client-id', '800', '--yes'];
		const { code, stdout, stderr } = await program(args, { N8N_3CX_CLIENT_SECRET: DEFAULT_SECRET });
		await pbx.close();
		expect(stdout).toMatch(/^OK +Token/m);
		expect(stdout).toMatch(/, 0 WARN, 0 FAIL\n$/);
		expect(stderr).toContain('an n8n that runs with this client loses its own');
		expect(`${stdout}${stderr}`).not.toContain(DEFAULT_SECRET);
		expect(code).toBe(0);
	});

	it('validate-config ends with 1 after a FAIL', async () => {
		const { code, stdout } = await program(['validate-config'], { N8N_USER_FOLDER: tmpdir() });
		expect(stdout).toMatch(/^FAIL +The package is not installed/m);
		expect(code).toBe(1);
	});

	it('a wrong command line ends with 2, and says so beside the result', async () => {
		const { code, stdout, stderr } = await program(['check-audio-files']);
		expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
		expect(stderr).toContain('Name at least one file or folder');
	});
});

describe('the list of commands', () => {
	it('is shown by --help, and where none is named', async () => {
		const asked = await command(['--help']);
		expect(asked.code).toBe(0);
		for (const name of [
			'validate-config',
			'check-audio-files',
			'test-credentials',
			'test-backups',
		]) {
			expect(asked.output).toContain(name);
			const help = await command([name, '--help']);
			expect(help.code).toBe(0);
			expect(help.output).toContain(`n8n-nodes-3cx ${name}`);
		}
		expect((await command([])).code).toBe(2);
	});

	it('says of a strange one that it is not there, and of performance-check where it is', async () => {
		const strange = await command(['test-credential']);
		expect(strange.code).toBe(2);
		expect(strange.remarks).toContain('no command "test-credential"');
		const elsewhere = await command(['performance-check']);
		expect(elsewhere.remarks).toContain('npm run performance-check');
	});

	it('tells the version of the package', async () => {
		const { version } = jest.requireActual<{ version: string }>('../../../package.json');
		expect((await command(['--version'])).output).toBe(version);
	});
});

it.each([
	['18.20.4', true],
	['20.18.3', true],
	['20.19.0', false],
	['24.0.0', false],
])('Node %s is too old: %s', (version, isOld) => {
	expect(tooOldNode(version) !== undefined).toBe(isOld);
});

describe('the scripts', () => {
	let clone: string;

	beforeEach(() => {
		clone = mkdtempSync(join(tmpdir(), '3cx-clone-'));
		mkdirSync(join(clone, 'scripts'));
		for (const name of ['run-command', 'validate-config', 'check-audio-files', 'test-credentials'])
			copyFileSync(join(ROOT, 'scripts', `${name}.sh`), join(clone, 'scripts', `${name}.sh`));
	});

	afterEach(() => rmSync(clone, { recursive: true, force: true }));

	it.each(['validate-config', 'check-audio-files', 'test-credentials'])(
		'%s.sh runs the command that was built, with its words and its exit code',
		async (name) => {
			mkdirSync(join(clone, 'dist', 'bin'), { recursive: true });
			mkdirSync(join(clone, 'node_modules'));
			writeFileSync(
				join(clone, 'dist', 'bin', 'n8n-nodes-3cx.js'),
				'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 3;',
			);
			const script = join(clone, 'scripts', `${name}.sh`);
			const { code, stdout } = await child(script, ['a b', '--yes']);
			expect(JSON.parse(stdout)).toEqual([name, 'a b', '--yes']);
			expect(code).toBe(3);
		},
	);

	it('say what to do in a clone that was not built, and without Node', async () => {
		const script = join(clone, 'scripts', 'validate-config.sh');
		const unbuilt = await child(script, []);
		expect(unbuilt).toMatchObject({ code: 1, stderr: expect.stringContaining('npm run build') });
		mkdirSync(join(clone, 'bin'));
		const dirname = (await run('sh', ['-c', 'command -v dirname'])).stdout.trim();
		copyFileSync(dirname, join(clone, 'bin', 'dirname'));
		const bare = await child('/bin/sh', [script], { PATH: join(clone, 'bin') });
		expect(bare).toMatchObject({
			code: 1,
			stderr: expect.stringContaining('Node is not in the PATH'),
		});
	});
});
