import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { freePort } from './freePort';
import type { Json } from './n8nTypes';
import { temporaryFolder } from './temporaryFolder';
import { waitFor } from './waitFor';

/** A PostgreSQL with one database, `postgres`, that anybody on loopback may use. */
export interface Postgres {
	/** For a credential of the type `postgres`. */
	login: Json;
	stop(): Promise<void>;
}

const USER = 'tester';
/** PostgreSQL does not run as root; nobody of Debian and its kin. */
const NOBODY = 65_534;
/** Where Debian puts the programs, one folder for each version. */
const DEBIAN = '/usr/lib/postgresql';

/** Starts PostgreSQL with these statements, one a line; undefined where none is installed. */
export async function startPostgres(statements: string): Promise<Postgres | undefined> {
	const programs = folders().find((folder) => existsSync(join(folder, 'initdb')));
	if (programs === undefined) return undefined;
	const folder = temporaryFolder('3cx-postgres-');
	const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
	if (asNobody.uid) chownSync(folder, NOBODY, NOBODY);
	const data = join(folder, 'data');
	const start = (program: string, args: string[]) =>
		spawn(join(programs, program), args, { ...asNobody, cwd: folder, stdio: 'pipe' });

	await ended(start('initdb', ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '-N']));
	const single = start('postgres', ['--single', '-D', data, 'postgres']);
	single.stdin.end(`${statements.trim()}\n`);
	await ended(single);

	const port = await freePort();
	const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
	const server = start('postgres', [
		...['-D', data, '-p', String(port)],
		...settings.flatMap((setting) => ['-c', setting]),
	]);
	const said = collect(server);
	const kill = () => void server.kill('SIGQUIT');
	process.prependOnceListener('exit', kill);
	await waitFor('PostgreSQL to start', () => said().includes('ready to accept connections'));
	return {
		login: {
			host: '127.0.0.1',
			port,
			user: USER,
			password: '',
			database: 'postgres',
			ssl: 'disable',
			allowUnauthorizedCerts: false,
			sshTunnel: false,
		},
		stop: async () => {
			process.off('exit', kill);
			if (server.exitCode !== null) return;
			const gone = new Promise((resolve) => server.once('exit', resolve));
			server.kill('SIGINT');
			await gone;
		},
	};
}

function folders(): string[] {
	const path = (process.env.PATH ?? '').split(delimiter);
	const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
	return [...path, ...debian.map((version) => join(DEBIAN, version, 'bin'))];
}

async function ended(child: ChildProcess): Promise<void> {
	const said = collect(child);
	const code = await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code !== 0) throw new Error(`PostgreSQL cannot be set up: ${said()}`);
}

function collect({ stdout, stderr }: ChildProcess): () => string {
	let said = '';
	for (const stream of [stdout, stderr]) {
		stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
	}
	return () => said;
}
