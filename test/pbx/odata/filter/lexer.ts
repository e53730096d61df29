import { badQuery } from '../errors';

/** A piece of a `$filter`. */
export interface Token {
	kind: 'string' | 'number' | 'date' | 'name' | 'symbol';
	text: string;
	at: number;
}

const PATTERNS: Array<[Token['kind'], RegExp]> = [
	['string', /'(?:[^']|'')*'/y],
	['date', /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?/y],
	['number', /-?\d+(?:\.\d+)?/y],
	['name', /[A-Za-z_$@][\w./]*/y],
	['symbol', /[(),]/y],
];

/** Cuts a filter into pieces; 400 for a character that fits nothing (xapi.md §2.2). */
export function tokens(text: string): Token[] {
	const found: Token[] = [];
	let at = 0;
	while (at < text.length) {
		if (/\s/.test(text[at] ?? '')) {
			at++;
			continue;
		}
		const token = tokenAt(text, at);
		if (!token) {
			throw badQuery(
				`Syntax error: character '${text[at]}' is not valid at position ${at} in '${text}'.`,
			);
		}
		found.push(token);
		at += token.text.length;
	}
	return found;
}

function tokenAt(text: string, at: number): Token | undefined {
	for (const [kind, pattern] of PATTERNS) {
		pattern.lastIndex = at;
		const match = pattern.exec(text);
		if (match) return { kind, text: match[0], at };
	}
	return undefined;
}

/** The text inside quotes; a quote is written twice inside (xapi.md §2.2). */
export function unquote(text: string): string {
	return text.slice(1, -1).replace(/''/g, "'");
}
