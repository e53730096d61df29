import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { HostError } from './hostError.mjs';

/**
 * Settings that `npm run` hands down from this repository and that would spoil an install elsewhere
 * (`ignore-scripts` would leave sqlite3 unbuilt, `dry-run` everything).
 */
const NOT_INHERITED =
	/^npm_config_(ignore_scripts|dry_run|omit|include|global|prefix|local_prefix|workspaces?|package_lock|json|nodedir)$/i;

/** What npm's words mean for the person at the keyboard. */
const CAUSES = [
	[
		/ENOSPC/,
		'The disk is full. Make room, or set N8N_HOST_CACHE and npm_config_cache to folders on another disk.',
	],
	[
		/SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|CERT_/,
		'The npm registry answers with a certificate that Node does not trust. Behind a company proxy set NODE_EXTRA_CA_CERTS to its certificate file.',
	],
	[
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|EHOSTUNREACH/,
		'The npm registry cannot be reached. Check the network, the proxy (HTTPS_PROXY) and `npm config get registry`.',
	],
	[
		/E404|ETARGET/,
		'This npm registry does not hold a package that is needed; choose another n8n with N8N_VERSION.',
	],
	[
		/cache folder contains root-owned files|_cacache.*(EACCES|EPERM|EROFS)|(EACCES|EPERM|EROFS)[^]*_cacache/,
		"npm's own cache cannot be written, often because npm once ran as root. Give it back to you (sudo chown -R $(id -u) ~/.npm) or set npm_config_cache to a folder of yours.",
	],
	[/EACCES|EPERM|EROFS/, 'The folder cannot be written. Set N8N_HOST_CACHE to a folder of yours.'],
];

/** The environment of a program that must see `node` first in its PATH. */
export function envFor(node, extra = {}) {
	const env = Object.fromEntries(
		Object.entries(process.env).filter(([key]) => !NOT_INHERITED.test(key)),
	);
	// On Windows the variable may be spelled Path; there must be one only.
	const pathKey = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
	env[pathKey] = [dirname(node), env[pathKey]].filter(Boolean).join(delimiter);
	return {
		...env,
		npm_config_loglevel: 'error',
		npm_config_audit: 'false',
		npm_config_fund: 'false',
		npm_config_update_notifier: 'false',
		npm_config_yes: 'true',
		...extra,
	};
}

/** Runs a program to its end and returns what it printed; never throws for an exit code. */
export function run(command, args, options = {}) {
	return new Promise((resolve) => {
		// npm is a .cmd file on Windows, which only a shell can start.
		const child = spawn(command, args, {
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: process.platform === 'win32' && command === 'npm',
			...options,
		});
		// Ends with us, also when only we were told to.
		const kill = () => child.kill();
		process.prependOnceListener('exit', kill);
		let output = '';
		child.stdout.on('data', (chunk) => (output += chunk));
		child.stderr.on('data', (chunk) => (output += chunk));
		child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}` }));
		child.on('close', (code, signal) => {
			process.off('exit', kill);
			resolve({ ok: code === 0, code, signal, output });
		});
	});
}

/** The last lines of a program's output, for a message. */
export function tail(output, lines = 15) {
	return output.trim().split('\n').slice(-lines).join('\n');
}

/** Runs npm in a folder under a given Node; failing, says why in words. */
export async function npm(args, { cwd, node, env }) {
	const result = await run('npm', args, { cwd, env: envFor(node, env) });
	if (result.ok) return result.output;
	if (/ENOENT/.test(result.output) && result.code === undefined)
		throw new HostError('npm is not installed or not in the PATH. It comes with Node.');
	const cause = CAUSES.find(([pattern]) => pattern.test(result.output))?.[1];
	throw new HostError(
		`npm ${args.join(' ')} did not succeed.${cause ? ` ${cause}` : ''}\n${tail(result.output)}`,
	);
}
