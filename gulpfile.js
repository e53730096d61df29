const { dest, src, task } = require('gulp');
const { checkExamples, checkPackage } = require('./scripts/check');

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

task('build:icons', buildIcons);

task(
	'check:package',
	checking('The built package is not right', () => checkPackage(__dirname)),
);

task(
	'check:examples',
	checking('The examples are not right', () => checkExamples(__dirname)),
);
