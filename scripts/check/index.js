const { checkChangelog } = require('./changelog');
const { checkCodex } = require('./codex');
const { checkExamples } = require('./examples');
const { checkIcons } = require('./icons');
const { checkManifest } = require('./manifest');
const { checkRequires } = require('./requires');
const { checkTarball, packageSize } = require('./tarball');

/** Everything that can be wrong with the built package; an empty list means it may be published. */
const checkPackage = (root) =>
	[checkManifest, checkCodex, checkIcons, checkRequires, checkTarball, checkChangelog].flatMap(
		(check) => check(root),
	);

module.exports = {
	checkChangelog,
	checkCodex,
	checkExamples,
	checkIcons,
	checkManifest,
	checkRequires,
	checkTarball,
	checkPackage,
	packageSize,
};
