import { parseSettings } from '../../../nodes/shared/transport';
import { fieldNames, labels, names, NODE_NAMES, variables } from './names';
import { Page } from './page';

const page = new Page('docs/security.md');

/** Bold words that are no label of a node: they weigh a word, or are a label of 3CX or n8n. */
const OTHERS = ['one', 'Department', 'Extensions', 'Raw Body'];
const SENTENCES = /^(Choose|Type|Reach|Be sent) /;

describe('docs/security.md', () => {
	it('tells the rights of every node', () => {
		const { rows } = page.tableUnder('Least rights for each node');
		expect(rows.map(([first]) => first).sort()).toEqual([...NODE_NAMES].sort());
	});

	it('names labels, operations and fields that exist', () => {
		const shown = page.bold.filter((text) => !OTHERS.includes(text) && !SENTENCES.test(text));
		expect(shown.length).toBeGreaterThan(8);
		expect(shown.filter((label) => !labels.has(label))).toEqual([]);
		const quoted = page.quoted.filter((text) => /^[a-z]+[A-Z]\w*$|^valid$/.test(text));
		expect(quoted.length).toBeGreaterThan(6);
		expect(quoted.filter((name) => !names.has(name) && !fieldNames().has(name))).toEqual([]);
	});

	it('names environment variables that are read', () => {
		const named = page.quoted.filter((text) => text.startsWith('N8N_3CX_'));
		expect(named.length).toBeGreaterThan(2);
		expect(named.filter((name) => !variables().includes(name))).toEqual([]);
		const [first = ''] = named;
		expect(parseSettings({ [first]: 'here' }).settings.clientSecret).toBe('here');
	});
});
