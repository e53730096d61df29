const { execFileSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { readManifest } = require('./manifest');

/** What users get beside the compiled code. */
const ALWAYS = ['package.json', 'README.md', 'LICENSE.md', 'CHANGELOG.md', 'index.js'];

const WANTED = /^dist\/(bin|nodes|credentials)\/.+\.(js|d\.ts|json|svg|png)$/;
const UNWANTED =
	/(^|\/)(test|tests|__tests__)\/|^coverage\/|\.(test|spec)\.|\.map$|tsbuildinfo$|^dist\/package\.json$/;

/** Bytes that a user fetches, and that lie on the disk then: what grows beyond holds something that does not belong. */
const MOST_PACKED = 700_000;
const MOST_UNPACKED = 2_500_000;

/** What `npm publish` would send: its paths, and its bytes packed and unpacked. */
function packReport(root) {
	const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: root,
		encoding: 'utf8',
		// npm's remarks about the person's own settings are no part of the answer.
		stdio: ['ignore', 'pipe', 'ignore'],
		shell: process.platform === 'win32',
	});
	const [{ files, size, unpackedSize }] = JSON.parse(output);
	return { files: files.map(({ path }) => path), size, unpackedSize };
}

const kilobytes = (bytes) => `${Math.ceil(bytes / 1000).toLocaleString('en')} kB`;

/** How large the package is, in a line. */
function packageSize(root) {
	const { files, size, unpackedSize } = packReport(root);
	return (
		`${files.length} files, ${kilobytes(size)} packed (at most ${kilobytes(MOST_PACKED)}), ` +
		`${kilobytes(unpackedSize)} unpacked (at most ${kilobytes(MOST_UNPACKED)})`
	);
}

function sizeProblems({ size, unpackedSize }) {
	return [
		['packed', size, MOST_PACKED],
		['unpacked', unpackedSize, MOST_UNPACKED],
	]
		.filter(([, bytes, most]) => bytes > most)
		.map(
			([how, bytes, most]) =>
				`the package has ${kilobytes(bytes)} ${how}, at most ${kilobytes(most)} are meant; look what npm pack --dry-run lists`,
		);
}

/** A compiled file without its source is left over from an earlier build. */
function sourceIsGone(root, path) {
	const source = path.replace(/^dist\//, '').replace(/(\.d\.ts|\.js)$/, '');
	return /\.js$|\.d\.ts$/.test(path) && !existsSync(join(root, `${source}.ts`));
}

/** The tarball holds what it should and nothing else. */
function checkTarball(root) {
	const report = packReport(root);
	const { files } = report;
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
	return [...problems, ...sizeProblems(report)];
}

module.exports = { packageSize, checkTarball };
