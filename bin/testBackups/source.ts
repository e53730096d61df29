import { randomBytes, randomUUID } from 'node:crypto';
import {
	constants,
	copyFileSync,
	existsSync,
	mkdirSync,
	statfsSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { keyByEnvironment, keyInFolder } from '../encryptionKey';
import type { Environment } from '../terminal';
import { PACKAGE_NAME } from '../ownPackage';
import type { N8nCli, N8nPlace } from './n8nCli';

/** Whose workflows and credentials are backed up. */
export interface Source extends N8nPlace {
	/** For the report, as in "the sample". */
	title: string;
}

const DATABASE = 'database.sqlite';

/** What SQLite keeps beside the database while it is open. */
const BESIDE = ['-wal', '-shm'];

/**
 * A copy of somebody's own n8n; the original is only read.
 *
 * @throws Error in words when there is no database to copy, no key, or no space
 */
export function ownSource(path: string, work: string, env: Environment): Source {
	const folder = resolve(path);
	const database = join(folder, DATABASE);
	const kind = env.DB_TYPE ?? 'sqlite';
	if (kind !== 'sqlite') {
		throw new Error(
			`this n8n keeps its data in ${kind}, not in the folder. Back it up with the means of that database, and try it there.`,
		);
	}
	if (!existsSync(database)) {
		throw new Error(
			`${database} does not exist. "--folder" wants the folder .n8n itself, of an n8n that keeps its data in SQLite.`,
		);
	}
	const given = keyByEnvironment(env);
	const stored = keyInFolder(folder);
	const problem = given.problem ?? stored.problem;
	if (problem !== undefined) throw new Error(problem);
	const key = given.key ?? stored.key;
	if (key === undefined) {
		throw new Error(
			`there is no encryption key: neither N8N_ENCRYPTION_KEY nor ${join(folder, 'config')}. Without it no credential can be read.`,
		);
	}
	checkSpace(database, work);
	const copy = join(work, 'own');
	copyDatabase(folder, join(copy, '.n8n'));
	return { folder: copy, key, title: `the copy of ${folder}` };
}

/** The database of one folder into another one, with what SQLite keeps beside it. */
export function copyDatabase(from: string, to: string): void {
	mkdirSync(to, { recursive: true });
	for (const ending of ['', ...BESIDE]) {
		const name = `${DATABASE}${ending}`;
		if (!existsSync(join(from, name))) continue;
		copyFileSync(join(from, name), join(to, name), constants.COPYFILE_FICLONE);
	}
}

/** @throws Error when the copies would not fit */
function checkSpace(database: string, work: string): void {
	const needed = 2 * statSync(database).size;
	const { bavail, bsize } = statfsSync(work);
	if (bavail * bsize > needed) return;
	throw new Error(
		`${work} lacks space for copies of the database (${Math.ceil(needed / 1e6)} MB). Set TMPDIR to a folder on another disk.`,
	);
}

/** An n8n that is made for this, with one workflow and one credential. */
export async function sampleSource(cli: N8nCli, work: string): Promise<Source> {
	const source = { folder: join(work, 'sample'), key: randomKey(), title: 'the sample' };
	const files = {
		workflow: join(work, 'workflow.json'),
		credential: join(work, 'credential.json'),
	};
	mkdirSync(source.folder);
	const credential = sampleCredential();
	writeFileSync(files.credential, JSON.stringify([credential]));
	writeFileSync(files.workflow, JSON.stringify([sampleWorkflow(credential.id)]));
	await cli.run(source, 'import:credentials', `--input=${files.credential}`);
	await cli.run(source, 'import:workflow', `--input=${files.workflow}`);
	return source;
}

export function randomKey(): string {
	return randomBytes(24).toString('base64');
}

function sampleCredential() {
	return {
		id: shortId(),
		name: '3CX of the backup test',
		type: 'threeCxCallControlApi',
		data: {
			serverUrl: 'https://pbx.example.com:5001',
			clientId: '800',
			clientSecret: randomUUID(),
		},
	};
}

/** With what an export could lose: a node of this package, a credential, a time zone, pinned data. */
function sampleWorkflow(credentialId: string) {
	const start = 'Every Minute';
	return {
		id: shortId(),
		name: 'On-call push of the backup test',
		active: false,
		nodes: [
			{
				id: randomUUID(),
				name: start,
				type: 'n8n-nodes-base.scheduleTrigger',
				typeVersion: 1.2,
				position: [0, 0],
				parameters: { rule: { interval: [{ field: 'minutes', minutesInterval: 1 }] } },
			},
			{
				id: randomUUID(),
				name: 'Set the Number',
				type: `${PACKAGE_NAME}.threeCxUpdateOnCallForwarding`,
				typeVersion: 1,
				position: [220, 0],
				parameters: { mobileNumber: '={{ $json.number }}', options: {} },
				credentials: {
					threeCxCallControlApi: { id: credentialId, name: '3CX of the backup test' },
				},
			},
		],
		connections: { [start]: { main: [[{ node: 'Set the Number', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', timezone: 'Europe/Berlin' },
		pinData: { [start]: [{ json: { number: 'Ümläute ☎' } }] },
	};
}

/** As n8n makes them: 16 letters and digits. */
function shortId(): string {
	return randomBytes(8).toString('hex');
}
