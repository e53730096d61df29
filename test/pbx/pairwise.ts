import { seededRandom } from './seededRandom';
import { SWITCH_VALUES, type SwitchName, type Switches } from './switches';

/** More make the rows hardly fewer. */
const CANDIDATES = 20;

/**
 * Few combinations in which each pair of values of two different switches occurs at least once.
 * The first one has the first value of each. Greedy and deterministic: of some rows by chance the one with the most
 * new pairs is taken, and the same keys give the same rows in the same order.
 */
export function pairwise(keys: readonly SwitchName[]): Array<Partial<Switches>> {
	if (keys.length === 0) return [{}];
	const pairs = new OpenPairs(keys.map((key) => SWITCH_VALUES[key].length));
	const random = seededRandom(keys.length);
	const rows = [keys.map(() => 0)];
	pairs.close(rows.flat());
	while (pairs.left > 0) {
		const candidates = Array.from({ length: CANDIDATES }, () => pairs.row(random));
		const row = candidates.reduce((a, b) => (b.gain > a.gain ? b : a));
		pairs.close(row.places);
		rows.push(row.places);
	}
	return rows.map(
		(places): Partial<Switches> =>
			Object.fromEntries(keys.map((key, i) => [key, SWITCH_VALUES[key][places[i] ?? 0]])),
	);
}

/** A value of each switch, as its place among the values, and how many pairs are new in it. */
interface Row {
	places: number[];
	gain: number;
}

/** The pairs that occur in no row yet. All values have one number, the first value of a switch `start[switch]`. */
class OpenPairs {
	left = 0;

	private readonly start: number[] = [];
	private readonly total: number;
	private readonly open: Uint8Array;

	constructor(private readonly counts: readonly number[]) {
		let total = 0;
		for (const count of counts) {
			this.start.push(total);
			total += count;
		}
		this.total = total;
		this.open = new Uint8Array(total * total).fill(1);
		// Two values of one switch never meet.
		counts.forEach((count, key) => {
			const from = this.start[key] ?? 0;
			for (let value = from; value < from + count; value++)
				this.open.fill(0, value * total + from, value * total + from + count);
		});
		this.left = this.open.reduce((sum, one) => sum + one, 0);
	}

	/** Takes the switches in an order by chance, and of each the value that is new with most of those before. */
	row(random: () => number): Row {
		const places: number[] = [];
		const taken: number[] = [];
		let gain = 0;
		for (const key of shuffled(this.counts.length, random)) {
			let best = { place: 0, score: -1 };
			for (let place = 0; place < (this.counts[key] ?? 0); place++) {
				// Between two that are as good chance decides.
				const score = this.fresh((this.start[key] ?? 0) + place, taken) + random() / 2;
				if (score > best.score) best = { place, score };
			}
			places[key] = best.place;
			taken.push((this.start[key] ?? 0) + best.place);
			gain += Math.floor(best.score);
		}
		return { places, gain };
	}

	close(places: readonly number[]): void {
		const values = places.map((place, key) => (this.start[key] ?? 0) + place);
		for (const a of values) {
			for (const b of values) {
				this.left -= this.open[a * this.total + b] ?? 0;
				this.open[a * this.total + b] = 0;
			}
		}
	}

	private fresh(value: number, taken: readonly number[]): number {
		let sum = 0;
		for (const other of taken) sum += this.open[value * this.total + other] ?? 0;
		return sum;
	}
}

function shuffled(count: number, random: () => number): number[] {
	const order = Array.from({ length: count }, (_, i) => i);
	for (let i = count - 1; i > 0; i--) {
		const j = Math.floor(random() * (i + 1));
		[order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
	}
	return order;
}
