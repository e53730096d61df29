import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldNames, labels, names } from './names';
import { Page, ROOT } from './page';

const page = new Page('docs/upgrade-notes.md');

function cells(heading: string, column: number): string[] {
	return page.tableUnder(heading).rows.map((row) => row[column] ?? '');
}

describe('docs/upgrade-notes.md', () => {
	it('gives the types of the nodes as workflows hold them', () => {
		const { name } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
			name: string;
		};
		const types = page.quoted.filter((text) => text.startsWith(`${name}.`));
		expect(types).toHaveLength(4);
		const unknown = types.filter((type) => !names.has(type.slice(name.length + 1)));
		expect(unknown).toEqual([]);
	});

	it('says of words that they are the same only where they are', () => {
		const heading = 'From the workflows of the older guide';
		const same = page.tableUnder(heading).rows.find((row) => row[1] === 'the same')?.[0] ?? '';
		const words = [...same.matchAll(/`(\w+)`/g)].map(([, word = '']) => word);
		expect(words.length).toBeGreaterThan(8);
		expect(words.filter((word) => !names.has(word) && !fieldNames().has(word))).toEqual([]);
	});

	it('names parameters as the editor does', () => {
		const shown = cells('From the scheduler ("Notfall-Routing", `.env`)', 1).join(' ');
		const bold = [...shown.matchAll(/\*\*([^*]+)\*\*/g)].map(([, label = '']) => label);
		expect(bold).toHaveLength(2);
		const plain = ['Server URL', 'Client ID', 'Client Secret'];
		for (const label of plain) expect(shown).toContain(`credential, ${label}`);
		expect([...bold, ...plain].filter((label) => !labels.has(label))).toEqual([]);
	});

	it('has a section for the version of the package', () => {
		const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
			version: string;
		};
		expect(page.text).toContain(`\n## ${version}\n`);
	});
});
