import type { IDataObject } from 'n8n-workflow';
import { Backlog } from '../../../../nodes/shared/n8n/backlog';
import { LONGEST_MS, MOST_WAITING } from '../../../../nodes/shared/n8n/batches';
import { BatchLab } from '../../../helpers/batchLab';

const LIMITS = { size: 3, waitMs: 10_000 };

const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

describe('Events in batches', () => {
	it('start the workflow when there are enough', () => {
		const lab = new BatchLab(LIMITS);
		lab.add(2);
		expect(lab.runs).toEqual([]);
		lab.add();
		expect(lab.runs).toEqual([[0, 1, 2]]);
	});

	it('start the workflow when the first has waited long enough, and not before', async () => {
		const lab = new BatchLab(LIMITS);
		lab.add();
		await lab.advance(6_000);
		lab.add();
		await lab.advance(3_500);
		expect(lab.runs).toEqual([]);
		await lab.advance(500);
		expect(lab.runs).toEqual([[0, 1]]);
	});

	it('start nothing where there are none', async () => {
		const lab = new BatchLab(LIMITS);
		await lab.advance(60_000);
		await lab.close();
		expect(lab.runs).toEqual([]);
		expect(lab.clock.waiting).toBe(0);
	});

	it('wait for the execution before, and then go on at once', async () => {
		const lab = new BatchLab(LIMITS);
		lab.behaviour = () => ({ ms: 60_000 });
		lab.add(8);
		await lab.advance(59_500);
		expect(lab.runs).toEqual([[0, 1, 2]]);
		await lab.advance(500);
		expect(lab.runs).toEqual([
			[0, 1, 2],
			[3, 4, 5],
		]);
		await lab.advance(60_000);
		expect(lab.runs.at(-1)).toEqual([6, 7]);
		expect(lab.mostGoing).toBe(1);
	});

	it('say so when there are too many, and once more when it comes to that again', async () => {
		const lab = new BatchLab({ size: 100, waitMs: 10_000 });
		lab.behaviour = () => ({ ms: 60_000 });
		for (let i = 0; i < 2; i++) {
			lab.add(2 * MOST_WAITING);
			await lab.advance(20 * 60_000, 60_000);
		}
		expect(lab.warnings).toEqual([
			expect.stringContaining('1000 events wait'),
			expect.stringContaining('1000 events wait'),
		]);
		expect(lab.told).toEqual(upTo(lab.events));
	});

	it('do not wait for ever for an execution that does not end', async () => {
		const lab = new BatchLab(LIMITS);
		lab.behaviour = () => ({ ms: Infinity });
		lab.add(6);
		await lab.advance(LONGEST_MS - 500);
		expect([lab.runs.length, lab.warnings]).toEqual([1, []]);
		await lab.advance(500);
		expect(lab.told).toEqual(upTo(6));
		expect(lab.warnings).toEqual([expect.stringContaining('after 5 minutes')]);
	});

	it('are not more than so many: then a batch does not wait', async () => {
		const lab = new BatchLab({ size: 100, waitMs: 10_000 });
		lab.behaviour = () => ({ ms: Infinity });
		lab.add(100 + MOST_WAITING - 1);
		await lab.advance(0);
		expect([lab.runs.length, lab.warnings]).toEqual([1, []]);
		lab.add(1 + 3 * MOST_WAITING);
		expect(lab.events - lab.told.length).toBeLessThan(MOST_WAITING);
		expect(lab.told).toEqual(upTo(lab.told.length));
		expect(lab.warnings).toEqual([expect.stringContaining('1000 events wait')]);
		await lab.close();
		expect(lab.told).toEqual(upTo(lab.events));
	});

	it('are tried again when n8n has not started the workflow, more and more slowly', async () => {
		const lab = new BatchLab(LIMITS);
		const asked: number[] = [];
		lab.behaviour = () => {
			asked.push(lab.clock.now());
			return { ms: 0, refuses: asked.length < 5 ? 'before' : undefined };
		};
		lab.add(3);
		lab.add(2);
		await lab.advance(60_000);
		const waits = asked.slice(1).map((at, i) => at - (asked[i] ?? 0));
		expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
		expect(lab.runs).toEqual([
			[0, 1, 2],
			[3, 4],
		]);
	});

	it('that were refused once are not asked for again while their execution is going on', async () => {
		const lab = new BatchLab(LIMITS);
		lab.behaviour = () => (lab.asked === 1 ? { ms: 0, refuses: 'before' } : { ms: Infinity });
		lab.add(3);
		await lab.advance(LONGEST_MS + 60_000);
		expect([lab.asked, lab.runs]).toEqual([2, [[0, 1, 2]]]);
		expect(lab.store).toEqual({});
		await lab.close();
		expect(lab.asked).toBe(2);
	});

	it('that were refused once are not asked for again at the close while their execution is going on', async () => {
		const lab = new BatchLab(LIMITS);
		lab.behaviour = () => (lab.asked === 1 ? { ms: 0, refuses: 'before' } : { ms: Infinity });
		lab.add(3);
		await lab.advance(60_000);
		await lab.close();
		expect([lab.asked, lab.store]).toEqual([2, {}]);
	});

	it('that n8n refuses when nobody waits for them any more come first, and in their order', async () => {
		const lab = new BatchLab({ size: 1, waitMs: 10_000 });
		const late = [2 * LONGEST_MS + 20_000, LONGEST_MS + 10_000, 3 * LONGEST_MS];
		lab.behaviour = () => {
			const ms = late.shift();
			return ms === undefined ? { ms: 0 } : { ms, refuses: late.length > 0 ? 'before' : undefined };
		};
		lab.add(4);
		await lab.advance(4 * LONGEST_MS, 5_000);
		expect(lab.told).toEqual([2, 0, 1, 3]);
	});

	it('are not doubled when n8n has started the workflow and says it has not', async () => {
		const lab = new BatchLab(LIMITS);
		let isFirst = true;
		lab.behaviour = () => {
			const refuses = isFirst ? 'after' : undefined;
			isFirst = false;
			return { ms: 0, refuses };
		};
		lab.add(3);
		lab.add(3);
		await lab.advance(20_000);
		expect(lab.runs).toEqual([
			[0, 1, 2],
			[3, 4, 5],
		]);
	});

	it('are given up, and told as trouble, only when n8n starts nothing and there is no room', async () => {
		const lab = new BatchLab({ size: 100, waitMs: 10_000 });
		lab.behaviour = () => ({ ms: 0, refuses: 'before' });
		for (let i = 0; i < MOST_WAITING - 1; i++) lab.add();
		await lab.advance(10 * 60_000);
		expect(lab.troubles).toEqual([]);
		lab.add();
		await lab.advance(1_000);
		expect(lab.troubles).toEqual([expect.stringContaining('database is locked')]);
		lab.behaviour = () => ({ ms: 0 });
		await lab.advance(60_000);
		expect(lab.told).toEqual(upTo(MOST_WAITING).slice(100));
	});

	it('that are left at the close are given to n8n at once', async () => {
		const lab = new BatchLab(LIMITS);
		lab.behaviour = () => ({ ms: 60_000 });
		lab.add(8);
		const closing = lab.batches.close();
		expect(lab.runs).toEqual([
			[0, 1, 2],
			[3, 4, 5],
			[6, 7],
		]);
		await lab.advance(3_000);
		await closing;
		lab.start();
		await lab.advance(60_000);
		expect(lab.told).toEqual(upTo(8));
	});

	it('that n8n does not take at the close are there again after the start', async () => {
		const lab = new BatchLab(LIMITS);
		lab.add(2);
		lab.behaviour = () => ({ ms: 0, refuses: 'before' });
		await lab.close();
		expect(lab.runs).toEqual([]);
		lab.behaviour = () => ({ ms: 0 });
		lab.start();
		await lab.advance(1_000);
		expect(lab.runs).toEqual([[0, 1]]);
		expect(lab.store).toEqual({});
	});

	it('that n8n refuses only after the close has begun are tried once more, and kept', async () => {
		const lab = new BatchLab(LIMITS);
		lab.behaviour = () => ({ ms: 1_000, refuses: 'before' });
		lab.add(3);
		await lab.close();
		expect(lab.asked).toBe(2);
		lab.behaviour = () => ({ ms: 0 });
		lab.start();
		await lab.advance(1_000);
		expect(lab.runs).toEqual([[0, 1, 2]]);
	});

	it('are not asked for after the close, when an execution from before it ends', async () => {
		const lab = new BatchLab(LIMITS);
		lab.behaviour = () => ({ ms: 60_000 });
		lab.add(4);
		lab.behaviour = () => ({ ms: 0, refuses: 'before' });
		await lab.close();
		expect(lab.asked).toBe(3);
		await lab.advance(10 * 60_000, 5_000);
		expect(lab.asked).toBe(3);
	});

	it('close once, and take nothing afterwards that a timer would start', async () => {
		const lab = new BatchLab(LIMITS);
		lab.add();
		await Promise.all([lab.batches.close(), lab.close()]);
		await lab.advance(60_000);
		expect(lab.runs).toEqual([[0]]);
		expect(lab.clock.waiting).toBe(0);
	});

	it('that waited at the last emit are there again after a crash, and none of them twice', async () => {
		const lab = new BatchLab(LIMITS);
		lab.behaviour = () => ({ ms: 20_000 });
		lab.add(5);
		await lab.advance(20_000);
		lab.add(5);
		lab.crash();
		await lab.advance(60_000);
		// The first emit saved nothing that waited; at the second one there was nothing else.
		expect(lab.runs).toEqual([
			[0, 1, 2],
			[3, 4],
		]);
	});

	it.each([undefined, 7, 'text', { events: 7, refused: [null, 3, [{}]] }, [[]]])(
		'begin with none where the static data has something else: %j',
		async (backlog) => {
			const lab = new BatchLab(LIMITS);
			lab.start({ backlog } as IDataObject);
			await lab.advance(500);
			lab.add(3);
			await lab.advance(1_000);
			expect(lab.runs).toEqual([[0, 1, 2]]);
		},
	);

	it('have a key that is that of exactly these events', () => {
		const keys = [['a'], ['a', 'b'], ['b', 'a'], ['a', 'b']].map((events) => {
			const backlog = new Backlog({});
			for (const key of events) backlog.add({}, 0, key);
			return backlog.take(3).key;
		});
		expect(new Set(keys).size).toBe(3);
		expect(keys[3]).toBe(keys[1]);
	});

	it('without a key are never the same', async () => {
		const lab = new BatchLab({ size: 1, waitMs: 10_000 });
		lab.batches.add({ number: 1 });
		await lab.advance(500);
		lab.batches.add({ number: 1 });
		await lab.advance(500);
		expect(lab.runs).toEqual([[1], [1]]);
	});
});
