import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { equal, holds } from '../check';
import { spec as exampleEditor } from '../exampleEditor.spec';
import type { Spec } from '../lab';
import { spec as packageLoads } from '../package.spec';
import { run } from '../run';

/** What n8n looks at before anything runs: the types of the package, what they take from n8n, and the examples. */
export const spec: Spec = async (lab) => {
	const { check, host, root } = lab;

	await check('this n8n has every name that the package takes from n8n-workflow', async () => {
		const names = namesTaken(join(root, 'dist'));
		holds(names.includes('NodeOperationError'), 'no names were found in dist');
		const program = `const found = require.resolve('n8n-workflow', { paths: [process.argv[1]] });
			console.log(JSON.stringify(Object.keys(require(found))))`;
		const exported: string[] = JSON.parse(await run(host.node, ['-e', program, host.n8n], root));
		equal(
			names.filter((name) => !exported.includes(name)),
			[],
			`names that the n8n-workflow of n8n ${host.version} does not export`,
		);
	});

	await packageLoads(lab);
	await exampleEditor(lab);
};

/** As tsc writes them. */
function namesTaken(dist: string): string[] {
	const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
	const names = files
		.filter((file) => file.endsWith('.js'))
		.flatMap((file) => [
			...readFileSync(join(dist, file), 'utf8').matchAll(/\bn8n_workflow_\d+\.(\w+)/g),
		])
		.map(([, name = '']) => name);
	return [...new Set(names)];
}
