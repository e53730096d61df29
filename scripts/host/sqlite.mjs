import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HostError } from './hostError.mjs';
import { npm, run } from './npm.mjs';
import { headersOf } from './nodeBinary.mjs';
import { saying } from './progress.mjs';

const moduleOf = (folder) => join(folder, 'node_modules', 'sqlite3');
const binaryOf = (folder) => join(moduleOf(folder), 'build', 'Release', 'node_sqlite3.node');
const versionOf = (folder) =>
	JSON.parse(readFileSync(join(moduleOf(folder), 'package.json'), 'utf8')).version;

/**
 * Whether the driver works in this Node. It is really loaded and used: a binary built with the headers of a newer
 * Node does not fail with a message in an older one, it takes the process down.
 */
export async function sqliteLoads(folder, node) {
	if (!existsSync(moduleOf(folder))) return false;
	const program = `const { Database } = require(${JSON.stringify(moduleOf(folder))});
		const db = new Database(':memory:');
		db.get('select 42 as n', (error, row) => process.exit(error || row.n !== 42 ? 1 : 0));`;
	return (await run(node, ['-e', program])).ok;
}

async function missingTools() {
	if (process.platform === 'win32') return []; // node-gyp names what Visual Studio lacks.
	const wanted = { python3: ['python3'], make: ['make'], 'g++': ['g++', 'c++', 'clang++'] };
	const missing = [];
	for (const [name, commands] of Object.entries(wanted)) {
		const found = await Promise.all(
			commands.map(async (command) => (await run(command, ['--version'])).ok),
		);
		if (!found.includes(true)) missing.push(name);
	}
	return missing;
}

/** Takes the driver of another n8n beside this one, if it is of the same version and works in this Node. */
async function borrowSqlite(folder, node) {
	const beside = dirname(folder);
	for (const name of readdirSync(beside).filter((one) => one.startsWith('n8n-'))) {
		const other = join(beside, name);
		if (other === folder || !existsSync(binaryOf(other))) continue;
		if (versionOf(other) !== versionOf(folder)) continue;
		mkdirSync(dirname(binaryOf(folder)), { recursive: true });
		cpSync(binaryOf(other), binaryOf(folder));
		if (await sqliteLoads(folder, node)) return true;
		rmSync(binaryOf(folder));
	}
	return false;
}

/**
 * The headers to build with: those of the older one of the Node that runs this and the Node that will run n8n. The
 * driver keeps to Node-API, so what an old Node's headers made runs in newer ones, but not the other way round.
 */
async function headersToBuildWith(node) {
	const { output } = await run(node, ['--version']);
	const isOlder = Number.parseInt(process.versions.node) < Number.parseInt(output.slice(1));
	return (isOlder && headersOf(process.execPath)) || headersOf(node);
}

/**
 * The one native part of n8n without a binary inside its package: that of another n8n here, a prebuilt one from GitHub,
 * else a build, which takes a minute.
 */
export async function prepareSqlite(folder, node, log) {
	if (await borrowSqlite(folder, node)) return log('the database driver sqlite3 is there already');
	const nodedir = await headersToBuildWith(node);
	try {
		await saying(
			log,
			'preparing the database driver sqlite3 (a minute when it has to be built)',
			() =>
				npm(['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'], {
					cwd: folder,
					node,
					env: nodedir ? { npm_config_nodedir: nodedir } : {},
				}),
			{ key: 'database' },
		);
	} catch (error) {
		const missing = await missingTools();
		if (missing.length === 0) throw error;
		throw new HostError(
			`sqlite3 has no ready-made binary here (GitHub cannot be reached?) and cannot be built: ${missing.join(', ')} missing. ` +
				'On Debian or Ubuntu: apt-get install python3 make g++. On macOS: xcode-select --install.',
		);
	}
	const release = join(moduleOf(folder), 'build', 'Release');
	for (const rest of ['obj', 'obj.target', '.deps'])
		rmSync(join(release, rest), { recursive: true, force: true });
	if (!(await sqliteLoads(folder, node)))
		throw new HostError(`The database driver sqlite3 was prepared but does not load in ${node}.`);
}
