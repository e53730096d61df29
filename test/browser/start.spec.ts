import type { BrowserContextOptions, Page } from 'playwright-core';

import { startPbx, type Pbx } from '../pbx';
import type { Tour } from '../pbx/phone/tour';
import { equal, holds } from '../n8n/check';
import { waitFor } from '../n8n/waitFor';
import { contrastFaults } from './contrast';
import { reads, type Lab, type Spec } from './lab';
import { Program } from './program';

/** The page on which the demo opens. */
export const spec: Spec = async (lab) => {
	const { check } = lab;

	await check('start page: a number changed by hand is seen, and seen put right', () =>
		withStart(lab, async ({ pbx, page }) => {
			await reads(page, '[data-tile=leads] strong', /^\+491711234567$/);
			await reads(page, '[data-tile=leads][data-state=good]', /Max Mustermann/);
			await page.click('#change button');
			await reads(page, '#leads', /^\+491790000000$/);
			await reads(page, '[data-tile=leads][data-state=bad]', /\+491790000000/);
			await reads(page, '#repairStory', /set by hand: calls lead to \+491790000000/);
			await reads(page, '#repairStory', /looks every ten seconds/);
			pbx.world.user('999').Mobile = '+491711234567';
			await reads(page, '#repairStory', /put right after \d+ s: calls lead to \+491711234567/);
			const { users } = pbx.world;
			users.splice(users.indexOf(pbx.world.user('999')), 1);
			await page.click('#change button');
			await reads(page, '#changeProblem', /did not take it: .*999/);
		}),
	);

	await check('start page: takes the PBX away and brings it back', () =>
		withStart(lab, async ({ pbx, page, tour }) => {
			await page.click('#down');
			await reads(page, '[data-tile=pbx][data-state=bad]', /taken away/);
			await waitFor('the PBX to be down', () =>
				fetch(`${pbx.url}/xapi/v1/Defs`).then(
					() => false,
					() => true,
				),
			);
			tour.pushes.unshift({ ...PUSH, at: Date.now(), verified: false, problem: 'no reply' });
			await reads(page, '#outageStory', /no push: no reply/);
			await page.click('#up');
			await reads(page, '[data-tile=pbx][data-state=good]', /is running/);
			const program = await Program.start(pbx);
			await reads(page, '#outageStory', /listens at 800 again, after \d+ s/);
			tour.pushes.unshift({ ...PUSH, at: Date.now() });
			await reads(page, '#outageStory', /proven again, after \d+ s/);
			program.end();
		}),
	);

	await check('start page: ticks off how far a call comes, and leads to the web phone', () =>
		withStart(lab, async ({ pbx, page }) => {
			const program = await Program.start(pbx);
			pbx.calls.inbound({ from: '+49301', to: '800' });
			await reads(page, '#ringSteps li[data-done=true]', /the workflow answers/);
			equal(await page.locator('#ringSteps li[data-done=true]').count(), 1, 'ticks');
			await program.routeTo(25, '101');
			await reads(page, '#ringSteps li[data-done=true]', /Press 1/);
			program.end();
			const [phone] = await Promise.all([
				page.context().waitForEvent('page'),
				page.getByRole('link', { name: 'Open the web phone' }).click(),
			]);
			await phone.locator('#link[data-state=open]').waitFor();
			await phone.getByRole('link', { name: 'Start page' }).click();
			await phone.locator('#tiles').waitFor();
		}),
	);

	await check('start page: shows what is prepared, the login, and that the demo has ended', () =>
		withStart(lab, async ({ pbx, page, tour }) => {
			equal(await page.locator('#preparing').isVisible(), false, 'progress of what is ready');
			await page.locator('[data-row=password] button').click();
			await reads(page, '[data-row=password] button', /^Copied$/);
			equal(await page.evaluate('navigator.clipboard.readText()'), 'Passw0rd!', 'clipboard');
			tour.steps = [{ ...STEP, state: 'running', share: 0.5 }];
			await reads(page, '#steps li', /Fetch n8n/);
			const bar = await page.evaluate(`document.querySelector('#steps progress').value`);
			equal(bar, 0.5, 'progress');
			tour.failure = 'The npm registry cannot be reached.';
			await reads(page, '#failure', /cannot be reached/);
			await pbx.close();
			await reads(page, '#lost', /The demo has ended/);
		}),
	);

	for (const colorScheme of ['light', 'dark'] as const) {
		for (const width of [320, 768, 1280]) {
			await check(`start page: fits ${width} px and has contrast in the ${colorScheme}`, () =>
				withStart(
					lab,
					async ({ page, tour }) => {
						tour.steps = [{ ...STEP, state: 'running', share: null }];
						tour.pushes.push({ ...PUSH, at: 1, verified: false, problem: 'x'.repeat(90) });
						await page.click('#change button');
						await page.click('#down');
						await reads(page, '#outageStory', /\d/);
						await reads(page, '#steps li', /\d/);
						for (const language of ['Deutsch', 'English']) {
							equal(await page.evaluate(TOO_WIDE), [], 'what is too wide');
							equal(await contrastFaults(page), [], 'what is too pale');
							await page.getByRole('button', { name: language }).click();
						}
					},
					{ colorScheme, viewport: { width, height: 800 } },
				),
			);
		}
	}

	await check('start page: speaks German to a German browser, without a gap', () =>
		withStart(
			lab,
			async ({ page }) => {
				await reads(page, 'h1', /zum Ausprobieren/);
				equal(await page.evaluate(UNTRANSLATED), [], 'words that one language lacks');
				holds(
					!/\b(the|running|calls)\b/.test(await page.innerText('main')),
					'there is English left',
				);
				await page.getByRole('button', { name: 'English' }).click();
				await reads(page, 'h1', /to try/);
			},
			{ locale: 'de-DE' },
		),
	);
};

