import { CallWatcher } from '../../../../nodes/shared/callControl/callWatcher';
import { AuthError, parseSettings, PbxConnection } from '../../../../nodes/shared/transport';
import { disagreements } from '../../../helpers/agreement';
import { WatchBench, type WatchOptions } from '../../../helpers/watchBench';
import { DEFAULT_SECRET } from '../../../pbx';
import { failureOf } from '../transport/bench';

const CALLER = '+4917112345678';
const MINUTE = 60_000;

/** Another program with the same API client, listening. */
function rivalOf({ pbx, clock, caller }: WatchBench): { close(): Promise<void> } {
	const login = { clientId: '800', clientSecret: DEFAULT_SECRET };
	const address = { origin: pbx.url, ...login, ignoreSslIssues: true };
	const connection = new PbxConnection(address, parseSettings({}).settings, clock, () => 0.5);
	const watcher = new CallWatcher(connection);
	watcher.as(caller).listen(() => undefined);
	return {
		close: async () => {
			await watcher.close();
			connection.close();
		},
	};
}

describe('the watch of calls', () => {
	let bench: WatchBench;

	async function begin(options: WatchOptions = {}): Promise<WatchBench> {
		bench = await WatchBench.start(options);
		return bench;
	}

	const waits = () =>
		bench.log.flatMap((line) => /next try in (\d+) s/.exec(line)?.[1] ?? []).map(Number);
	const states = () => bench.log.flatMap((line) => /→ (\w+)/.exec(line)?.[1] ?? []).join(' ');

	afterEach(async () => {
		expect(await bench.stop()).toEqual({ timers: 0, sockets: 0 });
	});

	describe('when the connection breaks', () => {
		it.each([
			['without a word', () => bench.pbx.sockets.drop()],
			['with a close', () => bench.pbx.sockets.close(1001)],
			['as a newer socket takes its place', () => bench.pbx.sockets.close(1000)],
		])('%s opens a new one with the same token and tells it once', async (_how, cut) => {
			await begin();
			cut();
			await bench.advance(3_000);
			expect(bench.story()).toBe('connectionLost connectionRestored');
			expect([bench.pbx.sockets.opened, bench.minted]).toEqual([2, 1]);
			expect(states()).toBe('connecting live waiting connecting live');
		});

		it('in the middle of a call loses and doubles nothing', async () => {
			await begin();
			bench.pbx.calls.inbound({ from: CALLER, to: '101' });
			await bench.advance(1_000);
			bench.pbx.sockets.drop();
			await bench.advance(6_000);
			bench.pbx.sockets.drop();
			await bench.advance(3_000);
			bench.pbx.calls.hangUp(26);
			await bench.advance(1_000);
			expect(disagreements(bench)).toEqual([]);
			expect(bench.of('answered')).toHaveLength(1);
			expect(bench.of('ended')).toMatchObject([{ outcome: 'answered', afterGap: false }]);
		});

		it('is noticed within 60 s though nothing says so', async () => {
			await begin();
			await bench.advance(21_000);
			bench.pbx.sockets.deaf();
			await bench.advance(MINUTE);
			expect(bench.of('connectionLost')).toHaveLength(1);
			expect(bench.pbx.sockets.opened).toBe(2);
			expect(bench.log.join('\n')).toContain('two pings without an answer');
		});

		it('but not where frames still come: we only listen', async () => {
			await begin();
			bench.pbx.sockets.deaf();
			for (let i = 0; i < 10; i++) {
				bench.pbx.sockets.burst(1);
				await bench.advance(10_000);
			}
			expect(bench.story()).toBe('');
		});

		it('is repaired for ever, each try later than the one before, and told once', async () => {
			await begin();
			await bench.pbx.stop();
			await bench.advance(30 * MINUTE, 5_000);
			expect(waits().slice(0, 8)).toEqual([1, 2, 3, 6, 12, 24, 45, 45]);
			expect(bench.log.filter((line) => line.startsWith('warn'))).toHaveLength(2);
			await bench.pbx.start();
			await bench.advance(MINUTE, 5_000);
			expect(bench.story()).toBe('connectionLost connectionRestored');
		});

		it('waits longer each time it breaks at once, and within a second after 20 s that held', async () => {
			await begin();
			for (let i = 0; i < 5; i++) {
				bench.pbx.sockets.drop();
				await bench.advance(10_000);
			}
			expect(waits()).toEqual([1, 2, 3, 6, 6]);
			await bench.advance(20_000);
			bench.pbx.sockets.drop();
			await bench.advance(3_000);
			expect(waits().at(-1)).toBe(1);
		});

		it('begins with short waits again where the first try after a break fails', async () => {
			await begin();
			for (let i = 0; i < 4; i++) {
				bench.pbx.sockets.drop();
				await bench.advance(10_000);
			}
			bench.pbx.sockets.rejectUpgrade(503, 2);
			bench.pbx.sockets.drop();
			await bench.advance(20_000);
			expect(waits()).toEqual([1, 2, 3, 6, 6, 2, 3]);
			expect(bench.watcher.current?.session.state).toBe('live');
		});

		it('does not flap where another program wants the only socket too, and misses no long call', async () => {
			await begin({ switches: { severalSockets: 'newestOnly', tokens: 'shared' } });
			const rival = rivalOf(bench);
			await bench.advance(2 * MINUTE, 1_000);
			const { opened } = bench.pbx.sockets;
			for (let i = 0; i < 6; i++) {
				const { callid } = bench.pbx.calls.inbound({ from: CALLER, to: '101' });
				await bench.advance(25_000, 1_000);
				bench.pbx.calls.hangUp(callid);
			}
			// Each of the two is live for some 6 s in turn.
			expect(bench.pbx.sockets.opened - opened).toBeLessThan((6 * 25) / 5);
			expect(bench.log.filter((line) => line.includes('next try')).at(-1)).toContain('in 6 s');
			await bench.advance(MINUTE, 1_000);
			await rival.close();
			await bench.advance(10_000);
			expect(bench.of('started')).toHaveLength(6);
			expect(bench.of('ended')).toHaveLength(6);
		});

		it('takes a new call under old numbers after a restart of the PBX', async () => {
			await begin();
			bench.pbx.calls.inbound({ from: CALLER, to: '101' });
			await bench.advance(5_000);
			const restart = bench.pbx.restart(2_000);
			await bench.advance(2_500);
			await restart;
			bench.pbx.calls.inbound({ from: '+4930555555', to: '101' });
			await bench.advance(10_000);
			expect(bench.of('started').map(({ callId }) => callId)).toEqual(['call-26-25', 'call-26-25']);
			expect(bench.of('ended')).toHaveLength(1);
			expect(bench.minted).toBe(2);
		});
	});

	it('sees by itself when 3CX stops sending', async () => {
		await begin();
		bench.pbx.sockets.mute();
		bench.pbx.calls.inbound({ from: CALLER, to: '101' });
		await bench.advance(50_000);
		expect(bench.of('answered')).toMatchObject([{ afterGap: true }]);
		expect(bench.pbx.sockets.opened).toBe(1);
		bench.pbx.calls.hangUp(26);
		await bench.advance(50_000);
		expect(bench.pbx.sockets.opened).toBe(2);
		expect(bench.log.join('\n')).toContain('has stopped sending');
	});

	it('finds a leg that could not be read when it was told', async () => {
		await begin();
		bench.pbx.faults.add({
			match: { path: '/callcontrol/101/participants' },
			action: { kind: 'status', status: 400 },
			times: 2,
		});
		bench.pbx.calls.inbound({ from: CALLER, to: '101' });
		await bench.advance(2_500);
		expect(bench.story()).toBe('started ringing');
	});

	it('reads the state again when too much comes while it is read', async () => {
		await begin();
		bench.pbx.calls.inbound({ from: CALLER, to: '101' });
		await bench.advance(5_000);
		bench.pbx.sockets.drop();
		bench.pbx.faults.add({
			match: { path: /^\/callcontrol$/ },
			action: { kind: 'run', run: () => bench.pbx.sockets.burst(4_000) },
		});
		bench.pbx.faults.add({
			match: { path: /^\/callcontrol$/ },
			action: { kind: 'delay', ms: 1_000 },
		});
		bench.pbx.journal.clear();
		await bench.advance(3_000);
		expect(bench.pbx.journal.count({ path: /^\/callcontrol$/ })).toBe(2);
		bench.pbx.calls.hangUp(26);
		await bench.advance(1_000);
		expect(disagreements(bench)).toEqual([]);
	});

	describe('with tokens', () => {
		it('that others end gets another, once', async () => {
			await begin();
			bench.pbx.mintForeignToken('800');
			bench.pbx.sockets.drop();
			await bench.advance(3_000);
			expect([bench.story(), bench.minted]).toEqual(['connectionLost connectionRestored', 2]);
		});

		it('goes on when one expires', async () => {
			await begin({ tokenTtlSeconds: 300, switches: { socketOnRotation: 'close' } });
			await bench.advance(20 * MINUTE, 1_000);
			expect(bench.watcher.current?.session.state).toBe('live');
			expect(bench.minted).toBeLessThanOrEqual(6);
		});

		it('that are refused again and again stops asking and says so', async () => {
			await begin({ idle: true });
			bench.pbx.sockets.rejectUpgrade(401, Infinity);
			const ready = failureOf(bench.watch.ready());
			await bench.advance(3_000);
			expect(await ready).toBeInstanceOf(AuthError);
			expect(bench.pbx.journal.count({ path: '/callcontrol/ws' })).toBe(3);
			expect(bench.minted).toBeLessThanOrEqual(3);
		});

		it('a login that is refused is told once, and tried again slowly', async () => {
			await begin();
			const [client] = bench.pbx.world.clients;
			if (client) client.secret = 'another';
			bench.pbx.mintForeignToken('800');
			bench.pbx.journal.clear();
			bench.pbx.sockets.drop();
			await bench.advance(21 * MINUTE, 5_000);
			expect(bench.troubles.map(({ message }) => message)).toEqual([
				expect.stringContaining('"Client Secret"'),
			]);
			expect(bench.pbx.journal.count({ path: '/connect/token' })).toBeLessThanOrEqual(6);
			if (client) client.secret = 'simulated-secret';
			await bench.advance(6 * MINUTE, 5_000);
			expect(bench.story()).toBe('connectionLost connectionRestored');
		});
	});
});
