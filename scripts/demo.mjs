/**
 * npm run demo: a real n8n with this package beside a simulated 3CX. Opens on a start page that says what to try.
 *
 *   npm run demo              runs until Ctrl-C
 *   npm run demo -- --once    one push and one call, tells what happened, ends with 0 (1 if it is not as it should be)
 *   npm run demo -- --help    the other options
 *
 * Needs Node 20.19 or later and npm; n8n itself is fetched once (scripts/n8n-host.mjs).
 */
const [major, minor] = process.versions.node.split('.').map(Number);

// Nothing is imported above this: an old Node must give a sentence, not a stack.
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(
		`The demo needs Node 20.19 or later; here is ${process.version}. Get one from https://nodejs.org, or: nvm install 24`,
	);
	process.exitCode = 1;
} else {
	const { begin } = await import('./demo/begin.mjs');
	await begin(process.argv.slice(2));
}
