const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const { builtinModules } = require('node:module');
const { dirname, join, relative, resolve } = require('node:path');
const { preProcessFile } = require('typescript');
const { readManifest } = require('./manifest');

/** Provided by the n8n that loads the package. */
const FROM_HOST = 'n8n-workflow';

const packageOf = (specifier) =>
	specifier
		.split('/')
		.slice(0, specifier.startsWith('@') ? 2 : 1)
		.join('/');

const isBuiltin = (specifier) =>
	specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0]);

/** What a relative import of compiled code may resolve to. */
const candidates = (file, specifier) => {
	const path = resolve(dirname(file), specifier);
	return [path, `${path}.js`, `${path}.json`, join(path, 'index.js')];
};

const isFile = (path) => existsSync(path) && statSync(path).isFile();

function compiledFiles(root) {
	const dist = join(root, 'dist');
	if (!existsSync(dist)) return [];
	return readdirSync(dist, { recursive: true })
		.filter((name) => name.endsWith('.js'))
		.map((name) => join(dist, name));
}

/**
 * Everything the compiled code requires is declared. In a running n8n a forgotten dependency is found by accident
 * among n8n's own modules, until n8n drops it: only this check notices.
 */
function checkRequires(root) {
	const { dependencies = {} } = readManifest(root);
	const used = new Set();
	const problems = [];
	for (const file of compiledFiles(root)) {
		const shown = relative(root, file);
		const { importedFiles } = preProcessFile(readFileSync(file, 'utf8'), true, true);
		for (const { fileName: specifier } of importedFiles) {
			if (specifier.startsWith('.')) {
				const found = candidates(file, specifier).find(isFile);
				if (!found)
					problems.push(`${shown}: requires ${specifier}, which is not there after the build`);
				else if (relative(join(root, 'dist'), found).startsWith('..'))
					problems.push(
						`${shown}: requires ${specifier}, which lies outside dist and is not packed`,
					);
			} else if (!isBuiltin(specifier) && packageOf(specifier) !== FROM_HOST) {
				const name = packageOf(specifier);
				used.add(name);
				if (!(name in dependencies))
					problems.push(`${shown}: requires ${name}; add it to "dependencies" in package.json`);
			}
		}
	}
	for (const name of Object.keys(dependencies))
		if (!used.has(name))
			problems.push(
				`package.json: the dependency ${name} is required nowhere in dist; take it out`,
			);
	return problems;
}

module.exports = { checkRequires };
