import type { Row, Xapi } from '../../shared/xapi';

/** An outbound rule, as far as it decides which numbers it takes (xapi.md §3.12). Empty lists take everything. */
export interface OutboundRule {
	name: string;
	prefixes: readonly string[];
	/** Inclusive ranges of lengths. */
	lengths: ReadonlyArray<readonly [number, number]>;
	/** Inclusive ranges of extensions that may use it. */
	callers: ReadonlyArray<readonly [string, string]>;
	groupIds: readonly number[];
	/** The rule with the smallest decides; undefined: 3CX does not say. */
	priority: number | undefined;
	/** Ways out, tried in order; none: 3CX does not say. */
	routes: readonly OutboundRoute[];
}

/** A trunk that a rule dials on, and what becomes of the number there. */
export interface OutboundRoute {
	trunkId: number;
	/** So many signs are left out at the front. */
	strip: number;
	prepend: string;
	append: string;
}

export async function readOutboundRules(xapi: Xapi): Promise<OutboundRule[]> {
	const rules: OutboundRule[] = [];
	const query = {
		select: [
			'Id',
			'Name',
			'Prefix',
			'NumberLengthRanges',
			'DNRanges',
			'GroupIds',
			'Priority',
			'Routes',
		],
		orderBy: 'Id',
	};
	for await (const row of xapi.all('OutboundRules', query)) rules.push(readRule(row));
	return rules;
}

/** Whether a rule would take a call of this extension to this number, written as it is dialled. */
export function takes(
	rule: OutboundRule,
	call: { number: string; extension: string; groupId: number | undefined },
): boolean {
	const { number, extension, groupId } = call;
	return (
		(rule.prefixes.length === 0 || rule.prefixes.some((prefix) => number.startsWith(prefix))) &&
		(rule.lengths.length === 0 || rule.lengths.some((range) => hasLength(number, range))) &&
		(rule.callers.length === 0 ||
			rule.callers.some(([from, to]) => isBetween(extension, from, to))) &&
		(rule.groupIds.length === 0 || groupId === undefined || rule.groupIds.includes(groupId))
	);
}

function readRule(row: Row): OutboundRule {
	return {
		name: row.text('Name') ?? '',
		prefixes: row.texts('Prefix'),
		lengths: row.texts('NumberLengthRanges').flatMap((range) => {
			const [from, to = from] = range.split('-').map((part) => Number(part.trim()));
			return from !== undefined && to !== undefined && from > 0 ? [[from, to] as const] : [];
		}),
		callers: row.children('DNRanges').flatMap((range) => {
			const from = range.text('From') ?? '';
			return from === '' ? [] : [[from, range.text('To') || from] as const];
		}),
		groupIds: row.integers('GroupIds'),
		priority: row.integer('Priority'),
		routes: row.children('Routes').flatMap((route) => {
			const trunkId = route.integer('TrunkId');
			if (trunkId === undefined) return [];
			const strip = route.integer('StripDigits') ?? 0;
			const prepend = route.text('Prepend') ?? '';
			return [{ trunkId, strip, prepend, append: route.text('Append') ?? '' }];
		}),
	};
}

/** Whether a `+` counts, nobody knows: a rule that fits either way is not complained of. */
function hasLength(number: string, [from, to]: readonly [number, number]): boolean {
	const digits = number.replace('+', '').length;
	return number.length >= from && digits <= to;
}

/** Extensions compare as numbers: 99 is below 100. */
function isBetween(extension: string, from: string, to: string): boolean {
	const dn = Number(extension);
	return Number.isFinite(dn) && dn >= Number(from) && dn <= Number(to);
}
