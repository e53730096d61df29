import { SWITCH_VALUES, type SwitchName, type Switches } from './switches';

type Choice = string | number | boolean;
type Combination = Map<SwitchName, Choice>;

function valuesOf(name: SwitchName): readonly Choice[] {
	return SWITCH_VALUES[name];
}

function toSwitches(combination: Combination): Partial<Switches> {
	return Object.fromEntries(combination) as Partial<Switches>;
}

/** Every combination of the values of these switches; meant for two or three of them. */
export function switchMatrix(keys: readonly SwitchName[]): Array<Partial<Switches>> {
	let rows: Combination[] = [new Map()];
	for (const key of keys) {
		rows = rows.flatMap((row) => valuesOf(key).map((value) => new Map(row).set(key, value)));
	}
	return rows.map(toSwitches);
}

/**
 * Few combinations in which each pair of values of two different switches occurs at least once.
 * Greedy and deterministic: the same keys give the same rows in the same order.
 */
export function pairwise(keys: readonly SwitchName[]): Array<Partial<Switches>> {
	if (keys.length < 2) return switchMatrix(keys);
	const open = new Set<string>();
	forEachPair(keys, (a, b) => {
		for (const x of valuesOf(a)) for (const y of valuesOf(b)) open.add(pairName(a, x, b, y));
	});

	const rows: Combination[] = [];
	while (open.size > 0) {
		const row = seededRow(keys, open);
		for (const key of keys) {
			if (row.has(key)) continue;
			row.set(
				key,
				best(valuesOf(key), (value) => newPairs(keys, row, key, value, open)),
			);
		}
		forEachPair(keys, (a, b) => {
			const x = row.get(a);
			const y = row.get(b);
			if (x !== undefined && y !== undefined) open.delete(pairName(a, x, b, y));
		});
		rows.push(row);
	}
	return rows.map(toSwitches);
}

/** A row that starts with the first uncovered pair: each row covers at least one, so it ends. */
function seededRow(keys: readonly SwitchName[], open: Set<string>): Combination {
	const row: Combination = new Map();
	forEachPair(keys, (a, b) => {
		for (const x of valuesOf(a)) {
			for (const y of valuesOf(b)) {
				if (row.size === 0 && open.has(pairName(a, x, b, y))) row.set(a, x).set(b, y);
			}
		}
	});
	return row;
}

function newPairs(
	keys: readonly SwitchName[],
	row: Combination,
	key: SwitchName,
	value: Choice,
	open: Set<string>,
): number {
	let count = 0;
	forEachPair(keys, (a, b) => {
		const x = a === key ? value : row.get(a);
		const y = b === key ? value : row.get(b);
		if ((a === key || b === key) && x !== undefined && y !== undefined) {
			if (open.has(pairName(a, x, b, y))) count++;
		}
	});
	return count;
}

function best(values: readonly Choice[], score: (value: Choice) => number): Choice {
	return values.reduce((a, b) => (score(b) > score(a) ? b : a));
}

function forEachPair(
	keys: readonly SwitchName[],
	visit: (a: SwitchName, b: SwitchName) => void,
): void {
	keys.forEach((a, i) => keys.slice(i + 1).forEach((b) => visit(a, b)));
}

function pairName(a: SwitchName, x: Choice, b: SwitchName, y: Choice): string {
	return `${a}=${String(x)}&${b}=${String(y)}`;
}
