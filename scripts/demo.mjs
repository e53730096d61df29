/**
 * npm run demo: a real n8n with this package beside a simulated 3CX, where the on-call push does its work.
 *
 *   npm run demo              runs until Ctrl-C and tells each push
 *   npm run demo -- --once    does one push, tells what happened, ends with 0 (1 if it is not as it should be)
 *
 * Needs Node 20.19 or later and npm; n8n itself is fetched once (scripts/n8n-host.mjs).
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const USAGE = `npm run demo              real n8n and a simulated 3CX until Ctrl-C
npm run demo -- --once    one push, then the end`;

// Nothing but Node is imported above this: without the dependencies there must be a sentence, not a stack.
const [major, minor] = process.versions.node.split('.').map(Number);
const args = process.argv.slice(2);
const unknown = args.filter((arg) => arg !== '--once');

if (args.includes('--help') || args.includes('-h')) {
	console.log(USAGE);
} else if (unknown.length > 0) {
	console.error(`There is no ${unknown.join(' ')} here.\n${USAGE}`);
	process.exitCode = 2;
} else if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`The demo needs Node 20.19 or later; here is ${process.version}.`);
	process.exitCode = 1;
} else if (!existsSync(fileURLToPath(new URL('../node_modules/tsx', import.meta.url)))) {
	console.error('The dependencies are not installed yet. Run: npm ci');
	process.exitCode = 1;
} else {
	const { runDemo } = await import('./demo/runDemo.mjs');
	await runDemo({ once: args.includes('--once') });
}
