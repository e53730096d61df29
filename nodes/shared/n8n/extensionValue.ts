import { InputError, maskDigits } from '../transport';

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
	// A list or an object is somebody's mistake, and must not end as the fallback.
	const text =
		typeof chosen === 'object' && chosen !== null ? 'a list or an object' : textOf(chosen);
	if (text === '') return fallback;
	// DNs of users are digits; anything else would not be found, and never reaches a filter this way.
	if (/^\d{1,10}$/.test(text)) return text;
	throw new InputError(
		'Extension',
		`"Extension" is no extension number: ${maskDigits(text.slice(0, 40))}`,
		{
			hint: 'It is the number of a 3CX user, such as 999, not a name and not an outside number.',
		},
	);
}

function textOf(value: unknown): string {
	return value === undefined || value === null ? '' : String(value).trim();
}
