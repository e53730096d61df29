import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './terminal';

/** A key, or why there is none. The key itself is never shown. */
export interface KeyReading {
	key?: string;
	/** As the end of a sentence. */
	problem?: string;
}

/** The key by the environment, as n8n takes it: the variable, or the file that another one names. */
export function keyByEnvironment(env: Environment): KeyReading {
	const { N8N_ENCRYPTION_KEY: key, N8N_ENCRYPTION_KEY_FILE: file } = env;
	if (key !== undefined && key !== '') return { key };
	if (file === undefined || file === '') return {};
	try {
		return { key: readFileSync(file, 'utf8').trim() };
	} catch {
		return { problem: `the file in N8N_ENCRYPTION_KEY_FILE (${file}) cannot be read` };
	}
}

/** n8n's own settings, which hold the key that it has made. */
export function settingsFile(n8nFolder: string): string {
	return join(n8nFolder, 'config');
}

/** The key that n8n keeps in its folder. */
export function keyInFolder(n8nFolder: string): KeyReading {
	const file = settingsFile(n8nFolder);
	if (!existsSync(file)) return {};
	try {
		const settings: unknown = JSON.parse(readFileSync(file, 'utf8'));
		const key: unknown =
			typeof settings === 'object' && settings !== null
				? Reflect.get(settings, 'encryptionKey')
				: undefined;
		return typeof key === 'string' && key !== '' ? { key } : {};
	} catch {
		return { problem: `${file} cannot be read as n8n's settings` };
	}
}
