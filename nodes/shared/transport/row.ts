/**
 * One object of a reply. Replies are outside data: fields may be missing, null, or of another type than the
 * specification says (xapi.md §2.5), so each is read by the type that is needed and is `undefined` otherwise.
 */
export class Row {
	private constructor(
		/** The object itself, to be written back whole. */
		readonly raw: Readonly<Record<string, unknown>>,
	) {}

	/** A row of anything; what is no object is an empty row. */
	static of(value: unknown): Row {
		return new Row(isRecord(value) ? value : {});
	}

	text(name: string): string | undefined {
		const value = this.get(name);
		return typeof value === 'string' ? value : undefined;
	}

	flag(name: string): boolean | undefined {
		const value = this.get(name);
		return typeof value === 'boolean' ? value : undefined;
	}

	integer(name: string): number | undefined {
		const value = this.get(name);
		return Number.isInteger(value) ? Number(value) : undefined;
	}

	/** An object inside, or undefined when there is none. */
	child(name: string): Row | undefined {
		const value = this.get(name);
		return isRecord(value) ? new Row(value) : undefined;
	}

	/** The objects of a list inside; an absent list is empty. */
	children(name: string): Row[] {
		const value = this.get(name);
		return Array.isArray(value) ? value.filter(isRecord).map((item) => new Row(item)) : [];
	}

	/** The texts of a list inside, or of a text with commas, as flags come (`"A, B"`). */
	texts(name: string): string[] {
		const value = this.get(name);
		if (typeof value === 'string') {
			return value
				.split(',')
				.map((part) => part.trim())
				.filter((part) => part !== '');
		}
		return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
	}

	/** The whole numbers of a list inside. */
	integers(name: string): number[] {
		const value = this.get(name);
		return Array.isArray(value) ? value.filter((item) => Number.isInteger(item)).map(Number) : [];
	}

	private get(name: string): unknown {
		return Object.hasOwn(this.raw, name) ? this.raw[name] : undefined;
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
