import { seededRandom } from '../pbx/seededRandom';

/** ALL_SWITCHES=1: every test under all rows, which takes four times as long. */
const ALL = process.env.ALL_SWITCHES === '1';

/**
 * Of rows in which every pair of positions of switches occurs, some in which every position does: other ones for each
 * test (`turn` is its name) and, by jest's seed, in each run. `npx jest … --seed=N` repeats a run.
 */
export function rowsInTurn<T extends object>(rows: readonly T[], turn: string): T[] {
	if (ALL) return [...rows];
	const random = seededRandom(jest.getSeed() ^ hash(turn));
	const left = rows.map((row) => ({ row, place: random() })).sort((a, b) => a.place - b.place);
	const open = new Set(rows.flatMap(positions));
	const taken: T[] = [];
	while (open.size > 0) {
		const fresh = ({ row }: { row: T }) => positions(row).filter((one) => open.has(one)).length;
		const next = left.reduce((a, b) => (fresh(b) > fresh(a) ? b : a));
		left.splice(left.indexOf(next), 1);
		for (const one of positions(next.row)) open.delete(one);
		taken.push(next.row);
	}
	return taken;
}

function positions(row: object): string[] {
	return Object.entries(row).map(([name, value]) => `${name}=${String(value)}`);
}

function hash(text: string): number {
	let sum = 0;
	for (const letter of text) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0;
	return sum;
}
