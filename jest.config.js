/** Unit and contract tests; the tests in real n8n are `npm run test:n8n`. */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test/unit'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json', diagnostics: false }],
		// ES modules without a CommonJS twin; jest cannot require them as they are.
		'^.+\\.m?js$': [
			'ts-jest',
			{ tsconfig: { allowJs: true, module: 'commonjs', target: 'es2022' }, diagnostics: false },
		],
	},
	transformIgnorePatterns: ['/node_modules/(?!(selfsigned|@peculiar|pkijs|axios)/)'],
	randomize: true,
	restoreMocks: true,
};
