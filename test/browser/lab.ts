import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { startPbx, type Pbx, type PbxOptions } from '../pbx';
import type { Checks } from '../n8n/check';

/** What every spec gets. */
export interface Lab {
	browser: Browser;
	check: Checks['check'];
}

/** A spec: names its checks and runs them one after another. */
export type Spec = (lab: Lab) => Promise<void>;

/** An open web phone and the PBX behind it. */
export interface OpenPhone {
	pbx: Pbx;
	page: Page;
	/** What the page complained about, and what it asked of others: has to stay empty. */
	complaints: string[];
}

/** Starts a PBX, opens its phone, runs `body`, closes both. */
export async function withPhone(
	{ browser }: Lab,
	body: (phone: OpenPhone) => Promise<void>,
	{ pbx: wishes, page: look }: { pbx?: PbxOptions; page?: BrowserContextOptions } = {},
): Promise<void> {
	const pbx = await startPbx(wishes);
	const context = await browser.newContext({
		locale: 'en-GB',
		viewport: { width: 1400, height: 900 },
		...look,
	});
	const complaints: string[] = [];
	try {
		const page = await context.newPage();
		page.setDefaultTimeout(10_000);
		page.on('pageerror', (error) => complaints.push(error.message));
		page.on('console', (message) => {
			if (message.type() === 'error') complaints.push(message.text());
		});
		page.on('request', (request) => {
			if (!request.url().startsWith(pbx.url)) complaints.push(`asks ${request.url()}`);
		});
		await page.goto(`${pbx.url}/phone`);
		await page.locator('#link[data-state=open]').waitFor();
		await body({ pbx, page, complaints });
	} finally {
		await context.close();
		await pbx.close();
	}
}

/** Waits until an element has that text. */
export async function reads(page: Page, selector: string, pattern: RegExp): Promise<void> {
	await page.locator(selector).filter({ hasText: pattern }).first().waitFor();
}
