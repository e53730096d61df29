import { assertCountry } from './country';
import type { NumberRules } from './phoneNumber';
import { readNumber } from './readNumber';

/**
 * Whether the PBX would call the same line for both texts: `0171-12345`, `+4917112345`,
 * `004917112345` and `(0171) 12345` are one in Germany.
 *
 * A text that lost its leading zero (`17112345`) is what it is here: a PBX dials what it holds, so
 * such a text in 3CX must count as wrong although `readNumber` understands it.
 *
 * Never throws. A refused text equals nothing, not even itself; neither does an empty one. With an
 * unknown country numbers are compared as without one.
 */
export function sameNumber(a: string, b: string, rules: NumberRules): boolean {
	const known = withKnownCountry(rules);
	const first = identity(a, known);
	return first !== undefined && first === identity(b, known);
}

/** Two numbers are the same if and only if this is. */
function identity(text: string, rules: NumberRules): string | undefined {
	const reading = readNumber(text, rules);
	if (!reading.ok) return undefined;

	const { number } = reading;
	if (number.prefixRestored) return `written ${number.input.replace(/\D/g, '')}`;
	return number.e164 ?? number.dialable.replace(/^00/, '+');
}

function withKnownCountry(rules: NumberRules): NumberRules {
	try {
		assertCountry(rules.defaultCountry);
		return rules;
	} catch {
		// Settings are refused elsewhere, by assertCountry; a comparison has an answer all the same.
		return { ...rules, defaultCountry: undefined };
	}
}
