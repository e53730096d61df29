const { dest, series, src, task } = require('gulp');
const { checkExamples, checkPackage, packageSize } = require('./scripts/check');

/** Copies the icons beside the compiled code, for those who build with `tsc && gulp build:icons`. */
function buildIcons() {
	// Without `encoding: false` gulp 5 reads a PNG as text and spoils it.
	return src(['nodes/**/*.{svg,png}', 'credentials/**/*.{svg,png}'], {
		base: '.',
		encoding: false,
		allowEmpty: true,
	}).pipe(dest('dist'));
}

/** A task that fails with all problems a check has found. */
const checking = (what, find) => async () => {
	const problems = find();
	if (problems.length === 0) return;
	const list = problems.map((problem) => `  - ${problem}`).join('\n');
	// The problems are the message; where in this file they were noticed helps nobody.
	throw Object.assign(new Error(`${what}:\n${list}`), { showStack: false });
};

/** What users fetch, as a line. */
async function tellSize() {
	console.log(`The package: ${packageSize(__dirname)}`);
}

task('build:icons', buildIcons);

task(
	'check:package',
	series(
		checking('The built package is not right', () => checkPackage(__dirname)),
		tellSize,
	),
);

task(
	'check:examples',
	checking('The examples are not right', () => checkExamples(__dirname)),
);
