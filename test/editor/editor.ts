import { selectors, type Browser, type Locator, type Page } from 'playwright-core';

import { OWNER } from '../n8n/n8nApi';

/** A page of the editor loads megabytes, on a machine that may be busy. */
const PAGE_MS = 240_000;

/** For whatever comes after a click. */
const STEP_MS = 60_000;

/** Keeps the browser from looking for servers that are not there: fonts, templates, telemetry. */
export const LOOPBACK_ONLY = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost';

/** What the console says when something outside was asked for, which is none of our making. */
const OUTSIDE = /net::ERR_NAME_NOT_RESOLVED/;

/** n8n's editor as a person sees it: one page for all checks, for opening it takes seconds. */
export class Editor {
	/** Errors of the page since the last look. */
	private complaints: string[] = [];

	private constructor(
		readonly page: Page,
		private readonly url: string,
	) {
		page.setDefaultTimeout(STEP_MS);
		page.setDefaultNavigationTimeout(PAGE_MS);
		page.on('pageerror', (error) => this.complaints.push(error.message));
		page.on('console', (message) => {
			if (message.type() === 'error' && !OUTSIDE.test(message.text()))
				this.complaints.push(message.text());
		});
	}

	/** Logs in and opens a page, still empty. */
	static async open(browser: Browser, url: string): Promise<Editor> {
		selectors.setTestIdAttribute('data-test-id');
		const context = await browser.newContext({
			locale: 'en-US',
			colorScheme: 'light',
			viewport: { width: 1200, height: 900 },
			permissions: ['clipboard-read', 'clipboard-write'],
		});
		const login = await context.request.post(`${url}/rest/login`, {
			data: { emailOrLdapLoginId: OWNER.email, password: OWNER.password },
		});
		if (!login.ok()) throw new Error(`n8n refuses the login: ${login.status()}`);
		return new Editor(await context.newPage(), url);
	}

	/** Opens a new workflow. */
	async openNewWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`, { waitUntil: 'commit' });
		await this.id('canvas-add-button').waitFor({ timeout: PAGE_MS });
	}

	/** Opens a stored workflow, within the page where there is one: that saves loading it all again. */
	async openWorkflow(id: string, name: string): Promise<void> {
		const path = `/workflow/${id}`;
		if (this.page.url().startsWith(this.url)) await this.page.evaluate(goTo(path));
		else await this.page.goto(`${this.url}${path}`, { waitUntil: 'commit' });
		await this.page.waitForFunction(`document.title.includes(${JSON.stringify(name)})`, undefined, {
			timeout: PAGE_MS,
		});
		await this.id('canvas-add-button').or(this.id('canvas-node')).first().waitFor();
	}

	/** The elements with that `data-test-id`. */
	id(testId: string): Locator {
		return this.page.getByTestId(testId);
	}

	/** What the page complained about since this was asked last. */
	newComplaints(): string[] {
		const complaints = this.complaints;
		this.complaints = [];
		return complaints;
	}

	/** Light or dark, as the system of the person is set; takes effect when a page opens. */
	async setTheme(theme: 'light' | 'dark'): Promise<void> {
		await this.page.emulateMedia({ colorScheme: theme });
	}
}

/** What a click on a link within the editor does. */
const goTo = (path: string): string =>
	`history.pushState({}, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate', { state: {} }))`;
