import type { Arguments, Parameter } from '../../odata/functions';
import { notFound, XapiFailure } from '../../odata/errors';
import { intervalMs } from '../../records/duration';
import type { Segment } from '../../records/segment';
import type { Row } from '../../world/values';
import { segmentsIn } from '../callLog';
import type { FunctionHost, XapiContext } from '../entitySet';
import { periodOf } from '../period';

/** What a report works on. */
export interface Question {
	context: XapiContext;
	args: Arguments;
	/** Segments of the period, oldest first. */
	segments: Segment[];
}

/** Period as most reports name it, and as those about queues do (xapi.md §3.7). */
export const PERIOD: readonly Parameter[] = [
	['periodFrom', 'datetime'],
	['periodTo', 'datetime'],
];
export const START_END: readonly Parameter[] = [
	['startDt', 'datetime'],
	['endDt', 'datetime'],
];

/** A report: its parameters in order, the type of its rows, and what they are. */
export function report(
	name: string,
	type: string,
	parameters: readonly Parameter[],
	answer: (question: Question) => Row[],
): FunctionHost {
	return {
		kind: 'functions',
		functions: {
			[`Pbx.${name}`]: {
				parameters,
				type,
				call: (context, args) => {
					const bounds = boundsOf(parameters);
					const segments = bounds ? segmentsIn(periodOf(args, context, bounds), context) : [];
					const rows = answer({ context, args, segments });
					return rows.map((row) => withoutZeros(row, context));
				},
			},
		},
	};
}

function boundsOf(parameters: readonly Parameter[]): [string, string] | null {
	const names = parameters.map(([name]) => name);
	if (names.includes('periodFrom')) return ['periodFrom', 'periodTo'];
	return names.includes('startDt') ? ['startDt', 'endDt'] : null;
}

/** Some zero counts were seen left out, as null is (xapi.md §2.5). */
function withoutZeros(row: Row, { switches }: XapiContext): Row {
	if (switches.zeroCounts === 'sent') return row;
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [
			name,
			value === 0 && name.endsWith('Count') ? null : value,
		]),
	);
}

/** Whether a DN is among those of a text; the empty text means all. */
export function isAmong(text: string, { switches }: XapiContext): (dn: string) => boolean {
	if (text.trim() === '') return () => true;
	const names = text.split(switches.dnSeparator === 'blank' ? /\s+/ : /\s*,\s*/).filter(Boolean);
	return (dn) => names.includes(dn);
}

/** The same for the reports that one source found to refuse "all queues" (xapi.md §3.7). */
export function needsQueue(text: string, { switches }: XapiContext): void {
	if (text.trim() === '' && switches.allQueuesByEmptyText === 404) throw notFound();
}

/** The interval of an argument; what is none gives 500 as a wrong type does (xapi.md §1.4). */
export function intervalOf(text: string): number {
	const ms = intervalMs(text);
	if (ms === null) throw new XapiFailure(500, 'Internal Server Error', null);
	return ms;
}

/** Values gathered by key, in the order of their first. */
export function groupedBy<T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of list) {
		const known = groups.get(key(item));
		if (known) known.push(item);
		else groups.set(key(item), [item]);
	}
	return groups;
}

/** Sum of a number of each. */
export function sum<T>(list: readonly T[], value: (item: T) => number): number {
	return list.reduce((total, item) => total + value(item), 0);
}

/** Mean of a number of each; 0 for none. */
export function mean<T>(list: readonly T[], value: (item: T) => number): number {
	return list.length === 0 ? 0 : sum(list, value) / list.length;
}
