/**
 * Makes sure that a real n8n, and a Node it accepts, are on this machine: outside the repository, for tests and demo.
 *
 *   node scripts/n8n-host.mjs            prints NODE=… and N8N=… (progress goes to stderr)
 *   node scripts/n8n-host.mjs --check    only says whether they are there: 0 or 1
 *
 * Needs Node 20.19 or later, npm and an npm registry; python3, make and g++ where GitHub cannot be reached.
 * N8N_VERSION       which n8n (2.41.1; the oldest that is tried is 1.123.81)
 * N8N_NODE_VERSION  which Node to fetch (24.21.0), also where the running one would do
 * N8N_HOST_CACHE    where to keep them ($XDG_CACHE_HOME or ~/.cache, then n8n-nodes-3cx)
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder, ensureN8n, findN8n } from './host/ensureN8n.mjs';
import { HostError } from './host/hostError.mjs';

export { cacheFolder, ensureN8n, findN8n, HostError };

/** As `eval` in a shell wants it. */
const shellQuoted = (text) =>
	/^[\w@%+=:,./\\-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
	try {
		const only = process.argv.includes('--check');
		const found = only ? await findN8n() : await ensureN8n();
		if (found)
			process.stdout.write(`NODE=${shellQuoted(found.node)}\nN8N=${shellQuoted(found.n8n)}\n`);
		else process.exitCode = 1;
	} catch (error) {
		if (!(error instanceof HostError)) throw error;
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 1;
	}
}
