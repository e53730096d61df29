import type { Editor } from './editor';

/** A rectangle on the screen, in pixels. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** A node or a note as the canvas shows it. */
export interface DrawnNode {
	name: string;
	isNote: boolean;
	/** The node and, for all but notes, the words below it. */
	boxes: Box[];
	/** A note whose text does not fit: what is missing needs a scroll. */
	isCutOff: boolean;
}

/** Shows the whole workflow, as the button for it does. */
export async function fitToView(editor: Editor): Promise<void> {
	await editor.id('zoom-to-fit').click();
	await editor.page.waitForFunction(STILL, undefined, { polling: 'raf' });
}

/** Everything on the canvas. */
export async function drawnNodes(editor: Editor): Promise<DrawnNode[]> {
	return await editor.page.evaluate(DRAWN);
}

/** The text of each warning mark, as it comes up under the mouse, by node. */
export async function marks(editor: Editor): Promise<string[]> {
	const texts: string[] = [];
	const tip = editor.id('tooltip-content');
	for (const mark of await editor.id('node-issues').all()) {
		const name = await mark
			.locator(`xpath=ancestor::*[@data-node-name]`)
			.getAttribute('data-node-name');
		await mark.locator('svg').first().hover();
		await tip.first().waitFor();
		texts.push(`${name}: ${(await tip.first().innerText()).replace(/\s+/g, ' ')}`);
		await editor.page.mouse.move(0, 0);
		await tip.waitFor({ state: 'hidden' });
	}
	return texts;
}

/** Names of what lies on something else, and of notes that are cut off. */
export function layoutFaults(drawn: readonly DrawnNode[]): string[] {
	const faults = drawn.flatMap(({ name, isCutOff }) => (isCutOff ? [`${name} is cut off`] : []));
	for (const [index, one] of drawn.entries())
		for (const other of drawn.slice(index + 1))
			if (one.boxes.some((box) => other.boxes.some((another) => overlap(box, another))))
				faults.push(`${one.name} lies on ${other.name}`);
	return faults;
}

/** The smallest box around everything, with a margin. */
export function around(drawn: readonly DrawnNode[], margin: number): Box {
	const boxes = drawn.flatMap((node) => node.boxes);
	const x = Math.min(...boxes.map((box) => box.x)) - margin;
	const y = Math.min(...boxes.map((box) => box.y)) - margin;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + margin;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + margin;
	return { x, y, width: right - x, height: bottom - y };
}

const overlap = (one: Box, other: Box): boolean =>
	one.x < other.x + other.width &&
	other.x < one.x + one.width &&
	one.y < other.y + other.height &&
	other.y < one.y + one.height;

const DRAWN = `[...document.querySelectorAll('.vue-flow__node')].map((node) => {
	const note = node.querySelector('[data-test-id=sticky]');
	const words = note ? [] : node.querySelectorAll('[data-node-name] > [class*=_description_], [data-test-id=canvas-default-node] > [class*=_description_], [data-test-id=canvas-trigger-node] > [class*=_description_]');
	const box = (one) => {
		const { x, y, width, height } = one.getBoundingClientRect();
		return { x, y, width, height };
	};
	return {
		name: node.querySelector('[data-node-name]')?.dataset.nodeName ?? '',
		isNote: note !== null,
		boxes: [node, ...words].map(box),
		isCutOff: [...(note?.querySelectorAll('*') ?? [])].some((part) => part.scrollHeight > part.clientHeight + 2 && getComputedStyle(part).overflowY !== 'visible'),
	};
})`;

/** True once the canvas has not moved for ten frames. */
const STILL = `(() => {
	const now = document.querySelector('.vue-flow__transformationpane')?.style.transform;
	const still = (globalThis.stillCanvas ??= { at: '', frames: 0 });
	still.frames = still.at === now ? still.frames + 1 : 0;
	still.at = now;
	return still.frames >= 10;
})()`;
