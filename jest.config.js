const { availableParallelism } = require('node:os');

/** Takes the types out, and makes CommonJS of packages that are ES modules only. */
const toCommonJs = '<rootDir>/test/helpers/esbuildTransformer.cjs';

/** Unit and contract tests; the tests in real n8n are `npm run test:n8n`. */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test/unit'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'/@echogarden/.+\\.js$': [toCommonJs, { importMeta: true }],
		'^.+\\.(ts|m?js)$': toCommonJs,
	},
	transformIgnorePatterns: [
		'/node_modules/(?!(selfsigned|@peculiar|pkijs|axios|@audio|@echogarden|@wasm-audio-decoders|mpg123-decoder|simple-yenc)/)',
	],
	// Two for each core: many tests wait for a wire or a clock. A number, as jest takes "200%" for 200 workers.
	maxWorkers: 2 * availableParallelism(),
	// On a busy machine a worker without anything open takes longer to end than jest's half second.
	workerGracefulExitTimeout: 10_000,
	randomize: true,
	// Some tests run under twenty combinations of switches, and a busy machine is no failure.
	testTimeout: 30_000,
	restoreMocks: true,
};
