const { existsSync, readFileSync } = require('node:fs');
const { dirname, join, relative, resolve } = require('node:path');
const { describeTypes } = require('./describeTypes');
const { readManifest } = require('./manifest');

/** A square SVG by its viewBox. */
function svgProblem(text) {
	if (!/<svg[\s>]/.test(text)) return 'is not an SVG';
	const box = /viewBox="([^"]+)"/
		.exec(text)?.[1]
		?.trim()
		.split(/[\s,]+/)
		.map(Number);
	if (!box || box.length !== 4) return 'has no viewBox';
	return box[2] === box[3] ? undefined : `is not square (viewBox ${box.join(' ')})`;
}

/** Light and dark icons are named, exist inside the package and are square SVGs; n8n refuses others. */
function checkIcons(root) {
	const { n8n } = readManifest(root);
	const types = describeTypes(root, [...(n8n.nodes ?? []), ...(n8n.credentials ?? [])]);
	return types
		.filter(({ type }) => type)
		.flatMap(({ path, type }) =>
			['light', 'dark'].flatMap((theme) => {
				const icon = type.icon?.[theme];
				if (typeof icon !== 'string' || !icon.startsWith('file:'))
					return [
						`${path}: has no ${theme} icon; write icon: { light: 'file:….svg', dark: 'file:….svg' }`,
					];
				const file = resolve(root, dirname(path), icon.slice('file:'.length));
				const shown = relative(root, file);
				if (relative(join(root, 'dist'), file).startsWith('..'))
					return [`${path}: its ${theme} icon ${shown} lies outside the package; n8n refuses that`];
				if (!existsSync(file))
					return [`${path}: its ${theme} icon ${shown} does not exist after the build`];
				const problem = svgProblem(readFileSync(file, 'utf8'));
				return problem ? [`${shown}: ${problem}`] : [];
			}),
		);
}

module.exports = { checkIcons };
