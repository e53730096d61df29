import type { Box } from './canvas';
import type { Editor } from './editor';

/** Opens the panel of a node that is on the canvas. */
export async function openPanel(editor: Editor, node: string): Promise<void> {
	const drawn = `[data-test-id=canvas-node][data-node-name=${JSON.stringify(node)}]`;
	await editor.page.locator(drawn).dblclick();
	await editor.id('node-parameters').waitFor();
	// Collections come a moment after the rest.
	await editor.page.waitForFunction(SETTLED, undefined, { polling: 'raf' });
}

export async function closePanel(editor: Editor): Promise<void> {
	await editor.id('ndv-close-button').click();
	await editor.id('ndv').waitFor({ state: 'hidden' });
}

/** Where the parameters of the open panel are, with its tabs, down to the last one. */
export async function parametersBox(editor: Editor): Promise<Box> {
	return await editor.page.evaluate(PARAMETERS_BOX);
}

const PARAMETERS_BOX = `(() => {
	const list = document.querySelector('[data-test-id=node-parameters]');
	let column = list;
	while (!column.querySelector('[data-test-id=tab-params]')) column = column.parentElement;
	const { x, y, width } = column.getBoundingClientRect();
	const parts = [...list.querySelectorAll('input, textarea, button, .parameter-item, [data-test-id^=parameter-input], .notice')];
	const bottoms = parts.filter((part) => part.checkVisibility()).map((part) => part.getBoundingClientRect().bottom);
	return { x, y, width, height: Math.max(...bottoms) + 16 - y };
})()`;

/** True once the parameters have not grown for thirty frames. */
const SETTLED = `(() => {
	const now = document.querySelector('[data-test-id=node-parameters]').querySelectorAll('*').length;
	const settled = (globalThis.settledPanel ??= { at: 0, frames: 0 });
	settled.frames = settled.at === now ? settled.frames + 1 : 0;
	settled.at = now;
	return settled.frames >= 30;
})()`;
