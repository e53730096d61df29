/**
 * npm run test-backups [-- options]: proves that exported workflows and credentials can be restored, with the n8n that
 * the tests use, which is fetched once (scripts/n8n-host.mjs). With --n8n PATH another n8n is taken.
 * Options: scripts/run-command.sh test-backups --help
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureN8n, HostError } from './n8n-host.mjs';

const script = fileURLToPath(new URL('run-command.sh', import.meta.url));
const args = process.argv.slice(2);
const isNamed = args.some((arg) => /^(--n8n|--help|-h)(=|$)/.test(arg));

try {
	const host = isNamed ? undefined : await ensureN8n();
	const n8n = host ? ['--n8n', host.n8n, '--node', host.node] : [];
	const { status } = spawnSync('sh', [script, 'test-backups', ...n8n, ...args], {
		stdio: 'inherit',
	});
	process.exitCode = status ?? 1;
} catch (error) {
	if (!(error instanceof HostError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
