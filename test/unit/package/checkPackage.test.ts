import {
	checkChangelog,
	checkCodex,
	checkIcons,
	checkManifest,
	checkPackage,
	checkRequires,
	checkTarball,
	packageSize,
} from '../../../scripts/check';
import { PackageFixture, PARTS } from './packageFixture';

const { manifest, nodePath, codexPath, credentialPath, node } = PARTS;

let made: PackageFixture;
beforeEach(() => {
	made = new PackageFixture();
});
afterEach(() => made.dispose());

test('a package that is right passes every check', () => {
	expect(checkPackage(made.root)).toEqual([]);
});

interface Case {
	name: string;
	spoil: (made: PackageFixture) => void;
	/** Part of the one line expected. */
	says: string;
}

/** Each case spoils one thing; the check must name exactly that. */
function finds(check: (root: string) => string[], cases: Case[]): void {
	test.each(cases)('$name', ({ spoil, says }) => {
		spoil(made);
		const problems = check(made.root);
		expect(problems).toHaveLength(1);
		expect(problems[0]).toContain(says);
	});
}

const withN8n = (n8n: object) => ({ ...manifest, n8n: { ...manifest.n8n, ...n8n } });

describe('paths and classes', () => {
	finds(checkManifest, [
		{
			name: 'a node in package.json that was not built',
			spoil: () =>
				made.write('package.json', withN8n({ nodes: [nodePath, 'dist/nodes/B.node.js'] })),
			says: 'dist/nodes/B.node.js: is named in package.json under "n8n" and does not exist',
		},
		{
			name: 'no keyword by which n8n finds it',
			spoil: () => made.write('package.json', { ...manifest, keywords: ['pbx'] }),
			says: '"keywords" lacks n8n-community-node-package',
		},
		{
			name: 'no node at all',
			spoil: () => made.write('package.json', withN8n({ nodes: [] })),
			says: 'names no node',
		},
		{
			name: 'a class that is not called like its file',
			spoil: () => made.write(nodePath, node.replaceAll('Alpha', 'Beta')),
			says: 'exports no class Alpha',
		},
		{
			name: 'a class that throws when it is made',
			spoil: () =>
				made.write(
					credentialPath,
					'exports.AlphaApi = class { constructor() { throw new Error("no luck"); } };',
				),
			says: 'does not load: no luck',
		},
		{
			name: 'a file that is no JavaScript',
			spoil: () => made.write(nodePath, 'class 3Alpha {}'),
			says: 'does not load',
		},
		{
			name: 'a node name that does not go with its file',
			spoil: () => made.write(nodePath, node.replace("name: 'alpha'", "name: 'beta'")),
			says: 'its name is "beta"; after the file it is "alpha"',
		},
		{
			name: 'a path outside dist',
			spoil: () => {
				made.write('Alpha.node.js', node.replace("require('./helper')", '1'));
				made.write('package.json', withN8n({ nodes: ['Alpha.node.js'] }));
			},
			says: 'wants paths of the form dist/',
		},
	]);
});

describe('codex', () => {
	const codex = (change: object) => () =>
		made.write(codexPath, {
			node: 'n8n-nodes-alpha',
			nodeVersion: '1',
			categories: ['Communication'],
			alias: ['alpha'],
			...change,
		});
	finds(checkCodex, [
		{ name: 'missing', spoil: () => made.remove(codexPath), says: 'missing; put a .node.json' },
		{ name: 'no JSON', spoil: () => made.write(codexPath, '{'), says: 'is not JSON' },
		{ name: 'of another node', spoil: codex({ node: 'n8n-nodes-base.x' }), says: '"node" is' },
		{
			name: 'of another version',
			spoil: codex({ nodeVersion: '2' }),
			says: '"nodeVersion" is "2"',
		},
		{
			name: 'a category that n8n lacks',
			spoil: codex({ categories: ['Communication', 'Phones'] }),
			says: 'n8n has no category "Phones"',
		},
		{ name: 'without search words', spoil: codex({ alias: [] }), says: '"alias" is empty' },
		{
			name: 'a search word twice',
			spoil: codex({ alias: ['PBX', 'phone', 'pbx'] }),
			says: 'the search word "pbx" is there twice',
		},
		{ name: 'without categories', spoil: codex({ categories: [] }), says: '"categories" is empty' },
	]);
});

