/** A segment of an address: `Users(29)` is the name `Users` with one argument, `Pbx.Get()` one with none. */
export interface Segment {
	name: string;
	/** As written, quotes included; undefined without brackets. A key has no name. */
	parameters: Array<[name: string, value: string]> | undefined;
}

/** The segments of an address below `/xapi/v1`, percent-decoded one by one, and its query options. */
export function parseAddress(url: string): {
	segments: Segment[];
	options: Array<[name: string, value: string]>;
} {
	const [path = '', query = ''] = url.replace(/^\/xapi\/v1\//, '').split('?');
	const options = query === '' ? [] : query.split('&').map(option);
	return {
		segments: path.split('/').map((part) => segment(decodeURIComponent(part))),
		options,
	};
}

function option(part: string): [string, string] {
	const at = part.indexOf('=');
	return [decodeURIComponent(part.slice(0, at)), decodeURIComponent(part.slice(at + 1))];
}

/** Reads one segment; also of a template, whose values are `{name}`. */
export function segment(text: string): Segment {
	const [, name, inside] = /^([\w.]+)(?:\((.*)\))?$/s.exec(text) ?? [];
	if (name === undefined) throw new Error(`Not a segment of an address: ${text}`);
	if (inside === undefined) return { name, parameters: undefined };
	return {
		name,
		parameters: split(inside, ',').map((part) => {
			const [, key = '', value = ''] = /^(?:(\w+)=)?(.*)$/s.exec(part) ?? [];
			return [key, value];
		}),
	};
}

/** Splits at a sign that stands neither in quotes nor in brackets; nothing comes of an empty text. */
export function split(text: string, sign: string): string[] {
	const parts: string[] = [];
	let depth = 0;
	let quoted = false;
	let begin = 0;
	for (let at = 0; at < text.length; at++) {
		const char = text[at];
		// A doubled quote ends the text and begins it again, which comes to the same.
		if (char === "'") quoted = !quoted;
		else if (quoted) continue;
		else if (char === '(') depth++;
		else if (char === ')') depth--;
		else if (char === sign && depth === 0) {
			parts.push(text.slice(begin, at));
			begin = at + 1;
		}
	}
	if (quoted || depth !== 0) throw new Error(`Quotes or brackets are not closed: ${text}`);
	return text === '' ? [] : [...parts, text.slice(begin)];
}

/** Words of `$filter` that are no property. */
const WORDS = new Set(
	'eq ne gt ge lt le and or not true false null contains startswith endswith tolower date'.split(
		' ',
	),
);

/** The properties that a `$filter` names, each with the literal that it is compared with where there is one. */
export function filterProperties(text: string): Array<{ path: string; literal?: string }> {
	const tokens = text.match(/'(?:[^']|'')*'|\d[\w:.+-]*|[A-Za-z_][\w/]*|\S/g) ?? [];
	return tokens.flatMap((token, at) => {
		if (!/^[A-Za-z_]/.test(token) || WORDS.has(token)) return [];
		const compared = /^(eq|ne|gt|ge|lt|le)$/.test(tokens[at + 1] ?? '');
		return [{ path: token, ...(compared && { literal: tokens[at + 2] }) }];
	});
}
