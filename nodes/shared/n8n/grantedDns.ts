import type { LiveWatch } from '../callControl';
import { InputError } from '../transport';

/**
 * Resolves when the full state was read and these extensions are known to be granted to the client.
 *
 * @param label of the parameter that names them
 * @throws InputError for one that is not granted
 */
export async function untilGranted(
	watch: LiveWatch,
	extensions: readonly string[],
	label: string,
	signal: AbortSignal,
): Promise<void> {
	await watch.ready(signal);
	const granted = watch.dns().map(({ dn }) => dn);
	const missing = extensions.find((extension) => !granted.includes(extension));
	if (missing === undefined) return;
	throw new InputError(
		label,
		`3CX does not grant the extension ${missing} to this API client ("${label}"); it may use ${granted.join(', ') || 'none'}`,
		{
			hint: `Leave "${label}" empty for what the client may use, or add the extension to the client under Integrations > API.`,
		},
	);
}
