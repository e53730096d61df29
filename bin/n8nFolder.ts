import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Environment } from './terminal';

/** The folder `.n8n` of n8n: in `N8N_USER_FOLDER`, else in the home of the person. */
export function n8nFolder(env: Environment): string {
	const folder = env.N8N_USER_FOLDER?.trim();
	return join(folder === undefined || folder === '' ? homedir() : resolve(folder), '.n8n');
}
