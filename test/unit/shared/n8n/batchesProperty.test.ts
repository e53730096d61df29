import { LONGEST_MS } from '../../../../nodes/shared/n8n/batches';
import { BatchLab } from '../../../helpers/batchLab';
import { randomFrom } from '../../../helpers/soak';

const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

describe('Whatever happens, events in batches', () => {
	const seeds = upTo(40);

	it.each(seeds)(
		'are told once and in order, however slow the workflow is and whenever it is closed: seed %i',
		async (seed) => {
			const random = randomFrom(seed);
			const pick = (most: number) => Math.floor(random() * most);
			const lab = new BatchLab({ size: 1 + pick(20), waitMs: 1_000 * (1 + pick(20)) });
			let refusals = true;
			lab.behaviour = () => {
				// Made or not, but at once, and never at the close: else the order is not kept.
				if (refusals && random() < 0.15) {
					return { ms: 0, refuses: random() < 0.5 ? 'before' : 'after' };
				}
				return { ms: random() < 0.05 ? 2 * LONGEST_MS : pick(30_000) };
			};
			for (let i = 0; i < 150; i++) {
				lab.add(pick(6));
				await lab.advance(pick(8_000));
				if (random() > 0.06) continue;
				refusals = false;
				await lab.close();
				refusals = true;
				lab.start();
			}
			refusals = false;
			await lab.close();
			expect(lab.told).toEqual(upTo(lab.events));
			expect(Math.max(...lab.runs.map(({ length }) => length))).toBeLessThanOrEqual(
				lab.limits.size,
			);
			expect(lab.troubles).toEqual([]);
		},
	);

	it.each(seeds)('are told once when n8n refuses also at the close: seed %i', async (seed) => {
		const random = randomFrom(seed + 1_000);
		const pick = (most: number) => Math.floor(random() * most);
		const lab = new BatchLab({ size: 1 + pick(10), waitMs: 1_000 * (1 + pick(10)) });
		lab.behaviour = () => {
			if (random() >= 0.3) return { ms: pick(20_000) };
			// n8n says so as soon as its database does, or gives up.
			return { ms: pick(1_000), refuses: random() < 0.5 ? 'before' : 'after' };
		};
		for (let i = 0; i < 100; i++) {
			lab.add(pick(5));
			await lab.advance(pick(8_000));
			if (random() > 0.1) continue;
			await lab.close();
			lab.start();
		}
		lab.behaviour = () => ({ ms: 0 });
		await lab.advance(2 * LONGEST_MS);
		await lab.close();
		expect([...lab.told].sort((one, other) => one - other)).toEqual(upTo(lab.events));
	});

	it.each(seeds)('are never told twice after a crash: seed %i', async (seed) => {
		const random = randomFrom(seed + 2_000);
		const pick = (most: number) => Math.floor(random() * most);
		const lab = new BatchLab({ size: 1 + pick(10), waitMs: 1_000 * (1 + pick(10)) });
		lab.behaviour = () => ({ ms: pick(20_000) });
		for (let i = 0; i < 100; i++) {
			lab.add(pick(5));
			await lab.advance(pick(8_000));
			if (random() < 0.1) lab.crash();
		}
		expect(new Set(lab.told).size).toBe(lab.told.length);
	});
});
