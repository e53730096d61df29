import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, type Outcome } from './collectingTerminal';
import { writeOwnFolder, writeStandIn } from './standInN8n';

const STORED_WITH = 'the-key-of-this-n8n';
const SECRET = 'hunter2';

let folder: string;
let n8n: string;
let own: string;

beforeEach(() => {
	folder = realpathSync(mkdtempSync(join(tmpdir(), '3cx-backups-')));
	n8n = writeStandIn(folder);
	own = join(folder, 'own', '.n8n');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** With the stand-in, and the environment that it needs. */
async function test(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
	return await command(['test-backups', '--n8n', n8n, ...args], { PATH: process.env.PATH, ...env });
}

it('proves with a sample that a backup can be restored, and leaves nothing behind', async () => {
	jest.replaceProperty(process, 'env', { ...process.env, TMPDIR: folder });
	const outcome = await test([]);
	expect(outcome.lines('OK')).toEqual([
		'n8n 2.0.0 exports 1 workflow and 1 credential from the sample',
		'A fresh n8n with the same encryption key takes them all: nothing is lost or changed',
		'With another encryption key n8n cannot read the credentials, as it must be',
		'Exported in clear, the credentials can be taken to an n8n with another key',
	]);
	expect(outcome.output).toContain('a backup of credentials is worth nothing');
	expect(outcome.code).toBe(0);
	expect(readdirSync(folder)).toEqual(['n8n']);
});

it('takes a copy of the own folder, which stays as it was, and shows neither key nor secret', async () => {
	writeOwnFolder(own, STORED_WITH, SECRET);
	const state = () =>
		readdirSync(own).map((name) => [
			name,
			readFileSync(join(own, name), 'utf8'),
			statSync(join(own, name)).mtimeMs,
		]);
	const before = state();
	const outcome = await test(['--folder', own]);
	expect(outcome.line('OK', 'exports 1 workflow and 1 credential')).toContain(own);
	expect(outcome.code).toBe(0);
	expect(state()).toEqual(before);
	expect(`${outcome.output}${outcome.remarks}`).not.toMatch(new RegExp(`${STORED_WITH}|${SECRET}`));
});

it.each([
	['losesWorkflow', 'workflow "Night" is missing'],
	['changesNode', 'workflow "Night" has another nodes'],
])('tells what a restore has not brought back: %s', async (fault, text) => {
	writeOwnFolder(own, STORED_WITH, SECRET);
	const outcome = await test(['--folder', own], { STAND_IN_FAULT: fault });
	expect(outcome.line('FAIL', 'After the restore')).toContain(text);
	expect(outcome.code).toBe(1);
});

it('says that the key is not the one that the credentials were stored with', async () => {
	writeOwnFolder(own, STORED_WITH, SECRET);
	const outcome = await test(['--folder', own], { N8N_ENCRYPTION_KEY: 'another-key' });
	expect(outcome.line('FAIL', 'cannot be read with this encryption key')).toContain('keep a copy');
	expect(outcome.output).not.toMatch(/another-key/);
	expect(outcome.code).toBe(1);
});

it('says what n8n said when it cannot start, without the key', async () => {
	writeOwnFolder(own, STORED_WITH, SECRET);
	const outcome = await test(['--folder', own], { STAND_IN_FAULT: 'cannotStart' });
	expect(outcome.output).toMatch(/FAIL +Backup: n8n export:workflow ended with 1/);
	expect(outcome.output).toContain('needs another Node');
	expect(outcome.output).not.toContain(STORED_WITH);
});

it('says what it cannot take', async () => {
	const fails = async (part: string, env?: Record<string, string>) => {
		const outcome = await test(['--folder', own], env);
		expect(outcome.line('FAIL', 'Backup')).toContain(part);
	};
	await fails('database.sqlite does not exist');
	mkdirSync(own, { recursive: true });
	await fails('keeps its data in postgresdb', { DB_TYPE: 'postgresdb' });
	writeOwnFolder(own, STORED_WITH, SECRET);
	rmSync(join(own, 'config'));
	await fails('there is no encryption key');
	const missing = await command(['test-backups'], { PATH: folder });
	expect(missing.line('FAIL', 'n8n was not found')).toContain('--n8n');
});
