import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../host/npm.mjs';
import { checkRegistry } from '../host/registry.mjs';

/** The dependencies that the demo itself needs; npm writes its own list last, so that half an install is noticed. */
const isThere = (root) =>
	['tsx', 'ws', 'typescript', '.package-lock.json'].every((name) =>
		existsSync(join(root, 'node_modules', name)),
	);

/** `npm ci`, unless it was done: then from a fresh clone one command is enough. */
export async function installPackages(root, steps) {
	if (isThere(root)) return steps.skip('packages');
	await checkRegistry(process.execPath, 'the tools of this project are fetched');
	await steps.run('packages', () => npm(['ci'], { cwd: root, node: process.execPath }));
}
