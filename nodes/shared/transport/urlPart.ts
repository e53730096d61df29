import { InputError } from './errors';

/**
 * A name as one part of a path: a DN, a device ID. Everything that means something in an address is encoded; device
 * IDs hold `:`, `@` and `;` (call-control-api.md §4).
 *
 * @param label what it is, for the message
 * @throws InputError for a part that every URL library takes away ("", ".", ".."): the request would go elsewhere
 */
export function urlPart(label: string, part: string): string {
	if (part === '' || part === '.' || part === '..') {
		throw new InputError(
			label,
			`"${part}" is no ${label.toLowerCase()}: 3CX cannot be asked for it`,
			{
				hint: 'Give the number or name as the PBX shows it.',
			},
		);
	}
	return encodeURIComponent(part);
}

/**
 * A value behind `?` or within the brackets of a function. Commas, colons, quotes and brackets stay readable: they
 * mean the same either way, and some builds ignore a period whose colons are encoded (xapi.md §2.3).
 */
export function urlValue(value: string): string {
	return encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':');
}
