import type { Arguments } from '../odata/functions';
import { localOffsetMs } from '../oracle/zone';
import type { XapiContext } from './entitySet';

/** A period, from the first moment to the one after the last; ms since 1970. */
export interface Period {
	from: number;
	to: number;
}

/** The period that two arguments name, as the switches about periods read it (xapi.md §3.2). */
export function periodOf(
	args: Arguments,
	context: XapiContext,
	[from, to]: readonly [string, string] = ['periodFrom', 'periodTo'],
): Period {
	const { switches, rawPath } = context;
	const texts = [args[from] ?? '', args[to] ?? ''];
	const isOdd = /%3A/i.test(rawPath) || texts.some((text) => text.includes('.000'));
	if (isOdd && switches.oddDates === 'ignored') return { from: -Infinity, to: Infinity };
	const [begin = 0, end = 0] = texts.map((text) => momentOf(text, context));
	return { from: begin, to: switches.periodEnd === 'inclusive' ? end + 1 : end };
}

function momentOf(text: string, { switches, world }: XapiContext): number {
	const moment = Date.parse(text);
	if (switches.periodZone === 'utc') return moment;
	return moment - localOffsetMs(world, moment);
}
