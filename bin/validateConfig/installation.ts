import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { PACKAGE_NAME, readManifest, readOwnPackage } from '../ownPackage';
import type { Report } from '../report';
import type { Environment } from '../terminal';

const INSTALL = 'Install it in n8n under Settings > Community Nodes, or with npm in that folder.';

/** Whether n8n will find the package, once and with all that it needs (n8n/running-n8n.md §4). */
export function checkInstallation(report: Report, env: Environment, n8nFolder: string): void {
	const nodes = join(n8nFolder, 'nodes');
	const folder = join(nodes, 'node_modules', PACKAGE_NAME);
	const installed = readManifest(folder);
	if (installed === undefined) {
		if (existsSync(join(nodes, PACKAGE_NAME))) {
			report.fail(
				`The package lies in ${join(nodes, PACKAGE_NAME)}, where n8n does not find it`,
				`Put it elsewhere, and run "npm install" with its path in ${nodes}.`,
			);
		} else {
			report.fail(
				`The package is not installed in ${nodes}`,
				`${INSTALL} If n8n has its data elsewhere, set N8N_USER_FOLDER as n8n has it, and run this as the user of n8n.`,
			);
		}
	} else {
		checkWhole(report, folder, installed.version);
	}
	checkTwins(report, env, n8nFolder);
}

function checkWhole(report: Report, folder: string, version: string): void {
	const load = createRequire(join(folder, 'package.json'));
	const missing = (readManifest(folder)?.dependencies ?? []).filter((name) => !isThere(load, name));
	const own = readOwnPackage().version;
	if (!existsSync(join(folder, 'dist', 'nodes'))) {
		report.fail(
			`The package in ${folder} is not built`,
			'Run "npm ci && npm run build" in its folder.',
		);
	} else if (missing.length > 0) {
		report.fail(
			`The package in ${folder} lacks ${missing.join(', ')}`,
			`${INSTALL} Anew, with a way to the npm registry.`,
		);
	} else if (version !== own) {
		report.warn(
			`The package ${version} is installed; this command belongs to ${own}`,
			'Update the package in n8n, or run the command that came with it.',
		);
	} else {
		report.ok(`The package ${version} is installed in ${folder}`);
	}
}

/** Whether a package is in one of the folders that Node would look into; what it exports does not matter here. */
function isThere(load: NodeJS.Require, name: string): boolean {
	return (load.resolve.paths(name) ?? []).some((folder) =>
		existsSync(join(folder, name, 'package.json')),
	);
}

/** A second copy is loaded beside the first, under another name: workflows then ask for the wrong one. */
function checkTwins(report: Report, env: Environment, n8nFolder: string): void {
	const extra = (env.N8N_CUSTOM_EXTENSIONS ?? '').split(';').filter((path) => path.trim() !== '');
	for (const folder of [join(n8nFolder, 'custom'), ...extra.map((path) => resolve(path.trim()))]) {
		const places = [folder, join(folder, PACKAGE_NAME), join(folder, 'node_modules', PACKAGE_NAME)];
		const twin = places.find((place) => readManifest(place)?.name === PACKAGE_NAME);
		if (twin === undefined) continue;
		report.warn(
			`A copy of the package lies in ${twin}: its nodes are called CUSTOM.…`,
			'Workflows made with one copy do not run with the other. Keep the one in the folder "nodes" only.',
		);
	}
}
