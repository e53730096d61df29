/** For ES modules without a CommonJS twin; jest cannot require them as they are. */
const toCommonJs = {
	tsconfig: { allowJs: true, module: 'commonjs', target: 'es2022' },
	diagnostics: false,
};

/** Unit and contract tests; the tests in real n8n are `npm run test:n8n`. */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test/unit'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json', diagnostics: false }],
		'/@echogarden/.+\\.js$': ['<rootDir>/test/helpers/importMeta.cjs', toCommonJs],
		'^.+\\.m?js$': ['ts-jest', toCommonJs],
	},
	transformIgnorePatterns: [
		'/node_modules/(?!(selfsigned|@peculiar|pkijs|axios|@audio|@echogarden|@wasm-audio-decoders|mpg123-decoder|simple-yenc)/)',
	],
	// jest leaves one core free by itself, which is half of a small machine.
	maxWorkers: '100%',
	// On a busy machine a worker without anything open takes longer to end than jest's half second.
	workerGracefulExitTimeout: 10_000,
	randomize: true,
	// Some tests run under twenty combinations of switches, and a busy machine is no failure.
	testTimeout: 30_000,
	restoreMocks: true,
};
