import { checkExamples } from '../../../scripts/check';
import { PackageFixture, PARTS } from './packageFixture';

let made: PackageFixture;
beforeEach(() => {
	made = new PackageFixture();
});
afterEach(() => made.dispose());

type Workflow = typeof PARTS.workflow;
type Parameters = Record<string, unknown>;

/** The example with other things on its top level. */
const workflow = (change: object) => () =>
	made.write('examples/one.json', { ...PARTS.workflow, ...change });

/** The example with one node changed. */
const node = (name: string, change: (node: Workflow['nodes'][number]) => object) =>
	workflow({
		nodes: PARTS.workflow.nodes.map((one) =>
			one.name === name ? { ...one, ...change(one) } : one,
		),
	});

/** The example with other parameters in our node. */
const parameters = (change: Parameters) =>
	node('Alpha', (one) => ({ parameters: { ...one.parameters, ...change } }));

const CASES: Array<{ name: string; spoil: () => void; says: string }> = [
	{ name: 'no JSON', spoil: () => made.write('examples/one.json', '{'), says: 'is not JSON' },
	{ name: 'no name', spoil: workflow({ name: '' }), says: 'has no name' },
	{ name: 'active', spoil: workflow({ active: true }), says: 'is active' },
	{
		name: "another package's node",
		spoil: node('Start', () => ({ type: 'n8n-nodes-other.startTrigger' })),
		says: "neither n8n's nor ours",
	},
	{
		name: 'a typing mistake in our node type',
		spoil: node('Alpha', () => ({ type: 'n8n-nodes-alpha.alhpa' })),
		says: 'the package has no node type n8n-nodes-alpha.alhpa',
	},
	{
		name: 'a version that does not exist',
		spoil: node('Alpha', () => ({ typeVersion: 2 })),
		says: 'typeVersion 2 does not exist',
	},
	{
		name: 'an unknown parameter',
		spoil: parameters({ number: 1 }),
		says: 'parameters.number: the node has no',
	},
	{
		name: 'an unknown option value',
		spoil: parameters({ operation: 'clear' }),
		says: '"clear" is none of update',
	},
	{
		name: 'an unknown field of a collection',
		spoil: parameters({ options: { wet: true } }),
		says: 'parameters.options.wet: the node has no such parameter',
	},
	{
		name: 'text where a number belongs',
		spoil: parameters({ options: { limit: '5' } }),
		says: 'parameters.options.limit: "5" is no number',
	},
	{
		name: 'a plain locator',
		spoil: parameters({ extension: '999' }),
		says: 'wants { "__rl": true',
	},
	{
		name: 'a locator mode that does not exist',
		spoil: parameters({ extension: { __rl: true, mode: 'url', value: '' } }),
		says: 'mode "url" is none of number',
	},
	{
		name: 'two nodes of one name',
		spoil: workflow({ nodes: [...PARTS.workflow.nodes, PARTS.workflow.nodes[1]] }),
		says: 'two nodes are called "Start"',
	},
	{
		name: 'a connection to nowhere',
		spoil: workflow({
			connections: { Start: { main: [[{ node: 'Alpha' }, { node: 'Omega' }]] } },
		}),
		says: 'leads to "Omega", which is no node',
	},
	{
		name: 'a node that nothing reaches',
		spoil: workflow({ connections: {} }),
		says: '"Alpha" is connected to nothing before it',
	},
	{
		name: 'no sticky note',
		spoil: workflow({ nodes: PARTS.workflow.nodes.slice(1) }),
		says: 'has no sticky note',
	},
	{
		name: 'the id of a credential',
		spoil: node('Alpha', () => ({ credentials: { alphaApi: { id: 'x1', name: 'mine' } } })),
		says: 'names the credential id x1',
	},
	{ name: 'a secret', spoil: workflow({ meta: { clientSecret: 'abc' } }), says: 'holds a secret' },
	{
		name: 'a token',
		spoil: parameters({ plain: 'eyJhbGciOiJIUzI1NiIsInR5.eyJhIjoxfQ.x' }),
		says: 'holds a token',
	},
	{
		name: 'the id of an n8n',
		spoil: workflow({ meta: { instanceId: 'abc' } }),
		says: 'the id of an n8n',
	},
	{
		name: 'the address of a PBX',
		spoil: parameters({ plain: 'https://acme.3cx.eu:5001' }),
		says: 'the address of a PBX',
	},
	{
		name: 'not in the table',
		spoil: () => made.write('examples/README.md', ''),
		says: 'has no line for one.json',
	},
	{
		name: 'in the table only',
		spoil: () => made.write('examples/README.md', '[one.json](one.json) [two.json](two.json)'),
		says: 'names two.json, which is not there',
	},
];

test('an example that is right passes', () => {
	expect(checkExamples(made.root)).toEqual([]);
});

test.each(CASES)('$name', ({ spoil, says }) => {
	spoil();
	const problems = checkExamples(made.root);
	expect(problems).toHaveLength(1);
	expect(problems[0]).toContain(says);
});
