import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { launch } from '../browser/chromium';
import type { Checks } from '../n8n/check';
import { startN8n } from '../n8n/startN8n';
import { startPbx } from '../pbx';
import { Editor, LOOPBACK_ONLY } from './editor';
import type { Lab } from './lab';

/** A lab and how to close it. */
export interface OpenLab {
	lab: Lab;
	close(): Promise<void>;
}

/** Starts n8n, the simulated 3CX and the browser. A check that fails leaves a picture in `artefacts`. */
export async function openLab(
	chromium: string,
	artefacts: string,
	checks: Checks,
): Promise<OpenLab> {
	rmSync(artefacts, { recursive: true, force: true });
	mkdirSync(artefacts, { recursive: true });
	const n8n = await startN8n(resolve(__dirname, '../..'));
	const pbx = await startPbx();
	const browser = await launch(chromium, [LOOPBACK_ONLY]);
	const close = async (): Promise<void> => {
		await browser.close();
		await pbx.close();
		await n8n.server.stop();
	};
	try {
		const editor = await Editor.open(browser, n8n.server.url);
		const picture = async (name: string): Promise<void> => {
			await editor.page.screenshot({ path: join(artefacts, `${name}.png`) });
		};
		const check: Checks['check'] = async (name, body) => {
			const held = await checks.check(name, body);
			if (!held) await picture(`failed ${name.replace(/\W+/g, ' ').trim()}`);
			return held;
		};
		return { lab: { ...n8n, check, editor, pbx, picture }, close };
	} catch (error) {
		await close();
		throw error;
	}
}
