import type { Page } from 'playwright-core';

import { equal, holds } from '../n8n/check';
import { waitFor } from '../n8n/waitFor';
import { contrastFaults } from './contrast';
import { reads, withPhone, type OpenPhone, type Spec } from './lab';
import { Program } from './program';

/** For everybody: keyboard alone, a small screen, the dark, German. */
export const spec: Spec = async (lab) => {
	const { check } = lab;

	await check('makes a whole call by keyboard alone', () =>
		withPhone(lab, async ({ pbx, page }) => {
			const program = await Program.start(pbx);
			await page.keyboard.press('Tab');
			equal(await focused(page), 'A to', 'first stop');
			await page.keyboard.press('Enter');
			equal(await focused(page), 'INPUT to', 'where the skip link leads');
			await page.keyboard.press('ControlOrMeta+A');
			await page.keyboard.type('800');
			await page.keyboard.press('Enter');
			await reads(page, '#status', /^Connected with 800$/);
			await tabTo(page, 'BUTTON hangUp');
			await page.keyboard.press('3');
			await tabTo(page, 'BUTTON 4');
			await page.keyboard.press('Space');
			await waitFor('both keys', () => program.keys === '34');
			pbx.world.behaviours['*'] = { outcome: 'noanswer' };
			pbx.calls.inbound({ from: '+49301', to: '101' });
			await reads(page, '#ringing li', /101/);
			await page.keyboard.press('r');
			await reads(page, '#lines li', /^101: connected with \+49301/);
			await page.keyboard.press('Escape');
			await waitFor('one call', () => pbx.calls.list().length === 1);
			await page.locator('#lines li', { hasText: 'you hung up' }).first().waitFor();
			await page.keyboard.press('Escape');
			await waitFor('no call', () => pbx.calls.list().length === 0);
			await page.keyboard.press('n');
			equal(await focused(page), 'INPUT to', 'where N leads');
			await tabTo(page, 'SUMMARY helpTitle');
			await page.keyboard.press('Enter');
			await tabTo(page, 'INPUT shortcuts');
			await page.keyboard.press('Space');
			await tabTo(page, 'BUTTON call');
			await page.keyboard.press('p');
			equal(await page.getAttribute('#pause', 'aria-pressed'), 'false', 'pause by P, switched off');
			program.end();
		}),
	);

	await check('shows the focus wherever it is', () =>
		withPhone(lab, async ({ page }) => {
			for (let i = 0; i < 40; i++) {
				await page.keyboard.press('Tab');
				const width = await page.evaluate(
					`document.activeElement === document.body ? 'end' : getComputedStyle(document.activeElement).outlineWidth`,
				);
				if (width === 'end') return;
				holds(width === '3px', `${await focused(page)} has an outline of ${String(width)}`);
			}
		}),
	);

	await check('names every control, and has one main heading', () =>
		withPhone(lab, async ({ page }) => {
			await busy({ page });
			for (const role of ['button', 'textbox', 'combobox', 'checkbox', 'link', 'meter'] as const) {
				const all = await page.getByRole(role).count();
				const named = await page.getByRole(role, { name: /\S/ }).count();
				equal(named, all, `${role}s with a name`);
			}
			equal(await page.getByRole('heading', { level: 1 }).count(), 1, 'main headings');
		}),
	);

	for (const width of [320, 360, 768, 1024, 1400]) {
		await check(`needs no sideways scroll at ${width} px`, () =>
			withPhone(
				lab,
				async (phone) => {
					await busy(phone);
					const { page } = phone;
					for (const language of ['Deutsch', 'English']) {
						const over = await page.evaluate(OVERFLOWING);
						equal(over, [], 'what is too wide');
						await page.getByRole('button', { name: language }).click();
					}
				},
				{ page: { viewport: { width, height: 800 } } },
			),
		);
	}

	for (const colorScheme of ['light', 'dark'] as const) {
		await check(`has enough contrast in the ${colorScheme}`, () =>
			withPhone(
				lab,
				async (phone) => {
					await busy(phone);
					const ground = await phone.page.evaluate(
						`getComputedStyle(document.body).backgroundColor`,
					);
					equal(ground, colorScheme === 'dark' ? 'rgb(16, 19, 23)' : 'rgb(244, 245, 247)');
					equal(await contrastFaults(phone.page), []);
				},
				{ page: { colorScheme } },
			),
		);
	}

	await check('speaks German to a German browser', () =>
		withPhone(
			lab,
			async ({ page }) => {
				await page.click('#call');
				await reads(page, '#status', /^Verbunden mit 800$/);
				equal(await page.getAttribute('html', 'lang'), 'de');
				equal(await page.evaluate(UNTRANSLATED), [], 'words that German lacks');
				await page.getByRole('button', { name: 'English' }).click();
				await reads(page, '#status', /^Connected with 800$/);
			},
			{ page: { locale: 'de-DE' } },
		),
	);
};

/** Everything on the page that can be on it: a call, something that rings, a log, an open help. */
async function busy({ page, pbx }: Pick<OpenPhone, 'page'> & Partial<OpenPhone>): Promise<void> {
	await page.check('#byHand');
	await page.click('#call');
	await reads(page, '#status', /^Connected/);
	await page.fill('#to', '101');
	await page.click('#call');
	await page.locator('#ringing [data-does=answer]').click();
	await page.fill('#to', '820');
	await page.click('#call');
	await page.locator('#ringing li').first().waitFor();
	await page.fill('#to', '5');
	await page.click('#call');
	await reads(page, '#problem', /\S/);
	await page.click('#help summary');
	if (pbx) await fetch(`${pbx.url}/xapi/v1/${'VeryLongName'.repeat(12)}`);
	if (pbx) await page.locator('#log li').first().waitFor();
}

/** Name and id of what has the focus; for a key of the pad its key. */
async function focused(page: Page): Promise<string> {
	return await page.evaluate(
		`(({ tagName, id, dataset, hash }) => tagName + ' ' + (id || dataset.key || (hash ?? '').slice(1)))(document.activeElement)`,
	);
}

async function tabTo(page: Page, wanted: string): Promise<void> {
	for (let i = 0; i < 80; i++) {
		if ((await focused(page)) === wanted) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`Tab never leads to ${wanted}`);
}

/** Elements that reach out of the page to the right. */
const OVERFLOWING = `[...document.querySelectorAll('body *')]
	.filter((one) => one.checkVisibility() && !one.closest('.visuallyHidden, .skip, thead'))
	.filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
	.map((one) => one.tagName + ' ' + (one.id || one.className || one.textContent.slice(0, 40)))
	.concat(document.documentElement.scrollWidth > innerWidth ? ['the page'] : [])`;

const UNTRANSLATED = `Promise.all([
	import('/__sim/phone/page/english.js'),
	import('/__sim/phone/page/german.js'),
]).then(([{ english }, { german }]) => [
	...Object.keys(english).filter((key) => !german[key]),
	...Object.keys(german).filter((key) => !english[key]),
])`;
