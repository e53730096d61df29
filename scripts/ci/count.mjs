/**
 * Prints "PASSED FAILED" of a report, for .ci/run.
 *
 *   node scripts/ci/count.mjs jest FILE     a report of `jest --json`
 *   node scripts/ci/count.mjs lines FILE    output whose last such line says "N passed, N failed"
 */
import { readFileSync } from 'node:fs';

const [kind, file] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');

if (kind === 'jest') {
	const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(text);
	// A suite that does not even load has no failed test in it.
	console.log(`${numPassedTests} ${numFailedTests + numRuntimeErrorTestSuites}`);
} else {
	const [, passed, failed] = [...text.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1) ?? [];
	if (passed === undefined) throw new Error(`${file} says nothing of "N passed, N failed"`);
	console.log(`${passed} ${failed}`);
}
