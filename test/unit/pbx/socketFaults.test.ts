import { send, start } from './client';
import { line, listen, refusedWith, until, type Line } from './line';

function ring(one: Line, calls = 1): void {
	for (let i = 0; i < calls; i++) one.pbx.calls.inbound({ from: '+49171' });
}

function sequences(one: Line): number[] {
	return one.ear.frames.map(({ sequence }) => sequence);
}

describe('faults of an open socket', () => {
	it('drop: gone without a close frame', async () => {
		const one = await line();
		one.pbx.sockets.drop();
		expect(await one.ear.closed()).toBe(1006);
		await until(() => one.pbx.sockets.count() === 0);
		ring(one);
		const next = await listen(one.pbx, one.token);
		expect(await next.news()).toEqual([]);
	});

	it('close: with a code', async () => {
		const one = await line();
		one.pbx.sockets.close(1012, 'restart');
		expect(await one.ear.closed()).toBe(1012);
	});

	it('mute: pongs and says nothing, then goes on', async () => {
		const one = await line();
		one.pbx.sockets.mute();
		ring(one);
		expect(await one.ear.news()).toEqual([]);
		one.pbx.sockets.mute(false);
		ring(one);
		expect(await one.ear.news()).toEqual(['U 800/26']);
		expect(one.pbx.journal.frames().map(({ fate }) => fate)).toEqual(['muted', 'delivered']);
	});

	it('deaf: answers no ping but sends; a new socket is sound', async () => {
		const one = await line();
		one.pbx.sockets.deaf();
		let pongs = 0;
		one.ear.socket.on('pong', () => pongs++);
		one.ear.socket.ping();
		ring(one);
		await until(() => one.ear.texts.length === 1);
		expect(pongs).toBe(0);
		await (await listen(one.pbx, one.token)).sync();
		one.pbx.sockets.deaf(false);
		await one.ear.sync();
		expect(pongs).toBe(1);
	});

	it('skip: loses the next frames, their numbers are used up', async () => {
		const one = await line();
		one.pbx.sockets.skip(2);
		ring(one, 3);
		expect(await one.ear.news()).toEqual(['U 800/27']);
		expect(sequences(one)).toEqual([3]);
	});

	it('dup: sends the next frames twice, number and all', async () => {
		const one = await line();
		one.pbx.sockets.dup(1);
		ring(one, 2);
		expect(await one.ear.news()).toEqual(['U 800/25', 'U 800/25', 'U 800/26']);
		expect(sequences(one)).toEqual([1, 1, 2]);
	});

	it('reorder: the next two change places', async () => {
		const one = await line();
		one.pbx.sockets.reorder();
		ring(one, 3);
		expect(await one.ear.news()).toEqual(['U 800/26', 'U 800/25', 'U 800/27']);
	});

	it('late: every frame by so much', async () => {
		const one = await line();
		one.pbx.sockets.late(500);
		ring(one);
		expect(await one.after(499)).toEqual([]);
		expect(await one.after(1)).toEqual(['U 800/25']);
		one.pbx.sockets.late(0);
		ring(one);
		expect(await one.ear.news()).toEqual(['U 800/26']);
	});

	it('raw: anything', async () => {
		const one = await line();
		const binary: boolean[] = [];
		one.ear.socket.on('message', (_data, isBinary) => binary.push(isBinary));
		for (const data of ['{', '', '{"sequence":1,"event":{"event_type":99}}', Buffer.from([0])]) {
			one.pbx.sockets.raw(data);
		}
		await one.ear.sync();
		expect(one.ear.texts).toHaveLength(4);
		expect(binary).toEqual([false, false, false, true]);
	});

	it('burst: many frames of live legs in one go', async () => {
		const one = await line();
		one.pbx.sockets.burst(2);
		expect(await one.ear.news()).toEqual(['R 800/1', 'R 800/1']);
		ring(one, 2);
		one.pbx.sockets.burst(3);
		expect((await one.ear.news()).slice(2)).toEqual(['U 800/25', 'U 800/26', 'U 800/25']);
	});
});

describe('the PBX and its calls', () => {
	it('restart: sockets cut, calls gone without a word, ids and numbers start over', async () => {
		const one = await line();
		ring(one, 2);
		await one.ear.sync();
		await one.pbx.restart();
		expect(await one.ear.closed()).toBe(1006);
		expect(one.ear.texts).toHaveLength(2);
		expect([one.pbx.calls.list(), one.pbx.calls.pendingTimers]).toEqual([[], 0]);
		expect((await one.get('')).status).toBe(401);
		ring(one);
		expect(one.pbx.calls.list()[0]?.callid).toBe(26);
		expect(one.pbx.calls.truth().map(({ callid, run, why }) => [callid, run, why])).toEqual([
			[26, 1, 'restart'],
			[27, 1, 'restart'],
			[26, 2, null],
		]);
	});

	it('pbxRestart by a fault does the same', async () => {
		const one = await line();
		ring(one);
		one.pbx.faults.add({ action: { kind: 'pbxRestart' } });
		await expect(one.get('')).rejects.toThrow();
		expect(await one.ear.closed()).toBe(1006);
		expect(one.pbx.calls.list()).toEqual([]);
	});

	it('stop and start: the net is away, the calls go on', async () => {
		const one = await line();
		ring(one);
		await one.pbx.stop();
		expect(await one.ear.closed()).toBe(1006);
		await one.pbx.start();
		expect(await one.leg('800/25')).toMatchObject({ status: 'Connected' });
	});

	it('down: the sockets go and none comes up until the PBX is back', async () => {
		const one = await line();
		await send(`${one.pbx.url}/__sim/down`, { method: 'POST' });
		expect(await one.ear.closed()).toBe(1006);
		await expect(listen(one.pbx, one.token)).rejects.toThrow();
		await send(`${one.pbx.url}/__sim/up`, { method: 'POST' });
		expect(await (await listen(one.pbx, one.token)).news()).toEqual([]);
	});

	it('speaks WSS too', async () => {
		const { pbx, token } = await line();
		const secure = await start({ tls: true, clock: pbx.clock });
		expect(await refusedWith(secure, token)).toBe(401);
	});

	it('endUnseen: over, and no Remove ever comes', async () => {
		const one = await line();
		ring(one, 2);
		await one.ear.news();
		one.pbx.calls.endUnseen(26);
		expect([await one.ear.news(), await one.leg('800/25')]).toEqual([[], 404]);
		one.pbx.calls.endUnseen();
		expect(await one.after(10_000)).toEqual([]);
		expect(one.pbx.calls.list()).toEqual([]);
	});

	it('closes in the middle of everything and leaves no timer', async () => {
		const one = await line({ switches: { upsertRepeats: 'periodic' } });
		ring(one, 3);
		one.pbx.calls.inbound({ from: '+49171', to: '830' });
		const { answer } = await one.begin('800/participants/25/routeto', { destination: '102' });
		const lost = expect(answer).rejects.toThrow();
		await one.pbx.close();
		await lost;
		expect(one.pbx.calls.pendingTimers).toBe(0);
		expect(one.pbx.sockets.count()).toBe(0);
	});
});
