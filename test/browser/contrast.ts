import type { Page } from 'playwright-core';

/** Ratio that WCAG 2 AA asks for; large text may have less, which is not needed here. */
const WANTED = 4.5;

/** A text and the colours it is read in. */
interface Seen {
	text: string;
	colour: string;
	ground: string;
}

/** Texts on the page that are too pale on their ground, in words. */
export async function contrastFaults(page: Page): Promise<string[]> {
	const seen = (await page.evaluate(VISIBLE_TEXTS)) as Seen[];
	if (seen.length < 50) return [`only ${seen.length} texts found`];
	const faults = seen.flatMap(({ text, colour, ground }) => {
		const ratio = contrast(parse(colour), parse(ground));
		return ratio < WANTED ? [`${text}: ${colour} on ${ground} is ${ratio.toFixed(2)}`] : [];
	});
	return [...new Set(faults)];
}

/** Every visible text with its colour and the nearest ground that is not transparent. */
const VISIBLE_TEXTS = `[...document.querySelectorAll('body *')]
	.filter((one) => one.checkVisibility() && !one.closest('.visuallyHidden, .skip, datalist'))
	.filter((one) => one.tagName === 'INPUT' ||
		[...one.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== ''))
	.map((one) => {
		let behind = one;
		const clear = (place) => /, 0\\)$/.test(getComputedStyle(place).backgroundColor);
		while (behind.parentElement && clear(behind)) behind = behind.parentElement;
		return {
			text: String(one.value || one.textContent).trim().slice(0, 40),
			colour: getComputedStyle(one).color,
			ground: getComputedStyle(behind).backgroundColor,
		};
	})`;

function parse(colour: string): number[] {
	const [, figures] = /^rgb\(([^)]+)\)$/.exec(colour) ?? [];
	if (!figures) throw new Error(`There is a colour ${colour} that is not plain`);
	return figures.split(',').map(Number);
}

function contrast(one: number[], other: number[]): number {
	const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance, WCAG 2. */
function luminance(colour: number[]): number {
	const [red = 0, green = 0, blue = 0] = colour.map((figure) => {
		const share = figure / 255;
		return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
