import { plainWord } from './cell';

/** As calendars count: 1 is the highest and 9 the lowest (RFC 5545 §3.8.1.9). */
const WORDS: Readonly<Record<string, number>> = {
	...{ hoechste: 1, highest: 1, hoch: 1, high: 1 },
	...{ mittel: 5, medium: 5, normal: 5 },
	...{ niedrig: 9, low: 9, niedrigste: 9, lowest: 9 },
};

/**
 * The priority in a cell, made so that the smaller number wins.
 *
 * @param highestFirst whether people count the other way round; words mean the same either way
 * @returns undefined where the cell holds none
 */
export function readPriority(cell: unknown, highestFirst: boolean): number | undefined {
	if (typeof cell !== 'number' && typeof cell !== 'string') return undefined;
	const text = String(cell).trim();
	const written =
		/^(?:prio(?:rit(?:y|ät))?|level|stufe)?[ .:]*([+-]?\d{1,9}(?:[.,]\d{1,6})?)\.?$/i.exec(
			text,
		)?.[1];
	if (written === undefined) return WORDS[plainWord(text)];
	const number = Number(written.replace(',', '.'));
	return highestFirst ? -number : number;
}
