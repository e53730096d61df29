import { CancelledError, Locks, systemClock } from '../../../../nodes/shared/transport';
import { failureOf } from './bench';

describe('locks', () => {
	it('let one at a time in, in the order of asking', async () => {
		const locks = new Locks();
		const steps: string[] = [];
		const work = (name: string) => async () => {
			steps.push(`${name} begins`);
			await new Promise((resolve) => setImmediate(resolve));
			steps.push(`${name} ends`);
			return name;
		};

		const results = await Promise.all(['a', 'b', 'c'].map((name) => locks.run('999', work(name))));

		expect(results).toEqual(['a', 'b', 'c']);
		expect(steps).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
	});

	it('do not hold up another key', async () => {
		const locks = new Locks();
		let open = () => {};
		const first = locks.run(
			'999',
			async () => await new Promise<void>((resolve) => (open = resolve)),
		);

		expect(await locks.run('998', async () => 'through')).toBe('through');
		open();
		await first;
	});

	it('are released by a failure, which reaches only its own caller', async () => {
		const locks = new Locks();
		const broken = locks.run('999', async () => await Promise.reject(new Error('broken')));
		const next = locks.run('999', async () => 'next');

		expect(await failureOf(broken)).toMatchObject({ message: 'broken' });
		expect(await next).toBe('next');
	});
});

describe('the clock of the machine', () => {
	it('sleeps and goes on', async () => {
		const before = systemClock.now();
		await systemClock.sleep(5);
		expect(systemClock.now() - before).toBeGreaterThanOrEqual(4);
	});

	it('wakes at once when the execution is stopped', async () => {
		const stop = new AbortController();
		const sleep = systemClock.sleep(600_000, stop.signal);
		stop.abort();
		expect(await failureOf(sleep)).toBeInstanceOf(CancelledError);
	});

	it('does not begin to sleep when the execution was stopped before', async () => {
		expect(await failureOf(systemClock.sleep(600_000, AbortSignal.abort()))).toBeInstanceOf(
			CancelledError,
		);
	});

	it('runs a task later, unless it is called off', async () => {
		let ran = '';
		systemClock.later(1, () => (ran += 'called off'))();
		const done = new AbortController();
		systemClock.later(1, () => {
			ran += 'ran';
			done.abort();
		});
		// `later` keeps no process alive, so the test does.
		await failureOf(systemClock.sleep(2_000, done.signal));
		expect(ran).toBe('ran');
	});
});
