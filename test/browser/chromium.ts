import { existsSync } from 'node:fs';

import { chromium, type Browser } from 'playwright-core';

const USUAL_PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where Chromium is: `CHROMIUM_PATH`, or one of the usual places; null where there is none. */
export function chromiumPath(): string | null {
	const wanted = process.env.CHROMIUM_PATH;
	return (wanted ? [wanted] : USUAL_PLACES).find((path) => existsSync(path)) ?? null;
}

/** A browser for a machine without screen, sound card and network; its microphone beeps. */
export async function launch(executablePath: string, more: string[] = []): Promise<Browser> {
	return await chromium.launch({
		executablePath,
		headless: true,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--use-fake-device-for-media-stream',
			'--use-fake-ui-for-media-stream',
			...more,
		],
	});
}
