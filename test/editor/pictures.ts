/**
 * The pictures of the documentation: n8n's list of nodes, the credential, a panel of each node, each example.
 *
 *   npm run build && npm run pictures [-- part-of-a-picture's-name]
 *
 * They go to docs/pictures; the ones that are there are replaced. It takes the same Chromium as `npm run test:editor`.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

import { chromiumPath } from '../browser/chromium';
import { Checks } from '../n8n/check';
import { temporaryFolder } from '../n8n/temporaryFolder';
import { openLab } from './openLab';
import { takePictures } from './takePictures';

async function main(): Promise<void> {
	const path = chromiumPath();
	if (path === null)
		throw new Error('There is no Chromium here: apt-get install chromium fonts-dejavu-core');
	const folder = resolve(__dirname, '../../docs/pictures');
	mkdirSync(folder, { recursive: true });
	const { lab, close } = await openLab(path, temporaryFolder('3cx-pictures-'), new Checks());
	try {
		await takePictures(lab, folder, process.argv[2] ?? '');
	} finally {
		await close();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
