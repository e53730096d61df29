import { InputError, maskDigits } from '../transport';

const SEPARATORS = /[\s()/.\p{Pd}\u2212\p{Cf}]/gu;
/** The trunk zero that is not dialled from abroad: `+49 (0)171`. */
const OPTIONAL_ZERO = /\(\s*0\s*\)/;
const NUMBER = /^\+?[0-9*#]{1,32}$/;
/** Route points may have a name for a number (call-control-api.md §1). */
const NAMED_DN = /^[A-Za-z][\w.-]{0,31}$/;

/**
 * A number as 3CX dials it: an extension, a dial code, the name of a route point, or an outside number without the
 * blanks and dashes that people put in.
 *
 * @throws InputError when it is none
 */
export function dialTarget(label: string, text: string): string {
	if (text === '') throw new InputError(label, `"${label}" is empty`);
	if (NAMED_DN.test(text)) return text;
	const written =
		text.startsWith('+') || text.startsWith('00') ? text.replace(OPTIONAL_ZERO, '') : text;
	const digits = written.replace(SEPARATORS, '');
	if (NUMBER.test(digits)) return digits;
	throw new InputError(label, `"${label}" cannot be dialled: ${maskDigits(text).slice(0, 40)}`, {
		hint: 'It is an extension such as 101, or one outside number such as +49 171 1234567.',
	});
}

/** The number or name of a DN, as in "Extension"; empty where the parameter is. @throws InputError */
export function dnValue(label: string, text: string): string {
	if (text === '' || /^\d{1,10}$/.test(text) || NAMED_DN.test(text)) return text;
	throw new InputError(label, `"${label}" is no extension: ${maskDigits(text).slice(0, 40)}`, {
		hint: 'It is the number of an extension or route point of the PBX, such as 101.',
	});
}
