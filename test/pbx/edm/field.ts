import { isAtLeast } from '../version';

/** A property of an entity or complex type. */
export interface Field {
	name: string;
	/** `string`, `int`, `bool`, `double`, `datetime`, `duration`, `time`, an enum or another type. */
	type: string;
	list: boolean;
	/** Shown only with `$expand`, or under its own path. */
	nav: boolean;
	nullable: boolean;
	/** Worked out by the PBX: a value sent is taken and dropped. */
	readOnly: boolean;
	/** First build that has it. */
	since?: string;
	/** First build that has it no more. */
	until?: string;
}

/** Properties of a type in the order of the model, each described in a few words. */
export interface TypeDefinition {
	/** Type whose properties come first (xapi.md §8 no. 13). */
	base?: string;
	/**
	 * `[nav] type|[type] [required] [readonly] [since x] [until x]`. Without `required` the property
	 * may be null.
	 */
	fields: Record<string, string>;
	/** Report rows leave null properties out (xapi.md §2.5). */
	omitNull?: boolean;
}

/** Reads the few words of a {@link TypeDefinition}. */
export function parseField(name: string, description: string): Field {
	const words = description.split(' ');
	const nav = words[0] === 'nav';
	const type = words[nav ? 1 : 0] ?? '';
	const list = type.startsWith('[');
	return {
		name,
		type: list ? type.slice(1, -1) : type,
		list,
		nav,
		nullable: !list && !words.includes('required'),
		readOnly: words.includes('readonly'),
		since: wordAfter(words, 'since'),
		until: wordAfter(words, 'until'),
	};
}

/** Whether build `version` has the property. */
export function isIn(field: Field, version: string): boolean {
	if (field.since && !isAtLeast(version, field.since)) return false;
	return !(field.until && isAtLeast(version, field.until));
}

function wordAfter(words: string[], word: string): string | undefined {
	const at = words.indexOf(word);
	return at < 0 ? undefined : words[at + 1];
}
