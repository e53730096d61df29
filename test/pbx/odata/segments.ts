import { decode } from '../http/request';
import { splitTop } from './options';
import { unquote } from './filter/lexer';

/** An argument as written in a path: a function tells what it takes by the form. */
export interface Argument {
	/** Empty for the bare key of `Users(29)`. */
	name: string;
	/** As written, quotes included. */
	raw: string;
}

/** One part of a path: `Users`, `Users(29)`, `Pbx.GetByNumber(number='999')`. */
export interface Segment {
	name: string;
	/** Null without brackets; the brackets of a function stay even when empty (xapi.md §2.3). */
	args: Argument[] | null;
}

/** Cuts the path below `/xapi/v1` into its parts; null when it is not well-formed. */
export function segments(rawPath: string): Segment[] | null {
	const parts: Segment[] = [];
	for (const raw of splitTop(rawPath, '/')) {
		const match = /^([\w.$]+)(?:\((.*)\))?$/s.exec(decode(raw));
		if (!match) return null;
		parts.push({ name: match[1] ?? '', args: match[2] === undefined ? null : parseArgs(match[2]) });
	}
	return parts;
}

function parseArgs(text: string): Argument[] {
	return splitTop(text, ',').map((part) => {
		const match = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(part);
		return match ? { name: match[1] ?? '', raw: match[2] ?? '' } : { name: '', raw: part };
	});
}

/** The text of a quoted argument, or null when it is not quoted. */
export function quotedText(raw: string): string | null {
	return /^'(?:[^']|'')*'$/.test(raw) ? unquote(raw) : null;
}
