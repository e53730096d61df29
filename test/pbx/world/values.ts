/** Anything that can stand in a JSON body; `undefined` means "leave the key out". */
export type Value = string | number | boolean | null | undefined | Value[] | Row;

/** An object on the wire. */
export interface Row {
	[name: string]: Value;
}

/** Looks at an entity of the world by property name; the projection is driven by names. */
export function asRow(entity: object): Row {
	return entity as Row;
}

/** Whether a value is an object, not a list and not null. */
export function isRow(value: unknown): value is Row {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text in a property, or `fallback`. */
export function textOf(row: Row, name: string, fallback = ''): string {
	const value = row[name];
	return typeof value === 'string' ? value : fallback;
}

/** The number in a property, or `fallback`. */
export function numberOf(row: Row, name: string, fallback = 0): number {
	const value = row[name];
	return typeof value === 'number' ? value : fallback;
}

/** The truth in a property, or `fallback`. */
export function flagOf(row: Row, name: string, fallback = false): boolean {
	const value = row[name];
	return typeof value === 'boolean' ? value : fallback;
}

/** The objects in a list property; anything else counts as an empty list. */
export function rowsOf(row: Row, name: string): Row[] {
	const value = row[name];
	return Array.isArray(value) ? value.filter(isRow) : [];
}
