import { maskNumber } from './maskNumber';
import type { Refusal, RefusedNumber } from './phoneNumber';

/** The same advice in every message: people copy what they see. */
const WRITE_IT = 'Write it like +49 171 1234567.';

/**
 * Refuses a text.
 *
 * @param why a sentence that names the text only masked
 * @param remedy what to do
 */
export function refuse(reason: Refusal, why: string, remedy: string = WRITE_IT): RefusedNumber {
	return { ok: false, reason, message: `${why} ${remedy}` };
}

/** The text for a message: masked and in quotes; where only punctuation is there, just that. */
export function quoted(text: string): string {
	return `"${maskNumber(text) || text}"`;
}
