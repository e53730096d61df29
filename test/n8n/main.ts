/**
 * The tests in real n8n: packs the built package, installs it as a user would and runs every *.spec.ts here, shared out
 * to two n8n at a time, as most of the time goes by with waiting for calls. A spec's output comes in one piece.
 *
 *   npm run build && npm run test:n8n [-- part-of-a-file-name]
 *
 * N8N_VERSION and N8N_HOST_CACHE choose which n8n and where it is kept (scripts/n8n-host.mjs).
 * N8N_LANES says how many n8n there are (2).
 */
import { resolve } from 'node:path';
import { ensureN8n } from '../../scripts/host/ensureN8n.mjs';
import { Checks } from './check';
import { runSpecs, specFiles } from './runSpecs';
import { startN8n } from './startN8n';

const ROOT = resolve(__dirname, '../..');
const LANES = Math.max(1, Number(process.env.N8N_LANES) || 2);

/** Takes specs from `files` until there are none, in an n8n of its own. */
async function lane(files: IterableIterator<string>): Promise<Checks> {
	const said: string[] = [];
	const print = (line: string): void => void said.push(line);
	const told = (): void => console.log(said.splice(0).join('\n'));
	const checks = new Checks(print);
	let lab: Awaited<ReturnType<typeof startN8n>> | undefined;
	try {
		lab = await startN8n(ROOT);
		await runSpecs(__dirname, { check: checks.check, ...lab }, files, { print, told });
	} catch (error) {
		await checks.check('real n8n with the package can be set up', () => {
			throw error;
		});
	} finally {
		await lab?.server.stop();
		if (checks.failed > 0 && lab) print(`\nwhat n8n said last:\n${lab.server.lastLines()}`);
		if (said.length > 0) told();
	}
	return checks;
}

async function main(): Promise<void> {
	const wanted = process.argv[2] ?? '';
	const count = [...specFiles(__dirname, wanted)].length;
	// Once, before all want it at the same time.
	await ensureN8n({ log: (line) => console.log(line) });
	const files = specFiles(__dirname, wanted);
	const lanes = Array.from({ length: Math.min(LANES, count) }, async () => await lane(files));
	const all = await Promise.all(lanes);
	const passed = all.reduce((sum, checks) => sum + checks.passed, 0);
	const failed = all.reduce((sum, checks) => sum + checks.failed, 0);
	console.log(`\n${passed} passed, ${failed} failed`);
	// A spec that broke off may have left something open, which must not keep everybody waiting.
	process.exit(failed > 0 ? 1 : 0);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	console.log('\n0 passed, 1 failed');
	process.exitCode = 1;
});
