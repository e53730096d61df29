import { HostError } from '../host/hostError.mjs';
import { Cleanup } from './cleanup.mjs';
import { claimDemo } from './oneDemo.mjs';
import { choosePorts } from './ports.mjs';
import { runDemo } from './runDemo.mjs';
import { readWishes, USAGE } from './wishes.mjs';

/** Undoes everything when the person, or the system, ends the demo. */
function endOnSignal(cleanup) {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, async () => {
			if (cleanup.isRunning) return;
			console.log('\nstopping …');
			await cleanup.run();
			// 0 for the way a person ends it; the exit handlers remove the temporary folder.
			process.exit(signal === 'SIGINT' ? 0 : 1);
		});
	}
}

/** The demo from its command line to its end. 0: all well, 1: something was wrong, 2: the command line. */
export async function begin(args) {
	const cleanup = new Cleanup();
	let code = 1;
	try {
		const wishes = readWishes(args);
		if (wishes.help) {
			console.log(USAGE);
			return;
		}
		const claim = wishes.once || wishes.another ? undefined : await claimDemo();
		if (claim) cleanup.add(() => claim.release());
		const ports = await choosePorts(wishes, (line) => console.log(line));
		endOnSignal(cleanup);
		code = (await runDemo({ wishes, ports, claim, cleanup })) ? 0 : 1;
	} catch (error) {
		if (cleanup.isRunning) return;
		const isKnown = error instanceof HostError;
		console.error(isKnown ? error.message : error.stack);
		if (isKnown) code = error.exitCode ?? 1;
	}
	if (cleanup.isRunning) return;
	await cleanup.run();
	process.exit(code);
}
