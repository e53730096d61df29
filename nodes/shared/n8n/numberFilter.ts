import { numberTest, PatternError, type NumberMatch } from '../pattern/numberPattern';
import { InputError } from '../transport';

const KINDS: readonly NumberMatch[] = ['exact', 'prefix', 'pattern'];

/** A test for numbers from a filter; undefined when nothing is filtered. @throws InputError */
export function numberFilter(
	label: string,
	wanted: unknown,
	match: unknown,
): ((number: string) => boolean) | undefined {
	const text = String(wanted ?? '').trim();
	if (text === '') return undefined;
	const kind = KINDS.find((name) => name === match) ?? 'exact';
	try {
		return numberTest(kind, text);
	} catch (error) {
		throw badPattern(label, error);
	}
}

function badPattern(label: string, error: unknown): unknown {
	if (!(error instanceof PatternError)) return error;
	return new InputError(label, `"${label}" is no pattern that can be used: ${error.message}`, {
		hint: 'Write a regular expression such as ^\\+49(171|172), without look-ahead and back references.',
		cause: error,
	});
}
