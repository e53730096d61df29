import { quoted, refuse } from './refusal';
import type { RefusedNumber } from './phoneNumber';

/** The field of 3CX that holds the number takes no more (LENGTH_NOT_MORE_50_CHARS). */
const LONGEST_TEXT = 50;

/** A cell's text, or why there is none. */
export type CellText = { ok: true; text: string; wasNumeric: boolean } | RefusedNumber;

/** Full-width forms (０１７１, ＋) as East Asian keyboards write them. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

/** Zero-width and bidi characters, soft hyphens, byte order marks: pasted from web pages, never seen. */
const INVISIBLE = /\p{Cf}/gu;

/** The apostrophe that tells a spreadsheet "this is text", in its typographic variants too. */
const TEXT_MARK = /^['’‘`´]/;

/** What `17112345` is called after it went through a number cell and a CSV file. */
const SCIENTIFIC = /^\d+(?:[.,]\d+)?e\+?\d+$/i;
const DECIMAL = /^\d{6,}[.,]0+$/;

/**
 * Makes plain text of whatever a row holds as its number: strings, and numbers from spreadsheet
 * cells. Punctuation stays.
 */
export function cellText(input: unknown): CellText {
	const wasNumeric = typeof input === 'number' || typeof input === 'bigint';
	const raw = asText(input);
	if (raw === undefined) {
		return refuse('notANumber', `A phone number was expected, but this is ${kindOf(input)}.`);
	}

	const text = raw
		.replace(INVISIBLE, '')
		.replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH_OFFSET))
		.trim()
		.replace(TEXT_MARK, '')
		.replace(/^tel:/i, '')
		.trim();

	if (text === '') return refuse('empty', 'There is no phone number.', 'Enter one.');
	if (text.length > LONGEST_TEXT) {
		return refuse(
			'tooLong',
			`The phone number has ${text.length} characters, and 3CX takes ${LONGEST_TEXT} at most.`,
		);
	}
	if (SCIENTIFIC.test(text) || DECIMAL.test(text)) {
		return refuse(
			'notANumber',
			`${quoted(text)} was turned into a decimal number by a spreadsheet, so digits may be lost.`,
			'Format the column as text and enter the phone number again.',
		);
	}
	return { ok: true, text, wasNumeric };
}

function asText(input: unknown): string | undefined {
	if (typeof input === 'string') return input;
	if (input === undefined || input === null) return '';
	if (typeof input === 'bigint' && input >= 0n) return input.toString();
	// Beyond the safe integers digits are already lost.
	if (typeof input === 'number' && Number.isSafeInteger(input) && input >= 0) return String(input);
	return undefined;
}

function kindOf(input: unknown): string {
	if (Array.isArray(input)) return 'a list';
	if (typeof input === 'number' || typeof input === 'bigint') {
		return 'a negative, broken or far too long number';
	}
	if (typeof input === 'boolean') return `the value ${input}`;
	return typeof input === 'object' ? 'an object' : `a ${typeof input}`;
}
