import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { HostError } from './hostError.mjs';
import { withLock } from './lock.mjs';
import {
	checkSpace,
	installN8n,
	n8nIsInstalled,
	n8nIsReady,
	n8nPath,
	repairN8n,
} from './n8nInstall.mjs';
import { fetchNode, nodePath, nodeStarts } from './nodeBinary.mjs';
import { timed } from './progress.mjs';
import { checkRegistry } from './registry.mjs';

const DEFAULT_VERSION = '2.41.1';

/** The oldest n8n in which the nodes are tried. */
export const OLDEST_VERSION = '1.123.81';

/** The folder that keeps n8n and Node between runs. */
export function cacheFolder() {
	const { N8N_HOST_CACHE, XDG_CACHE_HOME } = process.env;
	return resolve(
		N8N_HOST_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-3cx'),
	);
}

/** What runs that were killed left behind; only called while holding the lock. */
function sweep(base) {
	for (const name of readdirSync(base))
		if (name.startsWith('.tmp-'))
			rmSync(join(base, name), { recursive: true, force: true, maxRetries: 3, retryDelay: 200 });
}

/** Which n8n is wanted, and whether what runs this script can do anything about it. */
function wanted() {
	const version = process.env.N8N_VERSION || DEFAULT_VERSION;
	if (!/^\d+\.\d+\.\d+$/.test(version))
		throw new HostError(
			`N8N_VERSION must be a version such as ${DEFAULT_VERSION}, not "${version}".`,
		);
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19))
		throw new HostError(
			`This needs Node 20.19 or later to start from; here is ${process.version}. ` +
				'Get one from https://nodejs.org, or: nvm install 24',
		);
	const base = cacheFolder();
	return { node: nodePath(base, version), n8n: n8nPath(base, version), version };
}

async function isReady(base, { node, version }) {
	return (await nodeStarts(node)) && (await n8nIsReady(base, version, node));
}

/** The Node and the n8n that are there already; undefined when something is missing. */
export async function findN8n() {
	const host = wanted();
	return (await isReady(cacheFolder(), host)) ? host : undefined;
}

/** Returns a Node and an n8n that run, after installing what is missing. `log` gets progress in plain words. */
export async function ensureN8n({ log = (line) => process.stderr.write(`${line}\n`) } = {}) {
	const base = cacheFolder();
	const host = wanted();
	if (await isReady(base, host)) return host;

	const say = timed(log);
	try {
		mkdirSync(base, { recursive: true });
	} catch (error) {
		throw new HostError(
			`${base} cannot be made (${error.code}). Set N8N_HOST_CACHE to a folder of yours.`,
		);
	}
	const { node, version } = host;
	say(`n8n ${version} is prepared once in ${base}`);
	await withLock(join(base, '.install-lock'), say, async () => {
		if (await isReady(base, host)) return; // The run we waited for did it.
		sweep(base);
		// Also for Ctrl-C in the middle: half an n8n is of no use and takes gigabytes.
		const tidy = () => {
			say('removing what was fetched only in part; the next run begins anew');
			try {
				sweep(base);
			} catch {
				// npm had not quite ended; the next run sweeps.
			}
		};
		process.prependOnceListener('exit', tidy);
		try {
			const isInstalled = n8nIsInstalled(base, version);
			const hasNode = await nodeStarts(node);
			if (!isInstalled) checkSpace(base);
			if (!isInstalled || !hasNode)
				await checkRegistry(process.execPath, `n8n ${version} is fetched`);
			if (!hasNode) await fetchNode(base, say);
			if (await isReady(base, host)) return;
			if (n8nIsInstalled(base, version)) await repairN8n(base, version, node, say);
			else await installN8n(base, version, node, say);
		} finally {
			process.off('exit', tidy);
			sweep(base);
		}
	});
	return host;
}