describe('icons', () => {
	const DARK = 'dist/nodes/shared/alpha.dark.svg';
	test('a missing file is named for the node and for the credential', () => {
		made.remove(DARK);
		expect(checkIcons(made.root)).toEqual([
			`${nodePath}: its dark icon ${DARK} does not exist after the build`,
			`${credentialPath}: its dark icon ${DARK} does not exist after the build`,
		]);
	});
	finds(checkIcons, [
		{
			name: 'no dark icon',
			spoil: () => made.write(nodePath, node.replace(/, dark: '[^']*'/, '')),
			says: 'has no dark icon',
		},
		{
			name: 'outside the package',
			spoil: () =>
				made.write(nodePath, node.replace("'file:../shared/alpha.svg'", "'file:../../../a.svg'")),
			says: 'lies outside the package',
		},
		{
			name: 'not square',
			spoil: () => {
				made.write('dist/nodes/shared/wide.svg', '<svg viewBox="0 0 60 30"></svg>');
				made.write(nodePath, node.replace('shared/alpha.svg', 'shared/wide.svg'));
			},
			says: 'is not square',
		},
		{
			name: 'no SVG',
			spoil: () => {
				made.write('dist/nodes/shared/text.svg', 'hello');
				made.write(nodePath, node.replace('shared/alpha.svg', 'shared/text.svg'));
			},
			says: 'is not an SVG',
		},
	]);
});

describe('requires', () => {
	const HELPER = 'dist/nodes/Alpha/helper.js';
	const helper = (code: string) => () => made.write(HELPER, `require('tiny');\n${code}`);
	finds(checkRequires, [
		{
			name: 'undeclared',
			spoil: helper("require('ws');"),
			says: 'requires ws; add it to "dependencies"',
		},
		{
			name: 'undeclared, scoped, a file inside',
			spoil: helper("require('@scope/thing/lib/x');"),
			says: 'requires @scope/thing; add it',
		},
		{ name: 'undeclared, imported later', spoil: helper("import('ws');"), says: 'requires ws' },
		{
			name: 'a file that is not there',
			spoil: helper("require('./gone');"),
			says: 'requires ./gone',
		},
		{
			name: 'a file outside dist',
			spoil: helper("require('../../../index');"),
			says: 'lies outside dist',
		},
		{ name: 'declared and never used', spoil: () => made.write(HELPER, ''), says: 'take it out' },
	]);
	test('builtin modules, n8n-workflow and words in comments are no dependencies', () => {
		made.write(
			HELPER,
			"// require('commented')\nrequire('tiny'); require('fs'); require('node:fs/promises'); require('n8n-workflow');",
		);
		expect(checkRequires(made.root)).toEqual([]);
	});
});

describe('tarball', () => {
	finds(checkTarball, [
		{
			name: 'a file that is not packed',
			spoil: () =>
				made.write('package.json', {
					...manifest,
					files: manifest.files.filter((f) => f !== 'dist/credentials'),
				}),
			says: `${credentialPath}: is not in the package`,
		},
		{
			name: 'a command that was not built',
			spoil: () => made.write('package.json', { ...manifest, bin: { alpha: 'dist/bin/alpha.js' } }),
			says: 'dist/bin/alpha.js: is not in the package',
		},
		{
			name: 'no change log',
			spoil: () => made.remove('CHANGELOG.md'),
			says: 'CHANGELOG.md: is not in',
		},
		{
			name: 'a test',
			spoil: () => made.write('dist/nodes/Alpha/Alpha.test.js', ''),
			says: 'Alpha.test.js: is in the package and should not be',
		},
		{
			name: 'much too large',
			spoil: () => made.write('dist/nodes/Alpha/data.json', `"${'x'.repeat(2_600_000)}"`),
			says: 'kB unpacked, at most 2,500 kB are meant',
		},
		{
			name: 'a map',
			spoil: () => made.write('dist/nodes/Alpha/Alpha.node.js.map', ''),
			says: 'should not be',
		},
		{
			name: 'left over from an earlier build',
			spoil: () => made.write('dist/nodes/Alpha/old.js', ''),
			says: 'old.js: its source is gone',
		},
	]);
	test('all of dist would bring the build notes and a second package.json', () => {
		made.write('package.json', { ...manifest, files: [...manifest.files, 'dist'] });
		made.write('dist/tsconfig.tsbuildinfo', '{}');
		made.write('dist/package.json', '{}');
		expect(checkTarball(made.root)).toEqual([
			expect.stringContaining('dist/package.json: is in the package'),
			expect.stringContaining('dist/tsconfig.tsbuildinfo: is in the package'),
		]);
	});
});

test('the size of the package can be told in a line', () => {
	expect(packageSize(made.root)).toMatch(
		/^\d+ files, \d kB packed \(at most 700 kB\), \d kB unpacked \(at most 2,500 kB\)$/,
	);
});

describe('change log', () => {
	const { changelog } = PARTS;
	const replaced = (text: string, other: string) => () =>
		made.write('CHANGELOG.md', changelog.replace(text, other));
	finds(checkChangelog, [
		{
			name: 'nothing of the version',
			spoil: () => made.write('package.json', { ...manifest, version: '1.1.0' }),
			says: 'says nothing of version 1.1.0',
		},
		{
			name: 'no date',
			spoil: replaced('## [Unreleased]', '## [1.0.1]'),
			says: 'the heading "[1.0.1]" is neither',
		},
		{
			name: 'the oldest first',
			spoil: replaced('## [Unreleased]', '## [0.9.0] - 2025-12-31'),
			says: '1.0.0 comes after 0.9.0',
		},
		{ name: 'another section', spoil: replaced('### Added', '### News'), says: '"### News"' },
	]);
});
