/** A value as OData 4 writes it. `DateTime` texts must be made by {@link dateLiteral}. */
export type LiteralValue = string | number | boolean | null;

/**
 * The only way a value gets into a filter, a key or a function call: strings in single quotes with inner quotes
 * doubled, everything else bare (xapi.md §2.2, §2.3). Not yet encoded for an address; see `urlValue`.
 */
export function literal(value: LiteralValue): string {
	if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
	if (typeof value === 'number' && !Number.isFinite(value))
		throw new RangeError('Not a finite number');
	return String(value);
}

/** A UTC instant without milliseconds and with plain colons; other forms are ignored by some builds (xapi.md §2.3). */
export function dateLiteral(at: Date): string {
	return at.toISOString().replace(/\.\d+Z$/, 'Z');
}
