import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

function entries(folder) {
	try {
		return readdirSync(folder).filter((name) => !name.startsWith('.'));
	} catch {
		return []; // Not there yet.
	}
}

/**
 * How much of an `npm install` in `folder` is unpacked, 0 to 1. npm tells nothing while it works, but it first makes
 * a folder for every package and then fills them one by one. Undefined before the first is filled.
 */
export function unpackedShare(folder) {
	const root = join(folder, 'node_modules');
	const packages = entries(root).flatMap((name) =>
		name.startsWith('@') ? entries(join(root, name)).map((inner) => join(name, inner)) : [name],
	);
	const filled = packages.filter((name) => existsSync(join(root, name, 'package.json'))).length;
	// Never all of it: after the last package npm still writes its list and links the commands.
	return filled === 0 ? undefined : Math.min(0.99, filled / packages.length);
}
