import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { equal, holds, matches } from './check';
import type { Spec } from './lab';
import { run } from './run';

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Node names that differ from their file's name: n8n recognises a trigger by that word (docs: design, names). */
const NAMES: Record<string, string> = {
	ThreeCxCallMonitor: 'threeCxCallMonitorTrigger',
	ThreeCxCallReceiver: 'threeCxCallReceiverTrigger',
};

/** The packed package is what n8n loads: its node types, its credential type, its icons, and nothing else of ours. */
export const spec: Spec = async ({ check, api, server, root, host, packageName }) => {
	const { n8n }: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const prefix = `${packageName}.`;
	const ours = (await api.nodeTypes()).filter((type) => type.name.startsWith(prefix));

	await check('n8n loads the node types of package.json and no other', () => {
		const expected = n8n.nodes.map((path) => {
			const file = basename(path, '.node.js');
			return prefix + (NAMES[file] ?? lowerFirst(file));
		});
		// n8n makes a second type `…Tool` out of a node that AI agents may use.
		const loaded = ours.map((type) => type.name).filter((name) => !name.endsWith('Tool'));
		equal(loaded.sort(), expected.sort(), 'the list of node types');
	});

	await check('action nodes can be used by AI agents', () => {
		const actions = ours.filter((type) => !/(Trigger|Tool)$/.test(type.name));
		for (const { name } of actions)
			holds(
				ours.some((type) => type.name === `${name}Tool`),
				`${name} has no tool variant (usableAsTool)`,
			);
	});

	await check('the credential type is there', async () => {
		const types = (await api.credentialTypes()).map((type) => type.name);
		for (const path of n8n.credentials) {
			const name = lowerFirst(basename(path, '.credentials.js'));
			holds(types.includes(name), `n8n does not know the credential type ${name}`);
		}
	});

	await check('light and dark icons are served', async () => {
		const icons = ours.flatMap(({ iconUrl }) =>
			typeof iconUrl === 'object' ? [iconUrl.light, iconUrl.dark] : [iconUrl ?? 'missing'],
		);
		equal(new Set(icons).size >= 2, true, 'a light and a dark icon');
		for (const icon of new Set(icons)) {
			const answer = await api.session.file(`/${icon}`);
			equal(answer.status, 200, `the status of ${icon}`);
			matches(answer.headers.get('content-type'), /svg/, `the type of ${icon}`);
			matches(await answer.text(), /<svg/, `the content of ${icon}`);
		}
	});

	await check('the commands of the package work where n8n has installed it', async () => {
		const folder = dirname(server.filesFolder);
		const program = join(
			folder,
			'.n8n/nodes/node_modules',
			packageName,
			'dist/bin/n8n-nodes-3cx.js',
		);
		const args = [program, 'validate-config', '--n8n', host.n8n];
		// It ends with 1, and this throws, as soon as one line is a FAIL.
		const output = await run(host.node, args, folder, { ...process.env, N8N_USER_FOLDER: folder });
		matches(output, /^OK +The package [\d.]+ is installed/m, 'what validate-config says');
		matches(output, new RegExp(`^OK +n8n ${host.version} `, 'm'), 'what validate-config says');
		matches(output, /^OK +The encryption key is in/m, 'what validate-config says');
	});

	await check('n8n says nothing against the package while loading it', () => {
		const about = server.lines.filter((line) => line.includes(packageName));
		equal(
			about.filter((line) => /error|warn|fail|skip|malformed/i.test(line)),
			[],
			'complaints',
		);
	});
};
