import { delimiter, dirname } from 'node:path';
import type { N8nHost } from '../../scripts/host/ensureN8n.mjs';
import { freePort } from './freePort';

/** Settings of the person's own n8n that must not reach ours. */
const NOT_INHERITED =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|CREDENTIALS_|WORKFLOWS_|GENERIC_TIMEZONE|WEBHOOK_URL|NODE_FUNCTION_|npm_)/i;

/** The environment of an n8n that lives in `folder` and nowhere else: never in the home of a person. */
export async function n8nEnv(host: N8nHost, folder: string): Promise<Record<string, string>> {
	const inherited = Object.entries(process.env).filter(([key]) => !NOT_INHERITED.test(key));
	return {
		...Object.fromEntries(inherited),
		PATH: `${dirname(host.node)}${delimiter}${process.env.PATH ?? ''}`,
		HOME: folder,
		USERPROFILE: folder,
		N8N_USER_FOLDER: folder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: 'localhost',
		N8N_PROTOCOL: 'http',
		// The second port n8n opens; a fixed one would collide with a second n8n.
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_ENCRYPTION_KEY: 'only-for-this-temporary-folder',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_PYTHON_ENABLED: 'false',
		DB_TYPE: 'sqlite',
		// n8n 1.x has one connection otherwise, in which transactions that meet break each other off.
		DB_SQLITE_POOL_SIZE: '4',
		EXECUTIONS_MODE: 'regular',
	};
}
