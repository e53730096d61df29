import { isBlank, plainWord } from './cell';

const YES = new Set([
	...['true', '1', 'yes', 'y', 'ja', 'j', 'x', 'wahr', 'ok', 'okay'],
	...['confirmed', 'accepted', 'bestaetigt', 'zugesagt', 'fest'],
]);
const NO = new Set([
	...['false', '0', 'no', 'n', 'nein', 'falsch'],
	...['unconfirmed', 'notconfirmed', 'unbestaetigt', 'nichtbestaetigt'],
	...['open', 'offen', 'pending', 'ausstehend', 'tentative', 'vorlaeufig', 'needsaction'],
	...['cancelled', 'canceled', 'declined', 'abgesagt', 'abgelehnt', 'storniert'],
]);

/** Signs have no letters, so they are compared as they are. */
const YES_SIGNS = new Set(['✓', '✔', '☑', '✅']);
const NO_SIGNS = new Set(['-', '–', '✗', '✘', '☐', '❌']);

/**
 * Whether a cell says yes or no.
 *
 * @returns undefined for a word that is neither: nobody is put on call, or taken off, by a guess
 */
export function readConfirmation(value: unknown): boolean | undefined {
	if (isBlank(value)) return false;
	if (!['string', 'number', 'boolean', 'bigint'].includes(typeof value)) return undefined;

	// Variation selectors choose between a black and a coloured sign.
	const text = String(value).replace(/[\s\p{Cf}\ufe0e\ufe0f]/gu, '');
	if (YES_SIGNS.has(text) || NO_SIGNS.has(text)) return YES_SIGNS.has(text);
	// -1 and 10 are no signs of agreement, whatever is left without punctuation.
	if (/\d/.test(text) && text !== '0' && text !== '1') return undefined;

	const word = plainWord(text);
	if (YES.has(word)) return true;
	return NO.has(word) ? false : undefined;
}
