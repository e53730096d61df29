import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Name of this package, as n8n knows it. */
export const PACKAGE_NAME = 'n8n-nodes-3cx-call-control';

/** What is needed of a package.json. */
export interface Manifest {
	name: string;
	version: string;
	/** Names of the packages that it needs while it runs. */
	dependencies: readonly string[];
}

/** The package.json of a folder; undefined when there is none, or it cannot be read. */
export function readManifest(folder: string): Manifest | undefined {
	const file = join(folder, 'package.json');
	if (!existsSync(file)) return undefined;
	try {
		const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
		if (typeof value !== 'object' || value === null) return undefined;
		const text = (name: string) => {
			const field: unknown = Reflect.get(value, name);
			return typeof field === 'string' ? field : '';
		};
		const needed: unknown = Reflect.get(value, 'dependencies');
		const dependencies = typeof needed === 'object' && needed !== null ? Object.keys(needed) : [];
		return { name: text('name'), version: text('version'), dependencies };
	} catch {
		return undefined;
	}
}

/** The nearest package.json with this name, from a folder upwards. */
export function manifestAbove(folder: string, name: string): Manifest | undefined {
	const found = readManifest(folder);
	if (found?.name === name) return found;
	const above = dirname(folder);
	return above === folder ? undefined : manifestAbove(above, name);
}

/** The package that this file belongs to, compiled or not. */
export function readOwnPackage(): Manifest {
	const found = manifestAbove(__dirname, PACKAGE_NAME);
	if (found) return found;
	throw new Error(`The package.json of ${PACKAGE_NAME} is missing. Install the package anew.`);
}
