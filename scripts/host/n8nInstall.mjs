import {
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statfsSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { HostError } from './hostError.mjs';
import { npm } from './npm.mjs';
import { saying } from './progress.mjs';
import { prepareSqlite, sqliteLoads } from './sqlite.mjs';
import { unpackedShare } from './unpacked.mjs';

/** Measured: 2.6 GB installed, and npm unpacks into its own cache beside it. */
const NEEDED_GB = 5;

/**
 * Versions that n8n's own dependencies cannot be had without: linkedom 0.18.15 wants a package that is gone from
 * some registries, n8n 1.x takes xlsx from an address outside the registry.
 */
const OVERRIDES = { linkedom: '0.18.12', xlsx: '0.18.5' };

const folderOf = (base, version) => join(base, `n8n-${version}`);
const stampOf = (folder) => join(folder, '.ready');

/** The file to start n8n with. */
export const n8nPath = (base, version) =>
	join(folderOf(base, version), 'node_modules', 'n8n', 'bin', 'n8n');

/** Whether n8n was installed to the end and its database driver loads in this Node. */
export async function n8nIsReady(base, version, node) {
	const folder = folderOf(base, version);
	return (
		existsSync(stampOf(folder)) &&
		existsSync(n8nPath(base, version)) &&
		(await sqliteLoads(folder, node))
	);
}

/** Whether the files are there and only the database driver has to be built anew (another Node than before). */
export const n8nIsInstalled = (base, version) =>
	existsSync(stampOf(folderOf(base, version))) && existsSync(n8nPath(base, version));

/** Builds the database driver of an installed n8n for this Node. */
export const repairN8n = (base, version, node, log) =>
	prepareSqlite(folderOf(base, version), node, log);

/** Throws when the disk is too full for a fresh install. */
export function checkSpace(base) {
	const { bavail, bsize } = statfsSync(base);
	const free = (bavail * bsize) / 1e9;
	if (free < NEEDED_GB)
		throw new HostError(
			`n8n needs ${NEEDED_GB} GB of disk while it is installed, and ${base} has ${free.toFixed(1)} GB. ` +
				'Make room or set N8N_HOST_CACHE to a folder on another disk.',
		);
}

/** Installs n8n beside its final folder, proves that it loads, and moves it there in one step. */
export async function installN8n(base, version, node, log) {
	const folder = join(base, `.tmp-n8n-${process.pid}`);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(
		join(folder, 'package.json'),
		JSON.stringify({
			name: 'n8n-host',
			version: '0.0.0',
			private: true,
			dependencies: { n8n: version },
			overrides: OVERRIDES,
		}),
	);
	await saying(
		log,
		`installing n8n ${version} (700 MB to fetch, 2.6 GB on disk, 2 to 4 minutes)`,
		() =>
			npm(['install', '--ignore-scripts', '--omit=dev', '--omit=optional'], { cwd: folder, node }),
		{ key: 'n8n', share: () => unpackedShare(folder) },
	);
	const installed = JSON.parse(
		readFileSync(join(folder, 'node_modules', 'n8n', 'package.json'), 'utf8'),
	).version;
	await prepareSqlite(folder, node, log);
	writeFileSync(
		stampOf(folder),
		JSON.stringify({ n8n: installed, node, at: new Date().toISOString() }),
	);
	const target = folderOf(base, version);
	rmSync(target, { recursive: true, force: true });
	renameSync(folder, target);
	log(`n8n ${installed} is ready`);
}
