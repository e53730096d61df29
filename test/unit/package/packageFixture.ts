import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const NODE_PATH = 'dist/nodes/Alpha/Alpha.node.js';
const CREDENTIAL_PATH = 'dist/credentials/AlphaApi.credentials.js';

const ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60"></svg>';

const NODE = `
const helper = require('./helper');
class Alpha {
	constructor() {
		this.description = {
			name: 'alpha', version: 1, helper,
			icon: { light: 'file:../shared/alpha.svg', dark: 'file:../shared/alpha.dark.svg' },
			properties: [
				{ name: 'operation', type: 'options', options: [{ value: 'update' }] },
				{ name: 'extension', type: 'resourceLocator', modes: [{ name: 'number' }] },
				{ name: 'plain', type: 'string' },
				{ name: 'options', type: 'collection', options: [
					{ name: 'dryRun', type: 'boolean' },
					{ name: 'limit', type: 'number' },
				] },
			],
		};
	}
}
exports.Alpha = Alpha;`;

const CREDENTIAL = `
class AlphaApi {
	constructor() {
		this.name = 'alphaApi';
		this.icon = { light: 'file:../nodes/shared/alpha.svg', dark: 'file:../nodes/shared/alpha.dark.svg' };
	}
}
exports.AlphaApi = AlphaApi;`;

const MANIFEST = {
	name: 'n8n-nodes-alpha',
	version: '1.0.0',
	keywords: ['n8n-community-node-package'],
	main: 'index.js',
	files: ['dist/nodes', 'dist/credentials', 'index.js', 'CHANGELOG.md', 'LICENSE.md'],
	dependencies: { tiny: '1.0.0' },
	n8n: { nodes: [NODE_PATH], credentials: [CREDENTIAL_PATH] },
};

const WORKFLOW = {
	name: 'Example',
	nodes: [
		{
			name: 'Note',
			type: 'n8n-nodes-base.stickyNote',
			typeVersion: 1,
			parameters: { content: 'What it does, what to set. '.repeat(5) },
		},
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: 'Alpha',
			type: 'n8n-nodes-alpha.alpha',
			typeVersion: 1,
			parameters: {
				operation: 'update',
				extension: { __rl: true, mode: 'number', value: '999' },
				plain: '={{ $json.x }}',
				options: { dryRun: true, limit: '={{ 1 }}' },
			},
		},
	],
	connections: { Start: { main: [[{ node: 'Alpha', type: 'main', index: 0 }]] } },
};

const CHANGELOG = `# Changelog

## [Unreleased]

## [1.0.0] - 2026-01-31

### Added

- Everything.
`;

/** Paths and texts that a test may start from. */
export const PARTS = {
	nodePath: NODE_PATH,
	codexPath: NODE_PATH.replace('.js', '.json'),
	credentialPath: CREDENTIAL_PATH,
	node: NODE,
	manifest: MANIFEST,
	workflow: WORKFLOW,
	changelog: CHANGELOG,
};

/** A small built package in a temporary folder, right in every way until a test spoils it. */
export class PackageFixture {
	readonly root = realpathSync(mkdtempSync(join(tmpdir(), '3cx-package-')));

	constructor() {
		this.write('package.json', MANIFEST);
		this.write(NODE_PATH, NODE);
		this.write(
			'dist/nodes/Alpha/helper.js',
			"exports.tiny = 'tiny'; try { require('tiny'); } catch {}",
		);
		this.write(PARTS.codexPath, {
			node: 'n8n-nodes-alpha',
			nodeVersion: '1',
			codexVersion: '1.0',
			categories: ['Communication'],
			alias: ['alpha'],
		});
		this.write(CREDENTIAL_PATH, CREDENTIAL);
		this.write('dist/nodes/shared/alpha.svg', ICON);
		this.write('dist/nodes/shared/alpha.dark.svg', ICON);
		for (const source of [
			'nodes/Alpha/Alpha.node.ts',
			'nodes/Alpha/helper.ts',
			'credentials/AlphaApi.credentials.ts',
			'index.js',
			'README.md',
			'LICENSE.md',
		])
			this.write(source, '');
		this.write('CHANGELOG.md', PARTS.changelog);
		this.write('examples/one.json', WORKFLOW);
		this.write('examples/README.md', '| [one.json](one.json) | an example |');
	}

	/** Writes a file; an object as JSON. */
	write(path: string, content: string | object): void {
		const file = join(this.root, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
	}

	/** Deletes a file. */
	remove(path: string): void {
		rmSync(join(this.root, path));
	}

	/** Deletes the folder. */
	dispose(): void {
		rmSync(this.root, { recursive: true, force: true });
	}
}
