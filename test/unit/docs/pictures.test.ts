import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Page, ROOT } from './page';

const FOLDER = 'docs/pictures';
const PICTURES = readdirSync(join(ROOT, FOLDER)).sort();
const EXAMPLES = readdirSync(join(ROOT, 'examples'))
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replace(/\.json$/, ''));

/** What a page shows, as file names of the folder. */
const shown = (path: string): string[] =>
	[...new Page(path).text.matchAll(/!\[[^\]]+\]\([^)]*pictures\/([\w.-]+)\)/g)].map(
		([, file = '']) => file,
	);

describe('the pictures of the documentation', () => {
	const all = ['README.md', 'docs/3CX-n8n-Integration-Guide.md', 'examples/README.md'];

	it('are all shown somewhere, and what is shown is there', () => {
		expect([...new Set(all.flatMap(shown))].sort()).toEqual(PICTURES);
	});

	it('are one for each example, on the page of the examples', () => {
		expect(shown('examples/README.md')).toEqual(EXAMPLES.map((name) => `example-${name}.webp`));
	});

	it('are small', () => {
		const sizes = PICTURES.map((file) => statSync(join(ROOT, FOLDER, file)).size);
		expect(Math.max(...sizes)).toBeLessThanOrEqual(80 * 1024);
	});
});
