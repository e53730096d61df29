import { realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { manifestAbove } from './ownPackage';
import type { Environment } from './terminal';

/** An n8n on this machine. */
export interface FoundN8n {
	/** The script that starts it; run it with Node. */
	path: string;
	version: string;
}

/**
 * The n8n that a terminal would start. It is found by its files, for starting it would write into the home of the person.
 *
 * @param path of n8n itself, where it is not in the PATH
 */
export function findN8n(env: Environment, path?: string): FoundN8n | undefined {
	const places =
		path === undefined
			? (env.PATH ?? env.Path ?? '').split(delimiter).flatMap((folder) => [
					join(folder, 'n8n'),
					// On Windows the PATH holds a script beside the package.
					join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
				])
			: [path];
	for (const place of places) {
		const found = n8nAt(place);
		if (found) return found;
	}
	return undefined;
}

function n8nAt(place: string): FoundN8n | undefined {
	try {
		const path = realpathSync(place);
		if (!statSync(path).isFile()) return undefined;
		const version = manifestAbove(dirname(path), 'n8n')?.version;
		return version === undefined ? undefined : { path, version };
	} catch {
		// Not there, or not readable.
		return undefined;
	}
}
