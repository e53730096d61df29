import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { equal } from './check';
import { installPackage } from './install';
import type { Lab, Spec } from './lab';
import { n8nEnv } from './n8nEnv';
import { run } from './run';
import { temporaryFolder } from './temporaryFolder';

/** The node by which it is told whether n8n has found the package. */
const NODE = 'threeCxUpdateOnCallForwarding';

/** What a fresh n8n calls our node; empty when it does not find it. No server is needed for that. */
async function loadedAs(lab: Lab, home: string): Promise<string[]> {
	const file = join(home, 'types.json');
	const args = [lab.host.n8n, 'export:nodes', `--output=${file}`];
	await run(lab.host.node, args, home, await n8nEnv(lab.host, home));
	const types: Array<{ name: string }> = JSON.parse(readFileSync(file, 'utf8'));
	return types.map(({ name }) => name).filter((name) => name.endsWith(`.${NODE}`));
}

/** What a clone looks like after `npm ci` and `npm run build`, as far as n8n can see it. */
async function clone(lab: Lab, folder: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	await run('tar', ['-xzf', lab.tarball, '-C', folder, '--strip-components=1'], folder);
	// The tools take npm most of a minute to look up, and n8n never sees them.
	const file = join(folder, 'package.json');
	const manifest: object = JSON.parse(readFileSync(file, 'utf8'));
	writeFileSync(file, JSON.stringify({ ...manifest, devDependencies: {} }));
	await npmInstall(folder);
}

async function npmInstall(folder: string, ...more: string[]): Promise<void> {
	const args = ['install', '--legacy-peer-deps', '--ignore-scripts', '--dry-run=false', ...more];
	await run('npm', args, folder);
}

/** Every way of installing that the README names, and those of which it says that they do not work. */
export const spec: Spec = async (lab) => {
	const ours = `${lab.packageName}.${NODE}`;
	const ways: Array<[name: string, names: string[], install: (home: string) => Promise<unknown>]> =
		[
			['as the editor does it', [ours], async (home) => await installPackage(lab.tarball, home)],
			[
				'npm install of the packed file into ~/.n8n/nodes',
				[ours],
				async (home) => {
					const nodes = join(home, '.n8n', 'nodes');
					mkdirSync(nodes, { recursive: true });
					await npmInstall(nodes, lab.tarball);
				},
			],
			[
				'npm install of a clone that lies elsewhere',
				[ours],
				async (home) => {
					const nodes = join(home, '.n8n', 'nodes');
					mkdirSync(nodes, { recursive: true });
					await clone(lab, join(home, 'clone'));
					await npmInstall(nodes, join(home, 'clone'));
				},
			],
			[
				'a clone in ~/.n8n/nodes is not found',
				[],
				async (home) => await clone(lab, join(home, '.n8n', 'nodes', lab.packageName)),
			],
			[
				'a clone in ~/.n8n/custom has another name',
				[`CUSTOM.${NODE}`],
				async (home) => await clone(lab, join(home, '.n8n', 'custom', lab.packageName)),
			],
		];
	const rest = ways.values();
	const lane = async () => {
		for (const [name, names, install] of rest)
			await lab.check(`install: ${name}`, async () => {
				const home = temporaryFolder('3cx-install-');
				await install(home);
				equal(await loadedAs(lab, home), names, 'the names n8n has for the node');
				rmSync(home, { recursive: true, force: true });
			});
	};
	// Each has a home of its own; two keep two cores busy.
	await Promise.all([lane(), lane()]);
};
