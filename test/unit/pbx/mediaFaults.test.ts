import type { FaultAction } from '../../pbx';
import { callUp, hear, listenFor, loudest, opened, play, send, tone } from './audioLine';
import { send as request } from './client';
import { until, type Line } from './line';

const STREAM = /stream$/;

/** A call that is up, and a fault for the next stream. */
async function callWith(action: FaultAction, times?: number): Promise<Line> {
	const one = await callUp();
	one.pbx.faults.add({ match: { path: STREAM }, action, times });
	return one;
}

describe('faults of streams', () => {
	it('stream424: the first n requests for audio, and no others', async () => {
		const one = await callUp();
		one.pbx.faults.add({ action: { kind: 'stream424' }, times: 2 });
		expect((await one.get('800')).status).toBe(200);
		expect(await hear(one).answered()).toBe(424);
		expect(await play(one).answered()).toBe(424);
		expect(await (await opened(one, hear)).answered()).toBe(200);
		const entries = one.pbx.journal.requests({ path: STREAM });
		expect(entries.map(({ method, status }) => `${method} ${status}`)).toEqual([
			'GET 424',
			'POST 424',
			'GET 200',
		]);
		expect(JSON.stringify(entries)).not.toContain(one.token);
	});

	it('streamDrop: cut in mid-stream, both ways', async () => {
		const one = await callWith({ kind: 'streamDrop', afterMs: 100 }, 2);
		const ear = await opened(one, hear);
		const mouth = await opened(one, play);
		await send(one, mouth, tone(650, 500));
		await one.clock.advance(80);
		expect(one.pbx.media.openStreams).toBe(2);
		await one.clock.advance(20);
		expect(await ear.over()).toBe('cut');
		expect(await mouth.over()).toBe('cut');
		await one.clock.advance(500);
		expect(one.pbx.media.heard(25).subarray(0, 1600)).toEqual(tone(650, 100));
		expect(loudest(one.pbx.media.heard(25).subarray(1600))).toBe(0);
	});

	it('streamStall: the sound of that time is lost', async () => {
		const one = await callWith({ kind: 'streamStall', ms: 200, afterMs: 100 });
		one.pbx.media.say(25, { kind: 'tone', hz: 900 });
		const stream = await opened(one, hear);
		await listenFor(one.clock, stream, 80);
		await one.clock.advance(200);
		expect(await listenFor(one.clock, stream, 20)).toHaveLength(320);
		await listenFor(one.clock, stream, 100);
		expect(stream.bytes).toHaveLength(200 * 16);
	});

	it('streamStall: an upload is not read in that time', async () => {
		const one = await callWith({ kind: 'streamStall', ms: 200 });
		const stream = await opened(one, play);
		stream.request.write(tone(650, 100));
		for (let i = 0; i < 50; i++) await new Promise(setImmediate);
		expect(one.pbx.media.uploads(25)).toMatchObject([{ bytes: 0 }]);
		await one.clock.advance(200);
		await until(() => one.pbx.media.uploads(25)[0]?.bytes === 1600);
	});

	it('status, delay, garbage and resetBefore hit streams too', async () => {
		const one = await callWith({ kind: 'status', status: 503 });
		expect(await play(one).answered()).toBe(503);
		one.pbx.faults.add({ match: { path: STREAM }, action: { kind: 'garbage' } });
		const page = hear(one);
		expect(await page.answered()).toBe(200);
		expect(await page.over()).toBe('end');
		expect(page.bytes.toString()).toContain('Proxy login');
		one.pbx.faults.add({ match: { path: STREAM }, action: { kind: 'resetBefore' } });
		expect(await play(one).over()).toBe('cut');
		one.pbx.faults.add({ match: { path: STREAM }, action: { kind: 'delay', ms: 500 } });
		const slow = play(one);
		await until(() => one.pbx.journal.count({ path: STREAM }) === 4);
		expect(one.pbx.media.openStreams).toBe(0);
		await one.clock.advance(500);
		await until(() => one.pbx.media.openStreams === 1);
		slow.request.end();
		expect(await slow.answered()).toBe(200);
	});

	it('a client that gave up waiting leaves nothing behind', async () => {
		const one = await callWith({ kind: 'delay', ms: 500 });
		const stream = hear(one);
		await until(() => one.pbx.journal.count({ path: STREAM }) === 1);
		stream.request.destroy();
		await stream.over();
		await one.clock.advance(500);
		await until(() => one.pbx.media.openStreams === 0);
	});

	it('hang and resetAfter: no stream is opened', async () => {
		const one = await callWith({ kind: 'hang' });
		const stream = play(one);
		await until(() => one.pbx.journal.count({ path: STREAM }) === 1);
		await one.clock.advance(60_000);
		expect([stream.status, stream.end]).toEqual([null, null]);
		expect(one.pbx.media.openStreams).toBe(0);
		one.pbx.faults.add({ match: { path: STREAM }, action: { kind: 'resetAfter' } });
		expect(await hear(one).over()).toBe('cut');
	});

	it('acceptButIgnore: taken and not heard; errorAfterWrite: heard and an error', async () => {
		const one = await callWith({ kind: 'acceptButIgnore' });
		const lost = await opened(one, play);
		await send(one, lost, tone(650, 100));
		lost.request.end();
		expect(await lost.answered()).toBe(200);
		one.pbx.faults.add({ match: { path: STREAM }, action: { kind: 'errorAfterWrite' } });
		const failed = await opened(one, play);
		await send(one, failed, tone(900, 100));
		failed.request.end();
		expect(await failed.answered()).toBe(500);
		await one.clock.advance(100);
		expect(loudest(one.pbx.media.heard(25))).toBe(900);
		expect(one.pbx.media.uploads(25)).toMatchObject([{ discardedBytes: 1600 }, {}]);
	});

	it('participantGone: 404 instead of a stream', async () => {
		const one = await callWith({ kind: 'participantGone' });
		expect(await hear(one).answered()).toBe(404);
	});

	it('can be ordered over HTTP', async () => {
		const one = await callUp();
		const body = JSON.stringify({ action: { kind: 'streamDrop', afterMs: 40 } });
		await request(`${one.pbx.url}/__sim/fault`, { method: 'POST', body });
		const stream = await opened(one, hear);
		await one.clock.advance(40);
		expect(await stream.over()).toBe('cut');
	});
});

describe('a PBX that goes down', () => {
	it.each(['pbxRestart', 'restart', 'setDown', 'close'] as const)(
		'%s cuts streams',
		async (how) => {
			const one = await callUp();
			const ear = await opened(one, hear);
			const mouth = await opened(one, play);
			await send(one, mouth, tone(650, 100));
			if (how === 'pbxRestart') {
				one.pbx.faults.add({ action: { kind: 'pbxRestart' } });
				await expect(one.get('800')).rejects.toThrow();
			} else if (how === 'restart') await one.pbx.restart();
			else if (how === 'close') await one.pbx.close();
			else await request(`${one.pbx.url}/__sim/down`, { method: 'POST' });
			expect(await ear.over()).toBe('cut');
			expect(await mouth.over()).toBe('cut');
			await until(() => one.pbx.media.openStreams === 0);
			const [facts] = one.pbx.media.uploads(25);
			expect(facts?.end).toMatch(/^(cut|aborted)$/);
		},
	);

	it('the same id is another leg after a restart', async () => {
		const one = await callUp();
		await send(one, await opened(one, play), tone(650, 100));
		await one.pbx.restart();
		one.pbx.calls.inbound({ from: '+49172' });
		expect(one.pbx.media.uploads(25)).toEqual([]);
	});
});