const PUSH = {
	at: 1_000,
	status: 'unchanged',
	extension: '999',
	person: 'Max Mustermann',
	number: '+491711234567',
	verified: true,
	problem: '',
};

const STEP = { key: 'n8n', state: 'done' as const, seconds: 60, usualSeconds: 150, share: null };

/** A start page as the demo has it, and what stands behind it. */
async function withStart(
	{ browser }: Lab,
	body: (start: { pbx: Pbx; page: Page; tour: Tour }) => Promise<void>,
	look: BrowserContextOptions = {},
): Promise<void> {
	const pbx = await startPbx();
	pbx.world.user('999').Mobile = PUSH.number;
	const url = 'http://localhost:5678';
	const tour: Tour = {
		steps: [STEP],
		failure: '',
		n8n: { url, version: '2.41.1', mail: 'owner@example.com', password: 'Passw0rd!', isUp: true },
		workflows: [{ key: 'push', url: `${url}/workflow/1`, file: 'examples/on-call-push.json' }],
		pushes: [PUSH],
	};
	pbx.tour = tour;
	const context = await browser.newContext({
		locale: 'en-GB',
		viewport: { width: 1280, height: 900 },
		permissions: ['clipboard-read', 'clipboard-write'],
		...look,
	});
	const complaints: string[] = [];
	try {
		const page = await context.newPage();
		page.setDefaultTimeout(10_000);
		page.on('pageerror', (error) => complaints.push(error.message));
		page.on('request', (request) => {
			if (!request.url().startsWith(pbx.url)) complaints.push(`asks ${request.url()}`);
		});
		await page.goto(`${pbx.url}/start`);
		await page.locator('#tiles li').first().waitFor();
		await body({ pbx, page, tour });
		equal(complaints, [], 'complaints');
	} finally {
		await context.close();
		await pbx.close();
	}
}

const TOO_WIDE = `[...document.querySelectorAll('body *')]
	.filter((one) => one.checkVisibility() && !one.closest('.skip'))
	.filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
	.map((one) => one.tagName + ' ' + (one.id || one.className || one.textContent.slice(0, 40)))`;

const UNTRANSLATED = `Promise.all([
	import('/__sim/phone/page/startEnglish.js'),
	import('/__sim/phone/page/startGerman.js'),
]).then(([{ english }, { german }]) => [
	...Object.keys(english).filter((key) => !german[key]),
	...Object.keys(german).filter((key) => !english[key]),
])`;
