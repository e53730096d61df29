import { InputError } from '../transport';

/**
 * The extension in a parameter: the choice of a resource locator, or plain text or number as the guide writes it
 * (`"extension": "999"`).
 *
 * @param fallback taken when nothing was chosen
 * @throws InputError when it is no extension
 */
export function extensionValue(parameter: unknown, fallback: string): string {
	const chosen =
		typeof parameter === 'object' && parameter !== null && 'value' in parameter
			? parameter.value
			: parameter;
	const text = chosen === undefined || chosen === null ? '' : String(chosen).trim();
	if (text === '') return fallback;
	// DNs of users are digits; anything else would not be found, and never reaches a filter this way.
	if (/^\d{1,10}$/.test(text)) return text;
	throw new InputError('Extension', `"Extension" is no extension number: ${text.slice(0, 40)}`, {
		hint: 'It is the number of a 3CX user, such as 999, not a name and not an outside number.',
	});
}
