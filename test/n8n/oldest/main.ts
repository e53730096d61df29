/**
 * The short tests in the oldest n8n that is supported: the package loads there, and what people begin with works.
 *
 *   npm run build && npm run test:oldest [-- part-of-a-file-name]
 *
 * N8N_VERSION chooses another one, such as 2.8.4.
 */
import { resolve } from 'node:path';
import { OLDEST_VERSION } from '../../../scripts/host/ensureN8n.mjs';
import { Checks } from '../check';
import { runSpecs } from '../runSpecs';
import { startN8n } from '../startN8n';

async function main(): Promise<void> {
	process.env.N8N_VERSION ||= OLDEST_VERSION;
	const checks = new Checks();
	let lab: Awaited<ReturnType<typeof startN8n>> | undefined;
	try {
		lab = await startN8n(resolve(__dirname, '../../..'));
		await runSpecs(__dirname, { check: checks.check, ...lab }, process.argv[2] ?? '');
	} catch (error) {
		await checks.check('an old n8n with the package can be set up', () => {
			throw error;
		});
	} finally {
		await lab?.server.stop();
		if (checks.failed > 0 && lab) console.log(`\nwhat n8n said last:\n${lab.server.lastLines()}`);
	}
	console.log(`\n${checks.summary()}`);
	// A spec that broke off may have left something open, which must not keep everybody waiting.
	process.exit(checks.failed > 0 ? 1 : 0);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	console.log('\n0 passed, 1 failed');
	process.exitCode = 1;
});
