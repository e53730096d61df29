const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { nodeTypes, readManifest } = require('./manifest');

/** The groups that n8n's own nodes use; another word shows the node in none. */
const CATEGORIES = [
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

const twice = (words) =>
	words.filter(
		(word, index) => words.findIndex((one) => one.toLowerCase() === word.toLowerCase()) < index,
	);

/** Each node has a codex file beside it (categories, search words, links) that belongs to it. n8n misses it silently. */
function checkCodex(root) {
	const { name } = readManifest(root);
	return nodeTypes(root).flatMap(({ path, type }) => {
		const file = path.replace(/\.js$/, '.json');
		if (!existsSync(join(root, file)))
			return [
				`${file}: missing; put a .node.json beside the node (n8n reads categories and links from it)`,
			];
		let codex;
		try {
			codex = JSON.parse(readFileSync(join(root, file), 'utf8'));
		} catch (error) {
			return [`${file}: is not JSON: ${error.message}`];
		}
		const problems = [];
		if (![name, `${name}.${type.name}`].includes(codex.node))
			problems.push(
				`${file}: "node" is "${codex.node}"; write "${name}" or "${name}.${type.name}"`,
			);
		if (![type.version].flat().includes(Number(codex.nodeVersion)))
			problems.push(
				`${file}: "nodeVersion" is "${codex.nodeVersion}", the node has version ${type.version}`,
			);
		if (!codex.categories?.length)
			problems.push(`${file}: "categories" is empty; "Communication" fits`);
		for (const category of codex.categories ?? [])
			if (!CATEGORIES.includes(category))
				problems.push(`${file}: n8n has no category "${category}" (${CATEGORIES.join(', ')})`);
		if (!codex.alias?.length)
			problems.push(`${file}: "alias" is empty; put in the words by which people look for it`);
		for (const word of twice(codex.alias ?? []))
			problems.push(`${file}: the search word "${word}" is there twice`);
		return problems;
	});
}

module.exports = { checkCodex };
