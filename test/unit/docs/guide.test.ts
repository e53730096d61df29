import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSettings } from '../../../nodes/shared/transport';
import { choices, fieldNames, labels, NODE_NAMES, names, variables } from './names';
import { Page, ROOT } from './page';

const page = new Page('docs/3CX-n8n-Integration-Guide.md');

/** The table on the older guide quotes what does not exist. */
const OLD = '\n## What changed against the older guide';

/** Words in backticks that look like names of nodes and are others'. */
const NOT_OURS = ['dist', 'node', 'process'];

/** Values that items have. */
const STATES = [
	'ringing',
	'healthy',
	'degraded',
	'down',
	'hungUp',
	'silent',
	'error',
	'warn',
	'info',
	'debug',
];

/** Bold words that are no labels of the nodes: labels of 3CX and n8n, and words that weigh. */
const OTHER_LABELS = [
	...['Admin', 'Integrations > API', 'Add', 'Department', 'Role', 'Select Extensions', 'API key'],
	...['3CX Configuration API Access', '3CX Call Control API Access', 'Test', 'On Error'],
];
const WEIGHED = ['not', 'every', 'every status', 'its', 'query parameter', 'published'];
const LEADS = [
	...['Route point', 'XAPI', 'Call Control API', '3CX Version', 'License', 'API Access', 'Network'],
	...['Extensions', 'Version', 'Environment', 'Node.js', 'Resources', 'Inbound', 'Outbound'],
	...[
		'Ports',
		'Menu',
		'Call that rings too long',
		'Callback',
		'Alert once',
		'Error workflow',
		'Many events, few executions',
		'Only outside office hours',
	],
];

function exampleFiles(): string[] {
	return readdirSync(join(ROOT, 'examples')).filter((file) => file.endsWith('.json'));
}

function nodesOf(file: string): Array<Record<string, unknown>> {
	const text = readFileSync(join(ROOT, 'examples', file), 'utf8');
	return (JSON.parse(text) as { nodes: Array<Record<string, unknown>> }).nodes;
}

function firstCells(heading: string): string[] {
	const { rows } = page.tableUnder(heading);
	return rows.flatMap(([first = '']) =>
		[...first.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word),
	);
}

describe('The guide', () => {
	it.each(['3CX Call Control', '3CX Call Data', '3CX Update On-Call Forwarding'])(
		'names every operation of %s, and none that does not exist',
		(node) => {
			const existing = choices(node, 'operation');
			expect(existing.length).toBeGreaterThan(0);
			expect(firstCells(`Operations of ${node}`).sort()).toEqual(existing.sort());
		},
	);

	it('names every event of the Call Monitor, and none that does not exist', () => {
		const existing = choices('3CX Call Monitor', 'eventTypes');
		expect(existing.length).toBeGreaterThan(0);
		expect(firstCells('Events of 3CX Call Monitor').sort()).toEqual(existing.sort());
	});

	it('names every node', () => {
		const bold = page.tableUnder('Overview').rows.map(([first = '']) => first.replaceAll('*', ''));
		expect(bold.sort()).toEqual([...NODE_NAMES].sort());
	});

	it('names every example, and none that does not exist', () => {
		const linked = page.links.map(({ to }) => to).filter((to) => /^examples\/.*\.json$/.test(to));
		expect([...new Set(linked)].sort()).toEqual(
			exampleFiles()
				.map((file) => `examples/${file}`)
				.sort(),
		);
	});

	it('names every environment variable that is read, and its default', () => {
		const { rows } = page.tableUnder('Environment Variables');
		expect(rows.map(([first = '']) => first.replaceAll('`', '')).sort()).toEqual(variables());
		const { settings } = parseSettings({});
		const defaults = Object.values(settings).filter((value) => value !== undefined);
		const told = rows.map(([, value = '']) => value).filter((value) => value !== '');
		// The default of the extension stands in the node.
		expect(told.sort()).toEqual([...defaults.map(String), '999'].sort());
	});

	it('names parameters, operations, events and fields that exist', () => {
		const current = page.text.slice(0, page.text.indexOf(OLD));
		expect(current.length).toBeGreaterThan(10_000);
		const prose = current.replace(/^```\w*\n[^]*?^```$/gm, '');
		const quoted = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
		const words = quoted.filter((text) => /^[a-z][A-Za-z]*(_[a-z]+)*$/.test(text));
		expect(words.length).toBeGreaterThan(60);
		const known = (word: string) =>
			names.has(word) || fieldNames().has(word) || NOT_OURS.includes(word);
		expect(words.filter((word) => !known(word) && !STATES.includes(word))).toEqual([]);
		const expressions = quoted.flatMap((text) => [...text.matchAll(/\bjson\.(\w+)/g)]);
		expect(expressions.length).toBeGreaterThan(4);
		expect(expressions.filter(([, field = '']) => !fieldNames().has(field))).toEqual([]);
	});

	it('names variables of its own package that are read', () => {
		const own = [...page.text.matchAll(/\bN8N_3CX_[A-Z_]+/g)].map(([name]) => name);
		expect(own.filter((name) => !variables().includes(name))).toEqual([]);
	});

	it('names labels that exist', () => {
		const others = [...OTHER_LABELS, ...WEIGHED, ...LEADS];
		const shown = page.bold.filter((text) => !others.includes(text));
		expect(shown.length).toBeGreaterThan(20);
		expect(shown.filter((label) => !labels.has(label))).toEqual([]);
	});

	it('shows workflows and nodes as they are in the examples', () => {
		const blocks = page.fences.filter(({ language }) => language === 'json');
		expect(blocks).toHaveLength(2);
		const [workflow, node] = blocks.map(({ text }) => JSON.parse(text) as Record<string, unknown>);
		const file = readFileSync(join(ROOT, 'examples/3cx-test-workflow.json'), 'utf8');
		expect(workflow).toEqual(JSON.parse(file));
		const lookup = nodesOf('ivr-customer-lookup.json').find(({ name }) => name === node?.name);
		expect(lookup).toMatchObject(node ?? { never: true });
	});
});
