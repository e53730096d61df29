/** Longer than any extension: nothing up to here tells a person's number. */
const LONGEST_PLAIN = 5;
/** What stays hidden at the least, or guessing the rest would be easy. */
const FEWEST_HIDDEN = 3;
const MOST_LEADING = 4;
const MOST_TRAILING = 2;

/**
 * A number for logs, errors and notes: `0171-12345` becomes `0171…45`.
 *
 * At most the first four and the last two characters stay, and at least three are hidden. Short
 * internal numbers stay as they are.
 */
export function maskNumber(number: string): string {
	const bare = number.replace(/[\s\p{Cf}()/.\p{Pd}]/gu, '');
	if (bare.length <= LONGEST_PLAIN) return bare;

	const shown = bare.length - FEWEST_HIDDEN;
	const leading = Math.min(MOST_LEADING, Math.ceil((shown * 2) / 3));
	const trailing = Math.min(MOST_TRAILING, shown - leading);
	return `${bare.slice(0, leading)}…${bare.slice(bare.length - trailing)}`;
}
