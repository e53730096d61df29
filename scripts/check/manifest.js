const { readFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const { describeTypes } = require('./describeTypes');

/** package.json of a package folder. */
const readManifest = (root) => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The node types of a built package: `{ path, type }`, leaving out what does not load. */
const nodeTypes = (root) =>
	describeTypes(root, readManifest(root).n8n?.nodes ?? []).filter(({ type }) => type);

const KEYWORD = 'n8n-community-node-package';

const lowerFirst = (text) => text.charAt(0).toLowerCase() + text.slice(1);

/** Every path under "n8n" exists, loads, and is named as n8n and saved workflows expect. */
function checkManifest(root) {
	const { n8n, keywords } = readManifest(root);
	if (!n8n?.nodes?.length) return ['package.json: "n8n.nodes" names no node'];
	const problems = [];
	if (!keywords?.includes(KEYWORD))
		problems.push(`package.json: "keywords" lacks ${KEYWORD}, by which n8n finds the package`);
	for (const [kind, ending] of [
		['nodes', '.node.js'],
		['credentials', '.credentials.js'],
	]) {
		const paths = n8n[kind] ?? [];
		for (const path of paths) {
			if (!path.startsWith('dist/') || !path.endsWith(ending))
				problems.push(`${path}: "n8n.${kind}" wants paths of the form dist/…${ending}`);
		}
		for (const { path, problem, type } of describeTypes(root, paths)) {
			if (problem) {
				problems.push(`${path}: ${problem}`);
				continue;
			}
			const expected = lowerFirst(basename(path, ending));
			// A trigger may add the word by which n8n recognises triggers.
			if (![expected, `${expected}Trigger`].includes(type.name))
				problems.push(`${path}: its name is "${type.name}"; after the file it is "${expected}"`);
		}
	}
	return problems;
}

module.exports = { readManifest, nodeTypes, checkManifest };
