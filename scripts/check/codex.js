const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { nodeTypes, readManifest } = require('./manifest');

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
		return problems;
	});
}

module.exports = { checkCodex };
