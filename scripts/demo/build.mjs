import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../host/npm.mjs';

function newest(folder) {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.reduce(
			(latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs),
			0,
		);
}

/** Whether the compiled code is older than what it is made of. */
function isStale(root) {
	const dist = join(root, 'dist', 'nodes');
	if (!existsSync(dist)) return true;
	const sources = Math.max(
		newest(join(root, 'nodes')),
		newest(join(root, 'credentials')),
		statSync(join(root, 'package.json')).mtimeMs,
	);
	return newest(dist) < sources;
}

/** Builds the package unless it is built. */
export async function buildIfNeeded(root, steps) {
	if (!isStale(root)) return steps.skip('build');
	await steps.run('build', () => npm(['run', 'build'], { cwd: root, node: process.execPath }));
}
