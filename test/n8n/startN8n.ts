import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureN8n } from '../../scripts/host/ensureN8n.mjs';
import { installPackage } from './install';
import type { Lab } from './lab';
import { N8nApi } from './n8nApi';
import { N8nServer } from './n8nServer';
import { packPackage } from './pack';
import { temporaryFolder } from './temporaryFolder';

/** Packs the built package of `root`, installs it as a user would, starts n8n with it and makes its owner. */
export async function startN8n(root: string): Promise<Omit<Lab, 'check'>> {
	if (!existsSync(join(root, 'dist')))
		throw new Error('There is no dist folder: run `npm run build` first.');
	const host = await ensureN8n({ log: (line) => console.log(line) });
	// Only an exit tidies up; a signal alone would not.
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => process.exit(130));
	const folder = temporaryFolder('3cx-n8n-');
	const start = Date.now();
	const tarball = await packPackage(root, folder);
	const packageName = await installPackage(tarball, folder);
	const server = await N8nServer.start({ host, folder });
	try {
		const api = await N8nApi.setUp(server.url);
		const seconds = ((Date.now() - start) / 1000).toFixed(1);
		console.log(`n8n ${host.version} with ${packageName} is up after ${seconds} s`);
		return { server, api, root, host, tarball, packageName };
	} catch (error) {
		await server.stop();
		throw error;
	}
}
