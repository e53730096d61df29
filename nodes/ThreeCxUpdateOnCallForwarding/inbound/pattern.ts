/** Signs that people write in numbers and no trunk sends. */
const PUNCTUATION = /[\s()/.-]/g;

/**
 * Whether a number is one of a list such as `+49*,030123`; `*` stands for any signs. Trunks send numbers with or
 * without `+`, so that does not count.
 */
export function matchesList(list: string, number: string): boolean {
	const digits = bare(number);
	return list
		.split(',')
		.map((pattern) => bare(pattern))
		.some((pattern) => pattern !== '' && matches(pattern, digits));
}

/** Piece by piece and not by a regular expression: a pattern of many stars must not hold up n8n. */
function matches(pattern: string, text: string): boolean {
	const [head = '', ...pieces] = pattern.split('*');
	const tail = pieces.pop();
	if (tail === undefined) return head === text;
	if (!text.startsWith(head) || text.length < head.length + tail.length) return false;
	let place = head.length;
	for (const piece of pieces) {
		const found = text.indexOf(piece, place);
		if (found < 0) return false;
		place = found + piece.length;
	}
	return text.length - tail.length >= place && text.endsWith(tail);
}

function bare(text: string): string {
	return text.replace(PUNCTUATION, '').replace(/^(\+|00)/, '');
}
