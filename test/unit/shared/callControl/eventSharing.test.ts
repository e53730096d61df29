import { AuthError, HttpError } from '../../../../nodes/shared/transport';
import { storiesOf } from '../../../helpers/agreement';
import { WatchBench, type WatchOptions } from '../../../helpers/watchBench';
import { failureOf } from '../transport/bench';

const CALLER = '+4917112345678';
const MINUTE = 60_000;

describe('the watch of calls', () => {
	let bench: WatchBench;

	async function begin(options: WatchOptions = {}): Promise<WatchBench> {
		bench = await WatchBench.start(options);
		return bench;
	}

	afterEach(async () => {
		expect(await bench.stop()).toEqual({ timers: 0, sockets: 0 });
	});

	describe('is ready', () => {
		it('when the state has been read', async () => {
			await begin({ idle: true });
			const ready = bench.watch.ready();
			await bench.advance(500);
			await ready;
			expect(bench.watch.dns()).toEqual([
				{ dn: '800', type: 'Wroutepoint' },
				{ dn: '101', type: 'Wextension' },
				{ dn: '102', type: 'Wextension' },
				{ dn: '103', type: 'Wextension' },
			]);
			await bench.watch.ready();
		});

		it('later, when the PBX is down', async () => {
			await begin({ idle: true });
			await bench.pbx.stop();
			let done = false;
			const ready = bench.watch.ready().then(() => (done = true));
			await bench.advance(MINUTE);
			expect(done).toBe(false);
			await bench.pbx.start();
			await bench.advance(MINUTE);
			await ready;
			expect(done).toBe(true);
		});

		it.each([
			['no access to Call Control', 'xapi-only', HttpError],
			['no licence', 'nolicence', HttpError],
			['an unknown login', 'nobody', AuthError],
		])('never with %s, and says so', async (_what, clientId, kind) => {
			await begin({ idle: true, clientId });
			const ready = failureOf(bench.watch.ready());
			await bench.advance(1_000);
			expect(await ready).toBeInstanceOf(kind);
			// Asked again at once, the answer is the same and nobody is bothered.
			bench.pbx.journal.clear();
			expect(await failureOf(bench.watch.ready())).toBeInstanceOf(kind);
			expect(bench.pbx.journal.count()).toBe(0);
			await bench.advance(1_000);
		});

		it('no more when the wait is called off', async () => {
			await begin({ idle: true });
			await bench.pbx.stop();
			const stop = new AbortController();
			const ready = failureOf(bench.watch.ready(stop.signal));
			await bench.advance(1_000);
			stop.abort();
			expect(await ready).toMatchObject({ name: 'CancelledError' });
		});
	});

	describe('is shared', () => {
		it('by all listeners over one socket, which ends some seconds after the last one', async () => {
			await begin();
			const others = [bench.caller, bench.caller].map((caller) => {
				const events: string[] = [];
				return { events, stop: bench.watcher.as(caller).listen(({ type }) => events.push(type)) };
			});
			bench.pbx.calls.inbound({ from: CALLER, to: '101' });
			await bench.advance(1_000);
			for (const { events } of others) expect(events).toEqual(['started', 'ringing']);
			for (const { stop } of others) {
				stop();
				stop();
			}
			bench.stopListening();
			await bench.advance(4_000);
			expect(bench.pbx.sockets.count()).toBe(1);
			await bench.advance(2_000);
			expect([bench.pbx.sockets.count(), bench.clock.waiting]).toEqual([0, 0]);
			expect(bench.watch.participants()).toEqual([]);
		});

		it('with one who comes late and is told how things stand', async () => {
			await begin();
			bench.pbx.calls.inbound({ from: CALLER, to: '101' });
			await bench.advance(6_000);
			const late: Array<[string, boolean]> = [];
			const stop = bench.watch.listen(({ type, afterGap }) => late.push([type, afterGap]));
			expect(late).toEqual([]);
			await bench.settle();
			expect(late).toEqual([
				['started', true],
				['ringing', true],
				['answered', true],
			]);
			stop();
			expect(bench.of('started')).toHaveLength(1);
		});

		it('and a listener that fails takes nothing from the others', async () => {
			await begin({ idle: true });
			bench.watch.listen(() => {
				throw new Error('broken');
			});
			bench.listen();
			await bench.advance(500);
			bench.pbx.calls.inbound({ from: CALLER, to: '101' });
			await bench.advance(1_000);
			expect(bench.story()).toBe('started ringing');
			expect(bench.log.filter((line) => line.startsWith('error'))).toHaveLength(2);
		});

		it('ten times started and stopped is one socket', async () => {
			await begin();
			for (let i = 0; i < 10; i++) {
				bench.stopListening();
				await bench.advance(1_000);
				bench.listen();
				await bench.advance(1_000);
			}
			expect([bench.pbx.sockets.opened, bench.pbx.sockets.count()]).toEqual([1, 1]);
		});
	});

	describe('waits for a leg', () => {
		const isUp = ({ status }: { status: string }) => status === 'Connected';
		const never = new AbortController().signal;

		it('until it is up, over a break of the connection', async () => {
			await begin();
			bench.pbx.world.behaviours['101'] = { outcome: 'noanswer', ringMs: 0, answerAfterMs: 0 };
			bench.pbx.calls.inbound({ from: CALLER, to: '101' });
			await bench.advance(1_000);
			const wait = bench.watch.until('101', 25, isUp, never);
			bench.pbx.sockets.drop();
			await bench.advance(300);
			bench.pbx.calls.answer('101');
			await bench.advance(3_000);
			expect(await wait).toMatchObject({ id: 25, status: 'Connected' });
		});

		it('without a listener, and closes the socket afterwards', async () => {
			await begin({ idle: true });
			bench.pbx.calls.inbound({ from: CALLER, to: '101' });
			const wait = bench.watch.until('101', 25, isUp, never);
			await bench.advance(4_000);
			expect(await wait).toMatchObject({ status: 'Connected' });
			await bench.advance(6_000);
			expect(bench.pbx.sockets.count()).toBe(0);
		});

		it.each([
			['never was', async () => 4_711],
			[
				'goes',
				async () => {
					bench.pbx.world.behaviours['101'] = { outcome: 'noanswer', ringMs: 0, answerAfterMs: 0 };
					bench.pbx.calls.inbound({ from: CALLER, to: '101', patienceMs: 2_000 });
					await bench.advance(500);
					return 25;
				},
			],
			[
				'goes unseen',
				async () => {
					bench.pbx.world.behaviours['101'] = { outcome: 'noanswer', ringMs: 0, answerAfterMs: 0 };
					bench.pbx.calls.inbound({ from: CALLER, to: '101' });
					await bench.advance(500);
					bench.pbx.calls.endUnseen();
					bench.pbx.sockets.drop();
					return 25;
				},
			],
		])('that %s, and gives it up', async (_what, prepare) => {
			await begin();
			const wait = bench.watch.until('101', await prepare(), isUp, never);
			await bench.advance(4_000);
			expect(await wait).toBeUndefined();
		});

		it('until it is called off', async () => {
			await begin();
			bench.pbx.calls.inbound({ from: CALLER, to: '101' });
			await bench.advance(500);
			const stop = new AbortController();
			const wait = failureOf(bench.watch.until('101', 25, () => false, stop.signal));
			await bench.advance(500);
			stop.abort();
			expect(await wait).toMatchObject({ name: 'CancelledError' });
			expect(bench.watcher.current?.waits.size).toBe(0);
		});

		it('and tells what must be mended', async () => {
			await begin({ idle: true, clientId: 'xapi-only' });
			const wait = failureOf(bench.watch.until('800', 25, isUp, never));
			await bench.advance(1_000);
			expect(await wait).toMatchObject({ status: 403 });
		});
	});

	describe('is closed', () => {
		it.each([
			['while it connects', 0],
			['while it is live', 1_000],
		])('%s, and nothing is left', async (_when, ms) => {
			await begin({ idle: true });
			bench.listen();
			await bench.advance(ms);
			await bench.watcher.close();
			await bench.watcher.close();
			// The wait before a token is minted is for all of the process, and short.
			await bench.advance(250);
			expect([bench.clock.waiting, bench.pbx.sockets.count()]).toEqual([0, 0]);
		});

		it('while it waits for the next try', async () => {
			await begin();
			await bench.pbx.stop();
			await bench.advance(30_000);
			await bench.watcher.close();
			expect(bench.clock.waiting).toBe(0);
		});

		it('though the other side does not answer the close', async () => {
			await begin();
			const events = bench.events.length;
			const closed = bench.watcher.close();
			bench.pbx.calls.inbound({ from: CALLER, to: '101' });
			await bench.advance(2_500);
			await closed;
			expect(bench.events).toHaveLength(events);
			expect(storiesOf(bench.events).size).toBe(0);
		});
	});

	it('writes no secret, token or number into the log', async () => {
		await begin();
		bench.pbx.calls.inbound({ from: CALLER, to: '101' });
		await bench.advance(2_000);
		bench.pbx.sockets.raw(`{"event":{"event_type":9,"entity":"${CALLER}"}}`);
		bench.pbx.sockets.drop();
		await bench.advance(2_000);
		const text = bench.log.join('\n');
		expect(text).toContain('was ignored');
		expect(text).not.toMatch(/17112345678|simulated-secret|eyJ/);
	});
});
