import { isDeepStrictEqual, inspect } from 'node:util';

/** Counts and prints named checks; one that fails does not stop the others. */
export class Checks {
	passed = 0;

	failed = 0;

	constructor(private readonly print: (line: string) => void = console.log) {}

	/** Runs one check: `ok` or `FAIL` with the reason. Resolves to whether it held. */
	readonly check = async (name: string, body: () => Promise<void> | void): Promise<boolean> => {
		const start = Date.now();
		try {
			await body();
			this.passed++;
			this.print(`ok    ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
			return true;
		} catch (error) {
			this.failed++;
			const reason = error instanceof Error ? error.message : String(error);
			this.print(`FAIL  ${name}\n      ${reason.replaceAll('\n', '\n      ')}`);
			return false;
		}
	};

	/** The closing line that CI reads. */
	summary(): string {
		return `${this.passed} passed, ${this.failed} failed`;
	}
}

/** Throws unless both are deeply equal. */
export function equal(actual: unknown, expected: unknown, what = 'value'): void {
	if (!isDeepStrictEqual(actual, expected))
		throw new Error(`${what} is ${show(actual)}, expected ${show(expected)}`);
}

/** Throws unless the text matches. */
export function matches(actual: unknown, pattern: RegExp, what = 'text'): void {
	if (!pattern.test(String(actual)))
		throw new Error(`${what} is ${show(actual)}, expected ${pattern}`);
}

/** Throws with `problem` unless `fact` holds. */
export function holds(fact: unknown, problem: string): void {
	if (!fact) throw new Error(problem);
}

const show = (value: unknown): string =>
	inspect(value, { depth: 6, breakLength: 120, maxStringLength: 600 });
