import { Soak, soakReport } from '../../../helpers/soak';
import { WatchBench } from '../../../helpers/watchBench';

/** `SOAK_CALLS=10000 SOAK_SEED=… npx jest eventSoak` for the long one. */
const CALLS = Number(process.env.SOAK_CALLS ?? 400);
// The short one is the same in every run; the long one looks for something new each time.
const SEED = Number(
	process.env.SOAK_SEED ?? (CALLS > 1_000 ? Math.floor(Math.random() * 1e9) : 20_261_122),
);

describe('through thick and thin', () => {
	it(
		`of ${CALLS} calls each leg is told once from its start to its end (seed ${SEED})`,
		async () => {
			const bench = await WatchBench.start();
			const heap = process.memoryUsage().heapUsed;
			await new Soak(bench, SEED).run(CALLS);
			const run = bench.watcher.current;
			const { legs, stories, wrong } = soakReport(bench);
			const left = { ...run?.tracker.size, ...run?.reader.size, waits: run?.waits.size, ended: 0 };
			const state = run?.session.state;
			const closed = await bench.stop();
			if (CALLS > 1_000) {
				const grown = Math.round((process.memoryUsage().heapUsed - heap) / 1e6);
				process.stdout.write(
					`Soak: seed ${SEED}, ${CALLS} calls, ${legs} legs, ${stories} told, ${bench.events.length} events, ${bench.pbx.sockets.opened} sockets, heap +${grown} MB\n`,
				);
			}
			expect({ seed: SEED, wrong: wrong.slice(0, 10), count: wrong.length }).toEqual({
				seed: SEED,
				wrong: [],
				count: 0,
			});
			// The rest came and went while nothing could be heard.
			expect(stories / legs).toBeGreaterThan(0.2);
			expect(state).toBe('live');
			expect(left).toEqual({
				legs: 0,
				ended: 0,
				undecided: 0,
				keys: 0,
				jobs: 0,
				forbidden: 0,
				waits: 0,
			});
			expect(closed).toEqual({ timers: 0, sockets: 0 });
		},
		10 * 60_000,
	);
});
