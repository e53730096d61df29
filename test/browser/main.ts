/**
 * The web phone in headless Chromium: runs every *.spec.ts here in turn.
 *
 *   npm run test:browser [-- part-of-a-file-name]
 *
 * CHROMIUM_PATH says which browser; without one (apt-get install chromium fonts-dejavu-core) nothing is run, and the reason is told.
 */
import { readdirSync } from 'node:fs';

import { Checks } from '../n8n/check';
import { chromiumPath, launch } from './chromium';
import type { Spec } from './lab';

async function main(): Promise<void> {
	const path = chromiumPath();
	const checks = new Checks();
	if (path === null) {
		console.log('skipped: there is no Chromium here (apt-get install chromium fonts-dejavu-core)');
		console.log(`\n${checks.summary()}`);
		return;
	}
	const browser = await launch(path);
	try {
		console.log(`Chromium ${browser.version()}`);
		const wanted = process.argv[2] ?? '';
		const files = readdirSync(__dirname)
			.filter((name) => name.endsWith('.spec.ts') && name.includes(wanted))
			.sort();
		for (const file of files) {
			console.log(`\n${file}`);
			const { spec }: { spec: Spec } = await import(`./${file.replace(/\.ts$/, '')}`);
			await spec({ browser, check: checks.check });
		}
	} finally {
		await browser.close();
	}
	console.log(`\n${checks.summary()}`);
	process.exitCode = checks.failed > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	console.log('\n0 passed, 1 failed');
	process.exitCode = 1;
});
