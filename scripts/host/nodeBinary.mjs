import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HostError } from './hostError.mjs';
import { npm, run, tail } from './npm.mjs';
import { saying } from './progress.mjs';

/** The Node that n8n runs on when the running one will not do. */
const NODE_VERSION = process.env.N8N_NODE_VERSION || '24.21.0';

/**
 * The Node ABIs for which the isolated-vm of an n8n carries binaries: 127 is Node 22, 137 is 24, 147 is 26.
 * The last 1.x releases have one (6.2), the first 2.x releases have none, then comes 7.0.
 */
function abisOf(n8nVersion) {
	if (/^1\./.test(n8nVersion)) return ['127', '137'];
	return /^2\.[0-8]\./.test(n8nVersion) ? undefined : ['137', '147'];
}

/** Whether the running Node can run this n8n. */
export function runningNodeWillDo(n8nVersion) {
	if (process.env.N8N_NODE_VERSION) return false;
	const abis = abisOf(n8nVersion);
	if (abis) return abis.includes(process.versions.modules);
	const [major, minor] = process.versions.node.split('.').map(Number);
	return (major > 20 || (major === 20 && minor >= 19)) && major <= 24;
}

/**
 * Node as an npm package. Linux on x64 is what the tests run on. The others were read, not run:
 * linux-arm64 and win-x64 are laid out alike; for the rest the package `node` picks one in its install script.
 */
function nodePackage() {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const key = `${platform}-${process.arch}`;
	const binary = process.platform === 'win32' ? 'node.exe' : 'node';
	const name = ['linux-x64', 'linux-arm64', 'win-x64'].includes(key) ? `node-${key}` : 'node';
	return { name, path: join('node_modules', name, 'bin', binary), scripts: name === 'node' };
}

/** The folder of C++ headers that came with a Node, as npm's `nodedir` wants it; undefined without any. */
export function headersOf(node) {
	const root = dirname(dirname(node));
	return existsSync(join(root, 'include', 'node', 'node_api.h')) ? root : undefined;
}

/** Where the Node for this n8n is or will be. */
export function nodePath(base, n8nVersion) {
	if (runningNodeWillDo(n8nVersion)) return process.execPath;
	return join(base, `node-${NODE_VERSION}`, nodePackage().path);
}

/** Whether a Node starts. */
export async function nodeStarts(node) {
	return existsSync(node) && (await run(node, ['--version'])).ok;
}

/** Fetches Node from the npm registry into `base`, whole or not at all. */
export async function fetchNode(base, log) {
	const target = join(base, `node-${NODE_VERSION}`);
	const temporary = join(base, `.tmp-node-${process.pid}`);
	const { name, path, scripts } = nodePackage();
	rmSync(temporary, { recursive: true, force: true });
	mkdirSync(temporary, { recursive: true });
	await saying(
		log,
		`fetching Node ${NODE_VERSION} (190 MB, seconds)`,
		() =>
			npm(
				[
					'install',
					'--prefix',
					temporary,
					'--no-save',
					`--ignore-scripts=${!scripts}`,
					`${name}@${NODE_VERSION}`,
				],
				{ cwd: temporary, node: process.execPath },
			),
		{ key: 'node' },
	);
	const started = await run(join(temporary, path), ['--version']);
	if (!started.ok) {
		rmSync(temporary, { recursive: true, force: true });
		throw new HostError(
			`The Node ${NODE_VERSION} of the npm registry does not run here (${process.platform} ${process.arch}). ` +
				`Install Node 24 yourself and run this with it.\n${tail(started.output, 3)}`,
		);
	}
	rmSync(target, { recursive: true, force: true });
	renameSync(temporary, target);
}
