import { dateLiteral, literal, type LiteralValue } from './literal';

/** A condition for `$filter`; made by the functions below only, so no value reaches it unquoted. */
export class Filter {
	private constructor(readonly text: string) {}

	/** `Number eq '999'`. @param property a name from 3CX's model, never a user's text */
	static eq(property: string, value: LiteralValue): Filter {
		return new Filter(`${property} eq ${literal(value)}`);
	}

	/** `Type ne 'Extension'`. */
	static ne(property: string, value: LiteralValue): Filter {
		return new Filter(`${property} ne ${literal(value)}`);
	}

	/** Beyond that number. */
	static above(property: string, value: number): Filter {
		return new Filter(`${property} gt ${literal(value)}`);
	}

	/** From that instant on. */
	static since(property: string, at: Date): Filter {
		return new Filter(`${property} ge ${dateLiteral(at)}`);
	}

	/** Before that instant. */
	static before(property: string, at: Date): Filter {
		return new Filter(`${property} lt ${dateLiteral(at)}`);
	}

	/** Whether the property holds the text somewhere. */
	static contains(property: string, text: string): Filter {
		return new Filter(`contains(${property},${literal(text)})`);
	}

	/** Whether the property, in lower case, holds the text, in lower case, somewhere. */
	static containsIgnoringCase(property: string, text: string): Filter {
		return new Filter(`contains(tolower(${property}),${literal(text.toLowerCase())})`);
	}

	static startsWith(property: string, text: string): Filter {
		return new Filter(`startswith(${property},${literal(text)})`);
	}

	/** At least one of them. */
	static any(...filters: readonly Filter[]): Filter {
		return new Filter(filters.map((filter) => `(${filter.text})`).join(' or '));
	}

	/** All of them. */
	static all(...filters: readonly Filter[]): Filter {
		return new Filter(filters.map((filter) => `(${filter.text})`).join(' and '));
	}
}
