import { RE2JS } from 're2js';

/** How a filter compares a number with what the user typed. */
export type NumberMatch = 'exact' | 'prefix' | 'pattern';

/** Longer patterns are not what anybody means. */
const MAX_LENGTH = 200;

/** A pattern that is no regular expression, or too long. */
export class PatternError extends Error {}

/**
 * Makes a test for numbers. Blanks, dashes, brackets and slashes do not count; `00` is `+`.
 *
 * Patterns are regular expressions in RE2 syntax: that engine takes linear time, so no pattern of a user and no
 * number of a caller can hold up n8n.
 *
 * @throws PatternError
 */
export function numberTest(match: NumberMatch, wanted: string): (number: string) => boolean {
	if (match === 'pattern') {
		const pattern = compile(wanted.trim());
		return (number) => pattern.matcher(plain(number)).find();
	}
	const text = plain(wanted);
	return match === 'prefix'
		? (number) => plain(number).startsWith(text)
		: (number) => plain(number) === text;
}

/** Makes a test for texts that a pattern has to match as a whole; RE2 as above. @throws PatternError */
export function matcher(pattern: string): (text: string) => boolean {
	const compiled = compile(pattern);
	return (text) => compiled.matches(text);
}

function compile(pattern: string): RE2JS {
	if (pattern.length > MAX_LENGTH) throw new PatternError(`it is longer than ${MAX_LENGTH} signs`);
	try {
		return RE2JS.compile(pattern);
	} catch (error) {
		throw refused(error);
	}
}

function plain(number: string): string {
	return number.replace(/[\s()/.-]/g, '').replace(/^00/, '+');
}

function refused(cause: unknown): PatternError {
	return new PatternError(cause instanceof Error ? cause.message : String(cause), { cause });
}
