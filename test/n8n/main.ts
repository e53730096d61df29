/**
 * The tests in real n8n: packs the built package, installs it as a user would and runs every *.spec.ts here in turn.
 *
 *   npm run build && npm run test:n8n [-- part-of-a-file-name]
 *
 * N8N_VERSION and N8N_HOST_CACHE choose which n8n and where it is kept (scripts/n8n-host.mjs).
 */
import { resolve } from 'node:path';
import { Checks } from './check';
import { runSpecs } from './runSpecs';
import { startN8n } from './startN8n';

async function main(): Promise<void> {
	const checks = new Checks();
	let lab: Awaited<ReturnType<typeof startN8n>> | undefined;
	try {
		lab = await startN8n(resolve(__dirname, '../..'));
		await runSpecs(__dirname, { check: checks.check, ...lab }, process.argv[2] ?? '');
	} catch (error) {
		await checks.check('real n8n with the package can be set up', () => {
			throw error;
		});
	} finally {
		await lab?.server.stop();
		if (checks.failed > 0 && lab) console.log(`\nwhat n8n said last:\n${lab.server.lastLines()}`);
	}
	console.log(`\n${checks.summary()}`);
	process.exitCode = checks.failed > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	console.log('\n0 passed, 1 failed');
	process.exitCode = 1;
});
