const { createTransformer } = require('ts-jest').default;

/** What CommonJS has instead; at the top, since such packages make a `require` of their own further down. */
const TOP =
	'const nodeModule = require("node:module"), metaUrl = require("node:url").pathToFileURL(__filename).href;';

/**
 * For packages that find their files by import.meta.url, which CommonJS has not: jest loads everything as CommonJS.
 * Node itself requires them as they are.
 */
module.exports = {
	createTransformer: (options) => {
		const inner = createTransformer(options);
		return {
			getCacheKey: (source, ...rest) => inner.getCacheKey(TOP + source, ...rest),
			process: (source, ...rest) =>
				inner.process(
					TOP +
						source
							.replaceAll('import.meta.url', 'metaUrl')
							.replaceAll('await import("module")', 'nodeModule'),
					...rest,
				),
		};
	},
};
