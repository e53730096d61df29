import { InputError } from '../shared/transport';

const KEYS = /^[0-9*#A-D]*$/;

/**
 * Keys of a telephone from an option, such as `#` or `1,2,9` or `1-4`; each once.
 *
 * @throws InputError
 */
export function keysOption(label: string, value: unknown, fallback: string): string {
	const given = Array.isArray(value) ? value.join('') : (value ?? fallback);
	const text = typeof given === 'string' || typeof given === 'number' ? String(given) : '?';
	const listed = text
		.toUpperCase()
		.replace(/[\s,;]/g, '')
		.replace(/([0-9])-([0-9])/g, (_all, from: string, to: string) =>
			range(Number(from), Number(to)),
		);
	if (KEYS.test(listed)) return [...new Set(listed)].join('');
	throw new InputError(label, `"${label}" holds something that is no key of a telephone`, {
		hint: 'Keys are 0 to 9, * and #, such as 1,2,9 or 1-4.',
	});
}

function range(from: number, to: number): string {
	const length = Math.max(0, to - from + 1);
	return Array.from({ length }, (_none, index) => from + index).join('');
}
