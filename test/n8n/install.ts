import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run';

interface Manifest {
	name: string;
	version: string;
	[key: string]: unknown;
}

interface NodesManifest {
	name: string;
	private: boolean;
	dependencies: Record<string, string>;
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8'));
const writeJson = (file: string, value: Manifest | NodesManifest): void =>
	writeFileSync(file, JSON.stringify(value, null, 2));

/**
 * Installs a tarball the way n8n's "Install a community node" does: unpack, drop what is not for run time,
 * fetch the declared dependencies without running any script. Returns the package's name.
 */
export async function installPackage(tarball: string, userFolder: string): Promise<string> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const unpacked = join(nodes, 'unpacked');
	mkdirSync(unpacked, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1'], nodes);

	const manifest = readJson<Manifest>(join(unpacked, 'package.json'));
	const folder = join(nodes, 'node_modules', manifest.name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], nodes);
	rmSync(unpacked, { recursive: true, force: true });

	for (const part of ['devDependencies', 'peerDependencies', 'optionalDependencies'])
		delete manifest[part];
	writeJson(join(folder, 'package.json'), manifest);
	await run(
		'npm',
		[
			'install',
			'--audit=false',
			'--fund=false',
			'--bin-links=false',
			'--install-strategy=shallow',
			'--ignore-scripts=true',
			'--package-lock=false',
			'--dry-run=false',
		],
		folder,
	);

	const list = join(nodes, 'package.json');
	const installed: NodesManifest = existsSync(list)
		? readJson<NodesManifest>(list)
		: { name: 'installed-nodes', private: true, dependencies: {} };
	installed.dependencies[manifest.name] = manifest.version;
	writeJson(list, installed);
	return manifest.name;
}
