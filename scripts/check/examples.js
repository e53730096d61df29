const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { nodeTypes, readManifest } = require('./manifest');
const { parameterProblems } = require('./nodeParameters');

const STICKY = 'n8n-nodes-base.stickyNote';
const N8N_OWN = /^(n8n-nodes-base|@n8n\/n8n-nodes-langchain)\./;
const STARTS = /trigger$|\.webhook$|\.start$/i;

/** Things that belong to somebody's own n8n or PBX and must not be published. */
const SECRETS = [
	[
		/"(clientSecret|secret|password|accessToken|apiKey|webhookSecret)":\s*"[^"={][^"]*"/i,
		'a secret',
	],
	[/eyJ[\w-]{16,}\.[\w-]+\./, 'a token'],
	[/"instanceId"/, 'the id of an n8n'],
	[
		/https?:\/\/(?!127\.0\.0\.1|localhost|docs\.|www\.3cx\.com|github\.com|[\w.-]*example\.)[\w.-]+\.3cx\.\w+/i,
		'the address of a PBX',
	],
];

function nodeProblems(node, types, packageName) {
	if (!node.type?.startsWith(`${packageName}.`))
		return N8N_OWN.test(node.type ?? '')
			? []
			: [`"${node.name}": the type ${node.type} is neither n8n's nor ours`];
	const known = types.find(({ type }) => `${packageName}.${type.name}` === node.type)?.type;
	if (!known) return [`"${node.name}": the package has no node type ${node.type}`];
	const problems = parameterProblems(known.properties, node.parameters ?? {});
	if (![known.version].flat().includes(node.typeVersion))
		problems.push(`typeVersion ${node.typeVersion} does not exist (${known.version})`);
	return problems.map((problem) => `"${node.name}": ${problem}`);
}

function connectionProblems(nodes, connections) {
	const names = new Set(nodes.map(({ name }) => name));
	const reached = new Set();
	const problems = [];
	for (const [from, outputs] of Object.entries(connections ?? {})) {
		if (!names.has(from)) problems.push(`a connection starts at "${from}", which is no node`);
		for (const target of Object.values(outputs).flat(2).filter(Boolean)) {
			reached.add(target.node);
			if (!names.has(target.node))
				problems.push(`"${from}" leads to "${target.node}", which is no node`);
		}
	}
	for (const { name, type } of nodes)
		if (type !== STICKY && !STARTS.test(type) && !reached.has(name))
			problems.push(`"${name}" is connected to nothing before it`);
	return problems;
}

function duplicates(values) {
	return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function workflowProblems(text, types, packageName) {
	let workflow;
	try {
		workflow = JSON.parse(text);
	} catch (error) {
		return [`is not JSON: ${error.message}`];
	}
	const { name, nodes, connections } = workflow;
	if (!Array.isArray(nodes) || nodes.length === 0) return ['has no nodes'];
	const problems = nodes.flatMap((node) => nodeProblems(node, types, packageName));
	problems.push(...connectionProblems(nodes, connections));
	if (!name) problems.push('has no name');
	if (workflow.active) problems.push('is active; an import must not start anything by itself');
	for (const twice of duplicates(nodes.map((node) => node.name)))
		problems.push(`two nodes are called "${twice}"`);
	if (!nodes.some(({ type, parameters }) => type === STICKY && parameters?.content?.length >= 100))
		problems.push('has no sticky note that says what it does and what to set');
	if (!nodes.some(({ type }) => type?.startsWith(`${packageName}.`)))
		problems.push('uses none of our nodes');
	for (const node of nodes)
		for (const credential of Object.values(node.credentials ?? {}))
			if (credential.id)
				problems.push(`"${node.name}" names the credential id ${credential.id}; leave it out`);
	for (const [pattern, what] of SECRETS) if (pattern.test(text)) problems.push(`holds ${what}`);
	return problems;
}

/** Every example can be imported, fits our nodes, gives nothing away and is in the README's table. */
function checkExamples(root) {
	const folder = join(root, 'examples');
	if (!existsSync(folder)) return ['examples: there is no such folder'];
	const { name } = readManifest(root);
	const types = nodeTypes(root);
	const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
	if (files.length === 0) return ['examples: there is no example'];
	const problems = files.flatMap((file) =>
		workflowProblems(readFileSync(join(folder, file), 'utf8'), types, name).map(
			(problem) => `examples/${file}: ${problem}`,
		),
	);
	const readme = join(folder, 'README.md');
	const table = existsSync(readme) ? readFileSync(readme, 'utf8') : '';
	for (const file of files)
		if (!table.includes(`(${file})`)) problems.push(`examples/README.md: has no line for ${file}`);
	for (const [, file] of table.matchAll(/\(([\w-]+\.json)\)/g))
		if (!files.includes(file))
			problems.push(`examples/README.md: names ${file}, which is not there`);
	return problems;
}

module.exports = { checkExamples };
