import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const ROUNDS = 7;

/** Loading all nodes and credentials as built, against loading the libraries that they use. */
export async function loadTime(): Promise<string[]> {
	const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const own = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((path) => `./${path}`);
	const libraries = ['axios', 'luxon', 'libphonenumber-js/min'];
	// n8n has loaded n8n-workflow long before it loads a node.
	const bare = median(libraries);
	const ours = median(own);
	return [
		'Loading all nodes and credentials against loading their libraries alone (n8n-workflow loaded before)',
		`  ours ${ours.toFixed(0)} ms, libraries ${bare.toFixed(0)} ms, ratio ${(ours / bare).toFixed(2)}`,
	];
}

function median(modules: readonly string[]): number {
	const script = `require('n8n-workflow'); const start = performance.now(); for (const name of ${JSON.stringify(modules)}) require(name); console.log(performance.now() - start);`;
	const times = Array.from({ length: ROUNDS }, () =>
		Number(execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' })),
	).sort((a, b) => a - b);
	return times[Math.floor(ROUNDS / 2)] ?? 0;
}
