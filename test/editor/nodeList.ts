import type { Locator } from 'playwright-core';

import type { Box } from './canvas';
import type { Editor } from './editor';

/** One entry of the list of nodes. */
export interface ListedNode {
	name: string;
	description: string;
	/** The address of its icon, or why there is none. */
	icon: string;
}

/** Opens the list of nodes and searches in it. */
export async function searchNodes(editor: Editor, text: string): Promise<void> {
	const search = editor.id('node-creator-search-bar');
	if (!(await search.isVisible())) await editor.page.keyboard.press('n');
	await search.fill(text);
}

/** The entries that are shown once `expected` is among them, and each icon has come or failed. */
export async function listedNodes(editor: Editor, expected: string): Promise<ListedNode[]> {
	await listed(editor, expected).waitFor();
	return await editor.page.evaluate(ENTRIES);
}

const ENTRIES = `Promise.all([...document.querySelectorAll('[data-test-id=item-iterator-item]')]
	.filter((entry) => entry.checkVisibility())
	.map(async (entry) => {
		const text = (part) => entry.querySelector('[data-test-id=node-creator-item-' + part + ']')?.textContent?.trim() ?? '';
		const image = entry.querySelector('img');
		await image?.decode().catch(() => undefined);
		const icon = !image ? 'none' : image.naturalWidth > 0 ? new URL(image.src).pathname : 'not loaded';
		return { name: text('name'), description: text('description'), icon };
	}))`;

/** Where the list is, down to its last entry. */
export async function listBox(editor: Editor): Promise<Box> {
	return await editor.page.evaluate(LIST_BOX);
}

const LIST_BOX = `(() => {
	const { x, y, width } = document.querySelector('[data-test-id=node-creator] > *').getBoundingClientRect();
	const entries = [...document.querySelectorAll('[data-test-id=item-iterator-item]')];
	return { x, y, width, height: Math.max(...entries.map((one) => one.getBoundingClientRect().bottom)) + 16 - y };
})()`;

/** Adds a node that is found by its name; with `action` the one of its actions. Its panel opens. */
export async function addNode(editor: Editor, name: string, action?: string): Promise<void> {
	await searchNodes(editor, name);
	await listed(editor, name).click();
	if (action) await listed(editor, action).click();
	else await editor.page.getByRole('button', { name: 'Add to workflow' }).click();
	await editor.id('ndv').waitFor();
}

const listed = (editor: Editor, name: string): Locator =>
	editor.id('node-creator-item-name').getByText(name, { exact: true });
