import { quoted, refuse } from './refusal';
import type { RefusedNumber } from './phoneNumber';

/** Digits with an optional leading `+` (`international`: `+` or `00`), or why the text has none. */
export type DialString = { ok: true; digits: string; international: boolean } | RefusedNumber;

const ONE_NUMBER = 'Enter exactly one phone number, like +49 171 1234567.';
const LONGEST_QUOTE = 20;

/** What people put between digits for the eye. */
const SEPARATORS = /[\s()/.\p{Pd}\u2212]/gu;

/**
 * `0171 12345 / 030 123456`: without its separators that would be one number nobody has. A slash
 * followed by anything but 0 or + is the usual way to write an area code.
 */
const SECOND_NUMBER = /(?:\d\D*){6}[/\r\n]\s*[(]?[0+]/;

/** The trunk zero that is not dialled from abroad: `+49 (0)171`. */
const OPTIONAL_ZERO = /\(\s*0\s*\)/;

/**
 * Takes the separators out of a text, and refuses everything that is not a plain number.
 *
 * @param text as `cellText` gives it, not empty
 */
export function dialString(text: string): DialString {
	const letters = text.match(/\p{L}[\p{L}\p{M}]*/gu);
	if (letters !== null) {
		const found = letters.join(' ').slice(0, LONGEST_QUOTE);
		return refuse('letters', `A phone number cannot contain the text "${found}".`);
	}
	if (/[*#]/.test(text)) {
		return refuse(
			'notANumber',
			`${quoted(text)} contains * or #, which makes it a dial code and not a phone number.`,
		);
	}
	if (SECOND_NUMBER.test(text) || /\d\s*[,;|&+]\s*[+\d(]/.test(text)) {
		return refuse('notANumber', `${quoted(text)} looks like several phone numbers.`, ONE_NUMBER);
	}

	const written = /^[\s(]*(?:\+|00)/.test(text) ? text.replace(OPTIONAL_ZERO, '') : text;
	const digits = written.replace(SEPARATORS, '');
	if (!/^\+?[0-9]+$/.test(digits)) {
		return refuse(
			'notANumber',
			`${quoted(text)} contains characters that no phone number has.`,
			'Use digits only, with an optional + in front.',
		);
	}
	return { ok: true, digits, international: /^(?:\+|00)/.test(digits) };
}
