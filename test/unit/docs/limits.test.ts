import { fieldNames, labels, names } from './names';
import { Page } from './page';

const page = new Page('docs/what-3cx-cannot-do.md');

/** Names of a program, such as `call_held` or `holdCall`: what is no path, no command and no sentence. */
function identifiers(cell: string): string[] {
	const quoted = [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
	return quoted.filter((text) => /^[a-z]\w*$/i.test(text));
}

const asked = page.tables.flatMap(({ rows }) => rows.map(([first = '']) => first));
const answers = page.tables.flatMap(({ rows }) => rows.map((cells) => cells.slice(1).join(' ')));

/** They exist, but not for what the line says. */
const ELSEWHERE = ['dtmf_received', 'priority'];

/** Bold words that are no names: they weigh a word. */
const WEIGHED = ['this', 'people', 'in front of'];

describe('docs/what-3cx-cannot-do.md', () => {
	it('takes nothing for impossible that a node offers', () => {
		const impossible = asked.flatMap(identifiers).filter((name) => !ELSEWHERE.includes(name));
		expect(impossible.length).toBeGreaterThan(15);
		expect(impossible.filter((name) => names.has(name))).toEqual([]);
	});

	it('offers instead only what exists', () => {
		const tools = ['ffmpeg', 'data'];
		const offered = answers.flatMap(identifiers).filter((name) => !tools.includes(name));
		expect(offered.length).toBeGreaterThan(4);
		const unknown = offered.filter((name) => !names.has(name) && !fieldNames().has(name));
		expect(unknown).toEqual([]);
	});

	it('names parameters and operations as the editor does', () => {
		const shown = page.bold.filter((text) => !WEIGHED.includes(text));
		expect(shown.length).toBeGreaterThan(15);
		expect(shown.filter((label) => !labels.has(label))).toEqual([]);
	});
});
