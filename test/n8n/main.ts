/**
 * The tests in real n8n: packs the built package, installs it as a user would and runs every *.spec.ts here in turn.
 *
 *   npm run build && npm run test:n8n [-- part-of-a-file-name]
 *
 * N8N_VERSION and N8N_HOST_CACHE choose which n8n and where it is kept (scripts/n8n-host.mjs).
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureN8n } from '../../scripts/host/ensureN8n.mjs';
import { Checks } from './check';
import { installPackage } from './install';
import type { Lab, Spec } from './lab';
import { N8nApi } from './n8nApi';
import { N8nServer } from './n8nServer';
import { packPackage } from './pack';
import { temporaryFolder } from './temporaryFolder';

const root = resolve(__dirname, '../..');

async function runSpecs(checks: Checks, lab: Lab): Promise<void> {
	const wanted = process.argv[2] ?? '';
	const files = readdirSync(__dirname)
		.filter((name) => name.endsWith('.spec.ts') && name.includes(wanted))
		.sort();
	for (const file of files) {
		console.log(`\n${file}`);
		const { spec }: { spec: Spec } = await import(`./${file.replace(/\.ts$/, '')}`);
		try {
			await spec(lab);
		} catch (error) {
			// A spec that breaks off outside a check must not pass for one that ran to its end.
			await checks.check(`${file} runs to its end`, () => {
				throw error;
			});
		}
	}
}

async function main(): Promise<void> {
	if (!existsSync(join(root, 'dist')))
		throw new Error('There is no dist folder: run `npm run build` first.');
	const host = await ensureN8n({ log: (line) => console.log(line) });
	const folder = temporaryFolder('3cx-n8n-');
	// Only an exit tidies up; a signal alone would not.
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => process.exit(130));

	const checks = new Checks();
	let server: N8nServer | undefined;
	try {
		const start = Date.now();
		const tarball = await packPackage(root, folder);
		const packageName = await installPackage(tarball, folder);
		server = await N8nServer.start({ host, folder });
		const api = await N8nApi.setUp(server.url);
		const seconds = ((Date.now() - start) / 1000).toFixed(1);
		console.log(`n8n ${host.version} with ${packageName} is up after ${seconds} s`);
		await runSpecs(checks, { check: checks.check, server, api, root, host, tarball, packageName });
	} catch (error) {
		await checks.check('real n8n with the package can be set up', () => {
			throw error;
		});
	} finally {
		await server?.stop();
		if (checks.failed > 0 && server) console.log(`\nwhat n8n said last:\n${server.lastLines()}`);
	}
	console.log(`\n${checks.summary()}`);
	process.exitCode = checks.failed > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	console.log('\n0 passed, 1 failed');
	process.exitCode = 1;
});
