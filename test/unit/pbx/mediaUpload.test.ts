import { callUp, opened, play, send, tone } from './audioLine';
import { start, login } from './client';
import { until } from './line';
import { realClock } from '../../pbx';

/** Bytes of sound in that time. */
const MS = 16;

describe('the figures of an upload', () => {
	it('a client that keeps time: no lead beyond its chunks, no gap', async () => {
		const one = await callUp();
		const stream = await opened(one, play);
		for (let i = 0; i < 20; i++) {
			await send(one, stream, tone(650, 20));
			await one.clock.advance(20);
		}
		expect(one.pbx.media.uploads(25)).toMatchObject([{ maxLeadMs: 20, gaps: [] }]);
	});

	it('one that is too fast, and one that pauses', async () => {
		const one = await callUp();
		const stream = await opened(one, play);
		await send(one, stream, tone(650, 700));
		await one.clock.advance(1000);
		await send(one, stream, tone(650, 100));
		const opening = one.pbx.media.uploads(25)[0]?.openedAt ?? 0;
		expect(one.pbx.media.uploads(25)).toMatchObject([
			{ maxLeadMs: 700, gaps: [{ at: opening + 700, ms: 300 }] },
		]);
	});

	it('a header of a WAV file, also over the border of two chunks', async () => {
		const one = await callUp();
		const stream = await opened(one, play);
		await send(one, stream, Buffer.from('RIFF____not yet RI'));
		expect(one.pbx.media.uploads(25)).toMatchObject([{ wavHeaderSeen: false }]);
		await send(one, stream, Buffer.from('FF1234WA'));
		await send(one, stream, Buffer.from('VE'));
		expect(one.pbx.media.uploads(25)).toMatchObject([{ wavHeaderSeen: true }]);
	});

	it('chunks that split a sample are put together', async () => {
		const one = await callUp();
		const stream = await opened(one, play);
		const sound = tone(650, 40);
		await send(one, stream, sound.subarray(0, 319));
		await send(one, stream, sound.subarray(319, 320));
		await send(one, stream, sound.subarray(320));
		await one.clock.advance(40);
		expect(one.pbx.media.heard(25)).toEqual(sound);
	});
});

describe('the play-out buffer', () => {
	it('takes 64 KiB and reads on as they are played', async () => {
		const one = await callUp();
		const stream = await opened(one, play);
		const read = () => one.pbx.media.uploads(25)[0]?.bytes ?? 0;
		stream.request.end(Buffer.alloc(10_000 * MS));
		await until(() => read() === 65_536);
		// Nothing more while the clock stands.
		for (let i = 0; i < 50; i++) await new Promise(setImmediate);
		expect(read()).toBe(65_536);
		for (let i = 0; i < 10; i++) {
			await one.clock.advance(1000);
			await new Promise(setImmediate);
		}
		expect(await stream.answered()).toBe(200);
		expect(one.pbx.media.uploads(25)).toMatchObject([
			{ bytes: 160_000, maxLeadMs: 4096, gaps: [], end: 'finished' },
		]);
	});

	it('keeps a client waiting that writes more than the connection holds', async () => {
		const one = await callUp();
		const stream = await opened(one, play);
		let isTaken = false;
		stream.request.write(Buffer.alloc(32 * 1024 * 1024), () => {
			isTaken = true;
		});
		await until(() => (one.pbx.media.uploads(25)[0]?.bytes ?? 0) === 65_536);
		expect(isTaken).toBe(false);
		expect(stream.request.writableNeedDrain).toBe(true);
	});

	it.each(['drop', 'playOut'] as const)('of an aborted upload: %s', async (abortedStream) => {
		const one = await callUp({ switches: { abortedStream } });
		const stream = await opened(one, play);
		const sound = tone(650, 300);
		await send(one, stream, sound);
		await one.clock.advance(100);
		stream.request.destroy();
		await until(() => one.pbx.media.openStreams === 0);
		await one.clock.advance(200);
		const played = abortedStream === 'drop' ? 100 * MS : 300 * MS;
		expect(one.pbx.media.heard(25)).toEqual(
			Buffer.concat([sound.subarray(0, played), Buffer.alloc(300 * MS - played)]),
		);
		expect(one.pbx.media.uploads(25)).toMatchObject([{ end: 'aborted' }]);
		// The connection was cut before there was a status.
		expect(one.pbx.journal.requests({ path: /stream$/ })).toMatchObject([{ status: null }]);
	});

	it('goes with the leg: the client sees its write fail', async () => {
		const one = await callUp();
		const stream = await opened(one, play);
		await send(one, stream, tone(650, 300));
		await one.clock.advance(100);
		one.pbx.calls.endUnseen();
		expect(await stream.over()).toBe('cut');
		await one.clock.advance(500);
		expect(one.pbx.media.heard(25)).toEqual(tone(650, 100));
		expect(one.pbx.media.uploads(25)).toMatchObject([{ end: 'legGone' }]);
		expect(one.pbx.media.openStreams).toBe(0);
		expect(one.pbx.calls.pendingTimers).toBe(0);
	});
});

describe('in real time', () => {
	it('an upload is heard as it was sent', async () => {
		const clock = realClock();
		const pbx = await start({ clock });
		const { token } = await login(pbx);
		pbx.calls.inbound({ from: '+49171' });
		const one = { pbx, token };
		const mouth = play(one);
		await until(() => pbx.media.openStreams === 1);
		const sound = tone(900, 160);
		mouth.request.write(sound.subarray(0, 80 * MS));
		await clock.wait(60);
		mouth.request.end(sound.subarray(80 * MS));
		expect(await mouth.answered()).toBe(200);
		await clock.wait(150);
		const [facts] = pbx.media.uploads(25);
		expect(facts).toMatchObject({ bytes: 160 * MS, end: 'finished', wavHeaderSeen: false });
		expect(facts?.maxLeadMs).toBeLessThanOrEqual(160);
		const heard = pbx.media.heard(25);
		const first = heard.findIndex((byte) => byte !== 0);
		expect(heard.subarray(first, first + 40 * MS)).toEqual(sound.subarray(2, 2 + 40 * MS));
	});
});
