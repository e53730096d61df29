const { execFileSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { readManifest } = require('./manifest');

/** What users get beside the compiled code. */
const ALWAYS = ['package.json', 'README.md', 'LICENSE.md', 'CHANGELOG.md', 'index.js'];

const WANTED = /^dist\/(bin|nodes|credentials)\/.+\.(js|d\.ts|json|svg|png)$/;
const UNWANTED =
	/(^|\/)(test|tests|__tests__|coverage)\/|\.(test|spec)\.|\.map$|tsbuildinfo$|^dist\/package\.json$/;

/** The paths `npm publish` would send. */
function packedFiles(root) {
	const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: root,
		encoding: 'utf8',
		// npm's remarks about the person's own settings are no part of the answer.
		stdio: ['ignore', 'pipe', 'ignore'],
		shell: process.platform === 'win32',
	});
	return JSON.parse(output)[0].files.map(({ path }) => path);
}

/** A compiled file without its source is left over from an earlier build. */
function sourceIsGone(root, path) {
	const source = path.replace(/^dist\//, '').replace(/(\.d\.ts|\.js)$/, '');
	return /\.js$|\.d\.ts$/.test(path) && !existsSync(join(root, `${source}.ts`));
}

/** The tarball holds what it should and nothing else. */
function checkTarball(root) {
	const files = packedFiles(root);
	const { n8n, bin = {} } = readManifest(root);
	const needed = [...(n8n.nodes ?? []), ...(n8n.credentials ?? []), ...Object.values(bin)];
	const problems = [...ALWAYS, ...needed]
		.filter((path) => !files.includes(path))
		.map((path) => `${path}: is not in the package; look at "files" in package.json`);
	for (const path of files) {
		if (ALWAYS.includes(path)) continue;
		if (UNWANTED.test(path) || !WANTED.test(path))
			problems.push(
				`${path}: is in the package and should not be; look at "files" in package.json`,
			);
		else if (sourceIsGone(root, path))
			problems.push(`${path}: its source is gone; run npm run build, which clears dist first`);
	}
	return problems;
}

module.exports = { packedFiles, checkTarball };
