import type { Row } from '../transport';
import { Filter } from './filter';
import { readGrown, type GrowingSet, type Grown, type Place } from './growing';
import { instant } from './times';
import type { Xapi } from './xapi';

/** An error that 3CX has written down (xapi.md §3.10). */
export interface LoggedError {
	id: number;
	/** Number of the kind of event. */
	code: number | undefined;
	/** With what belongs into it filled in. */
	message: string;
	source: string;
	group: string;
	/** In ms since 1970, by the clock of the PBX. */
	at: number | undefined;
	raw: Readonly<Record<string, unknown>>;
}

const ERRORS: GrowingSet = {
	set: 'EventLogs',
	select: [
		'Id',
		'EventId',
		'Type',
		'Group',
		'GroupName',
		'Source',
		'Message',
		'Params',
		'TimeGenerated',
	],
	time: 'TimeGenerated',
	filter: Filter.eq('Type', 'Error'),
};

/** The errors that were written since a place; see {@link readGrown}. @throws ThreeCxError */
export async function readLoggedErrors(
	xapi: Xapi,
	from: Place | undefined,
): Promise<Omit<Grown, 'rows'> & { errors: LoggedError[] }> {
	const { rows, ...grown } = await readGrown(xapi, ERRORS, from);
	return { ...grown, errors: rows.flatMap((row) => readLoggedError(row) ?? []) };
}

export function readLoggedError(row: Row): LoggedError | undefined {
	const id = row.integer('Id');
	if (id === undefined) return undefined;
	const text = (name: string) => row.text(name) ?? '';
	return {
		id,
		code: row.integer('EventId'),
		message: filledIn(text('Message'), row.raw.Params),
		source: text('Source'),
		group: text('GroupName') || text('Group'),
		at: instant(row.text('TimeGenerated')),
		raw: row.raw,
	};
}

/** `Trunk %1$s is not registered`: the first parameter stands in the place of `%1$s`. */
function filledIn(template: string, params: unknown): string {
	const values: unknown[] = Array.isArray(params) ? params : [];
	return template.replace(/%(\d{1,2})\$s/g, (place, number: string) => {
		const value = values[Number(number) - 1];
		return typeof value === 'string' ? value : place;
	});
}
