const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { transformSync, version } = require('esbuild');

const OWN_VERSION = version + readFileSync(__filename, 'utf8');

/** What CommonJS has instead; at the top, since such packages make a `require` of their own further down. */
const TOP =
	'const nodeModule = require("node:module"), metaUrl = require("node:url").pathToFileURL(__filename).href;';

/** What finds its files by import.meta.url, which CommonJS has not: jest loads everything as CommonJS. */
const withoutImportMeta = (source) =>
	TOP +
	source
		.replaceAll('import.meta.url', 'metaUrl')
		.replaceAll('await import("module")', 'nodeModule');

/**
 * Takes the types out of TypeScript and makes CommonJS of modules, many times faster than TypeScript itself does;
 * types are checked by `npm run typecheck`. Option `importMeta`: for packages of ES modules that ask for their address.
 */
module.exports = {
	createTransformer: ({ importMeta = false } = {}) => ({
		getCacheKey: (source, path) =>
			createHash('sha256')
				.update(`${OWN_VERSION}\0${importMeta}\0${path}\0${source}`)
				.digest('hex'),
		process: (source, path) => {
			const { code, map } = transformSync(importMeta ? withoutImportMeta(source) : source, {
				loader: path.endsWith('.ts') ? 'ts' : 'js',
				format: 'cjs',
				platform: 'node',
				target: 'node20',
				// As TypeScript does it for CommonJS: jest has no import() of its own.
				supported: { 'dynamic-import': false },
				sourcefile: path,
				sourcemap: path.endsWith('.ts'),
				sourcesContent: false,
				logLevel: 'silent',
			});
			return { code, map };
		},
	}),
};
