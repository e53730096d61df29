/**
 * n8n's editor in headless Chromium: packs the built package, installs it into a real n8n and runs every *.spec.ts here.
 *
 *   npm run build && npm run test:editor [-- part-of-a-file-name]
 *
 * CHROMIUM_PATH says which browser; without one (apt-get install chromium fonts-dejavu-core) nothing is run, and the
 * reason is told. What was seen is kept as pictures in EDITOR_ARTEFACTS, or in test/editor/.artefacts.
 */
import { resolve } from 'node:path';

import { chromiumPath } from '../browser/chromium';
import { Checks } from '../n8n/check';
import { runSpecs } from '../n8n/runSpecs';
import { openLab, type OpenLab } from './openLab';

async function main(): Promise<void> {
	const path = chromiumPath();
	const checks = new Checks();
	if (path === null) {
		console.log('skipped: there is no Chromium here (apt-get install chromium fonts-dejavu-core)');
		console.log(`\n${checks.summary()}`);
		return;
	}
	const artefacts = resolve(process.env.EDITOR_ARTEFACTS ?? resolve(__dirname, '.artefacts'));
	let open: OpenLab | undefined;
	try {
		open = await openLab(path, artefacts, checks);
		await runSpecs(__dirname, open.lab, process.argv[2] ?? '');
	} catch (error) {
		await checks.check('the editor with the package can be opened', () => {
			throw error;
		});
	} finally {
		await open?.close();
	}
	console.log(`\npictures of this run: ${artefacts}`);
	if (checks.failed > 0 && open)
		console.log(`\nwhat n8n said last:\n${open.lab.server.lastLines()}`);
	console.log(`\n${checks.summary()}`);
	process.exitCode = checks.failed > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	console.log('\n0 passed, 1 failed');
	process.exitCode = 1;
});
