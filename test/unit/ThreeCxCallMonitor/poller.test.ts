import { setImmediate } from 'node:timers/promises';
import { Poller } from '../../../nodes/ThreeCxCallMonitor/poller';
import { Reach } from '../../../nodes/ThreeCxCallMonitor/reach';
import { HttpError, NetworkError, type Clock } from '../../../nodes/shared/transport';
import { TestClock } from '../../helpers/testClock';

const down = new NetworkError('3CX cannot be reached', 'ECONNREFUSED');
const refused = new HttpError('3CX does not allow it', 403, undefined);

/** What `read` is to come to, one after the other; then it never answers. */
class Script {
	readonly clock = new TestClock();
	readonly told: string[] = [];
	readonly poller: Poller<string[]>;

	constructor(outcomes: ReadonlyArray<string[] | Error>, intervalMs: number, idles = true) {
		const left = [...outcomes];
		const say = (text: string) => void this.told.push(text);
		const clock: Clock = this.clock;
		this.poller = new Poller<string[]>({
			clock,
			intervalMs,
			random: () => 0.5,
			read: async () => {
				const next = left.shift();
				if (next === undefined) return await new Promise<string[]>(() => {});
				if (next instanceof Error) throw next;
				return next;
			},
			...(idles && { isIdle: (list: string[]) => list.length === 0 }),
			seen: (list, afterGap) => {
				if (list.includes('broken')) throw new Error('Fault');
				say(`seen ${list.join()}${afterGap ? ' after a gap' : ''}`);
			},
			reach: {
				failed: () => say('failed'),
				succeeded: () => say('succeeded'),
			},
			trouble: (error) => say(`trouble: ${String((error as Error).message)}`),
		});
	}

	async run(): Promise<string[]> {
		this.poller.start();
		for (let i = 0; i < 50; i++) await setImmediate();
		this.poller.close();
		return this.told;
	}
}

describe('The poller', () => {
	it('tells of each reading whether it is the first after a gap', async () => {
		const script = new Script([['a'], ['b'], down, ['c'], ['d']], 10_000);
		expect(await script.run()).toEqual([
			'succeeded',
			'seen a after a gap',
			'succeeded',
			'seen b',
			'failed',
			'trouble: 3CX cannot be reached',
			'succeeded',
			'seen c after a gap',
			'succeeded',
			'seen d',
		]);
	});

	it('is not lost before it has read once, and names what must be mended only once', async () => {
		const script = new Script([down, refused, refused, ['a']], 10_000);
		expect(await script.run()).toEqual([
			'trouble: 3CX cannot be reached',
			'trouble: 3CX does not allow it',
			'succeeded',
			'seen a after a gap',
		]);
		await expect(script.poller.ready()).rejects.toThrow('3CX does not allow it');
	});

	it.each([
		['calls', 10_000, [['a'], ['a'], [], [], [], ['a']], [10, 10, 20, 30, 30, 10]],
		['calls, seldom', 300_000, [['a'], [], []], [300, 300, 300]],
		['an outage', 10_000, [['a'], down, down, down, down, ['a']], [10, 20, 40, 60, 60, 10]],
		[
			'an outage, asked seldom',
			3_600_000,
			[['a'], down, down, down, ['a']],
			[3600, 20, 40, 60, 3600],
		],
		['what must be mended', 10_000, [['a'], refused, refused, refused], [10, 20, 40, 60]],
		['what must be mended, asked seldom', 300_000, [['a'], refused, refused], [300, 300, 300]],
		['what must be mended, asked hourly', 3_600_000, [['a'], refused, ['a']], [3600, 600, 3600]],
	])('waits between two readings: %s', async (_what, intervalMs, outcomes, waits) => {
		const script = new Script(outcomes, intervalMs);
		await script.run();
		expect(script.clock.sleeps).toEqual(waits.map((seconds) => seconds * 1000));
	});

	it('asks as often when nothing goes on, where that tells nothing', async () => {
		const script = new Script([[], [], []], 60_000, false);
		await script.run();
		expect(script.clock.sleeps).toEqual([60_000, 60_000, 60_000]);
	});

	it('goes on after a fault in what looks at the reading', async () => {
		const script = new Script([['a'], ['broken'], ['b']], 10_000);
		const told = await script.run();
		expect(told).toContain('trouble: Unexpected: Error: Fault');
		expect(told.at(-1)).toBe('seen b');
	});
});

describe('The reach of the PBX, by two readers', () => {
	let now = 0;
	const told: string[] = [];
	const tellings = () => told.splice(0);
	const begin = () => {
		now = 100;
		tellings();
		const reach = new Reach(
			() => now,
			(isLost) => void told.push(isLost ? 'lost' : 'restored'),
		);
		return [reach.reader(), reach.reader()] as const;
	};

	it('is lost with the first that fails, and restored with the last that reads again', () => {
		const [calls, system] = begin();
		calls.failed(100);
		calls.failed(120);
		system.failed(110);
		expect(tellings()).toEqual(['lost']);
		calls.succeeded();
		expect(tellings()).toEqual([]);
		system.succeeded();
		expect(tellings()).toEqual(['restored']);
	});

	it('is not lost again by one that has waited for an outage that is over', () => {
		const [calls, system] = begin();
		calls.failed(100);
		now = 130;
		calls.succeeded();
		system.failed(105);
		expect(tellings()).toEqual(['lost', 'restored']);
	});

	it('is lost when one of them fails twice, however often the other reads', () => {
		const [calls, system] = begin();
		for (const since of [100, 120]) {
			now = since + 10;
			calls.succeeded();
			system.failed(since);
		}
		expect(tellings()).toEqual(['lost']);
		system.succeeded();
		expect(tellings()).toEqual(['restored']);
	});

	it('stays lost while one of them cannot read, though the other can', () => {
		const [calls, system] = begin();
		calls.failed(100);
		system.succeeded();
		calls.failed(101);
		system.succeeded();
		expect(tellings()).toEqual(['lost']);
	});
});
