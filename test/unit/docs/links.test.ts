import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isThere, Page, ROOT } from './page';

const PAGES = [
	'README.md',
	'CHANGELOG.md',
	'examples/README.md',
	...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => `docs/${file}`),
];

const pages = new Map(PAGES.map((path) => [path, new Page(path)]));

/** Links of a page that lead nowhere, as they are meant from the root of the repository. */
function deadLinks({ links }: Page): string[] {
	return links
		.filter(({ to, anchor }) => {
			if (!isThere(to)) return true;
			const target = pages.get(to);
			return anchor !== '' && !target?.anchors.includes(anchor);
		})
		.map(({ to, anchor }) => `${to}#${anchor}`);
}

/** What a command line names of this repository: scripts of npm, and files in its folders. */
function named(text: string): { scripts: string[]; files: string[] } {
	const scripts = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name);
	const files = [
		...text.matchAll(/(?:^|[\s"'`=])(?:\.\/)?((?:examples|scripts|test|docs)\/[\w./-]+)/g),
	];
	return { scripts, files: files.map(([, path = '']) => path) };
}

const { scripts } = jest.requireActual<{ scripts: Record<string, string> }>(
	'../../../package.json',
);

describe('the pages', () => {
	it('are there', () => {
		expect(PAGES.length).toBeGreaterThan(12);
		const links = [...pages.values()].flatMap((page) => page.links);
		expect(links.filter(({ anchor }) => anchor !== '').length).toBeGreaterThan(20);
	});

	it.each(PAGES)('%s links to files and headings that exist', (path) => {
		expect(deadLinks(new Page(path))).toEqual([]);
	});

	it.each(PAGES)('%s names npm scripts and files of the repository that exist', (path) => {
		const page = new Page(path);
		const commands = [...page.fences.map(({ text }) => text), ...page.quoted];
		const found = commands.map(named);
		const strangers = found.flatMap((one) => one.scripts).filter((name) => !(name in scripts));
		const missing = found.flatMap((one) => one.files).filter((file) => !isThere(file));
		expect({ strangers, missing }).toEqual({ strangers: [], missing: [] });
	});

	it('are found by their links, all of docs/ from its index', () => {
		const index = new Page('docs/README.md').links.map(({ to }) => to);
		const pagesOfDocs = PAGES.filter((path) => path.startsWith('docs/'));
		const own = 'docs/README.md';
		expect(pagesOfDocs.filter((path) => path !== own && !index.includes(path))).toEqual([]);
		expect(new Page('README.md').links.map(({ to }) => to)).toContain(own);
	});
});
