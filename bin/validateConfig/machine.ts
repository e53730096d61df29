import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findN8n } from '../findN8n';
import { tooOldNode } from '../nodeVersion';
import type { Report } from '../report';
import type { Environment } from '../terminal';

/** Node, npm and n8n. */
export function checkMachine(report: Report, env: Environment, n8nPath: string | undefined): void {
	const { node } = process.versions;
	const old = tooOldNode(node);
	if (old === undefined) report.ok(`Node ${node}`);
	else report.fail(old);
	if (isInPath(env, 'npm')) report.ok('npm is in the PATH');
	else
		report.warn('npm is not in the PATH', 'It comes with Node, and n8n needs it to install nodes.');
	checkN8n(report, env, n8nPath);
}

function checkN8n(report: Report, env: Environment, path: string | undefined): void {
	const n8n = findN8n(env, path);
	if (n8n === undefined) {
		const where = path === undefined ? 'in the PATH' : `at ${path}`;
		report.warn(
			`n8n was not found ${where}`,
			'Where n8n runs in Docker, run this inside its container; else name it with --n8n.',
		);
		return;
	}
	const major = Number(n8n.version.split('.')[0]);
	if (major >= 1) report.ok(`n8n ${n8n.version} (${n8n.path})`);
	else report.fail(`n8n ${n8n.version} is too old for this package`, 'Update n8n to 1.x or 2.x.');
}

function isInPath(env: Environment, name: string): boolean {
	const folders = (env.PATH ?? env.Path ?? '').split(delimiter);
	return folders.some((folder) =>
		[name, `${name}.cmd`].some((file) => folder !== '' && existsSync(join(folder, file))),
	);
}
