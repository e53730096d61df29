const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { readManifest } = require('./manifest');

const KINDS = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
const HEADING = /^\[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$/;

const older = (one, other) => one.localeCompare(other, 'en', { numeric: true }) < 0;

/** The change log has the form of Keep a Changelog, newest first, and tells of the version that is packed. */
function checkChangelog(root) {
	const file = join(root, 'CHANGELOG.md');
	if (!existsSync(file)) return [];
	const lines = readFileSync(file, 'utf8').split('\n');
	const headings = lines
		.filter((line) => line.startsWith('## '))
		.map((line) => line.slice(3).trim());
	const problems = headings
		.filter(
			(heading, index) => !HEADING.test(heading) && !(heading === '[Unreleased]' && index === 0),
		)
		.map(
			(heading) =>
				`the heading "${heading}" is neither [Unreleased] at the top nor [1.2.3] - 2026-12-31`,
		);
	const versions = headings.flatMap((heading) => HEADING.exec(heading)?.[1] ?? []);
	const { version } = readManifest(root);
	if (!versions.includes(version))
		problems.push(`says nothing of version ${version} of package.json`);
	versions.forEach((one, index) => {
		const before = versions[index - 1];
		if (before !== undefined && !older(one, before))
			problems.push(`${one} comes after ${before}; the newest comes first`);
	});
	for (const line of lines)
		if (line.startsWith('### ') && !KINDS.includes(line.slice(4).trim()))
			problems.push(`"${line}": sections are ${KINDS.join(', ')}`);
	return problems.map((problem) => `CHANGELOG.md: ${problem}`);
}

module.exports = { checkChangelog };
