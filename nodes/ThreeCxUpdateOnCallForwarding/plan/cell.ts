/** Whether a cell holds nothing that anybody wrote there. */
export function isBlank(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	return typeof value === 'string' && value.replace(/[\s\p{Cf}]/gu, '') === '';
}

/** One row: cells by the title of their column. */
export type Row = Readonly<Record<string, unknown>>;

/** Whether a value has columns: a plain object, not a list and not a date. */
export function isRow(value: unknown): value is Row {
	return Object.prototype.toString.call(value) === '[object Object]';
}

/**
 * A word as people mean it, whatever case, blanks and signs they use: `Bestätigt?` and `bestaetigt`
 * are one, and so are `Start Time` and `start_time`.
 */
export function plainWord(text: string): string {
	return text
		.normalize('NFC')
		.toLowerCase()
		.replace(/ä/g, 'ae')
		.replace(/ö/g, 'oe')
		.replace(/ü/g, 'ue')
		.replace(/ß/g, 'ss')
		.normalize('NFD')
		.replace(/[^\p{L}\p{N}]/gu, '');
}
