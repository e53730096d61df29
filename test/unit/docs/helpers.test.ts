import { Given } from '../../../bin/command';
import { COMMANDS } from '../../../bin/program';
import { Page } from './page';

const page = new Page('docs/helpers.md');

/** The words behind the name of a command, wherever the page calls it. */
function calls(): Array<[name: string, words: string[]]> {
	const lines = page.fences.flatMap(({ text }) => text.split('\n'));
	return lines.flatMap((line) => {
		const found =
			/(?:^\.\/scripts\/|^npm run |n8n-nodes-3cx(?:\.js)? |^npx n8n-nodes-3cx-call-control )([a-z]+-[a-z-]+)(?:\.sh)?(?: --(?= ))?(.*)$/.exec(
				line,
			);
		const [, name, words = ''] = found ?? [];
		return name === undefined ? [] : [[name, words.split(' ').filter((word) => word !== '')]];
	});
}

it('calls commands as they can be called', () => {
	const wrong = calls().flatMap(([name, words]) => {
		const command = COMMANDS.find((one) => one.name === name);
		if (command === undefined) return name === 'performance-check' ? [] : [name];
		try {
			Given.of(command, words);
			return [];
		} catch (error) {
			return [`${name}: ${String(error)}`];
		}
	});
	expect(wrong).toEqual([]);
	expect(calls().length).toBeGreaterThan(10);
});

it('has a section for each command, and names no option that none of them has', () => {
	const anchors = [...page.anchors];
	expect(COMMANDS.map(({ name }) => name).filter((name) => !anchors.includes(name))).toEqual([]);
	const options = COMMANDS.flatMap((command) => Object.keys(command.options));
	// npm's own, and those of performance-check.
	const others = ['help', 'package', 'full', 'write'];
	const named = page.quoted.flatMap((text) => /^--([a-z0-9-]+)/.exec(text)?.[1] ?? []);
	expect(named.filter((name) => ![...options, ...others].includes(name))).toEqual([]);
	const inHelp = COMMANDS.flatMap(({ help }) => [...help.matchAll(/--([a-z0-9-]+)/g)]);
	const strange = inHelp.map(([, name = '']) => name).filter((name) => !options.includes(name));
	expect(strange).toEqual([]);
});
