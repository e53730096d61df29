import { createHash } from 'node:crypto';

import { callUp, hear, listenFor, loudest, opened, play, send, tone } from './audioLine';
import { until } from './line';

describe('GET …/stream', () => {
	it('gives 320 bytes each 20 ms until the leg goes', async () => {
		const one = await callUp();
		one.pbx.media.say(25, { kind: 'tone', hz: 900 });
		const stream = await opened(one, hear);
		expect(await stream.answered()).toBe(200);
		const sound = await listenFor(one.clock, stream, 100);
		expect(sound).toHaveLength(1600);
		expect(loudest(sound)).toBe(900);
		expect(one.pbx.media.openStreams).toBe(1);
		one.pbx.calls.hangUpLeg(25);
		expect(await stream.over()).toBe('end');
		expect(one.pbx.media.openStreams).toBe(0);
	});

	it('is silence by default, and a recording once or again and again', async () => {
		const one = await callUp();
		const stream = await opened(one, hear);
		expect(loudest(await listenFor(one.clock, stream, 40))).toBe(0);
		one.pbx.media.say(25, { kind: 'pcm', pcm: tone(650, 60) });
		expect(loudest((await listenFor(one.clock, stream, 60)).subarray(0, 960))).toBe(650);
		expect(loudest(await listenFor(one.clock, stream, 60))).toBe(0);
		one.pbx.media.say(25, { kind: 'pcm', pcm: tone(650, 60), loop: true });
		await listenFor(one.clock, stream, 500);
		expect(loudest(await listenFor(one.clock, stream, 60))).toBe(650);
	});

	it('is split within samples by the switch oddChunks', async () => {
		const one = await callUp({ switches: { oddChunks: true } });
		one.pbx.media.say(25, { kind: 'tone', hz: 900 });
		const stream = await opened(one, hear);
		await one.clock.advance(20);
		await until(() => stream.bytes.length === 319);
		await one.clock.advance(20);
		await until(() => stream.bytes.length === 640);
		expect(loudest(stream.bytes)).toBe(900);
	});

	it('ends for a client that goes away', async () => {
		const one = await callUp();
		const stream = await opened(one, hear);
		stream.request.destroy();
		await until(() => one.pbx.media.openStreams === 0);
	});
});

describe('POST …/stream', () => {
	it('is heard by the far side in real time', async () => {
		const one = await callUp();
		await one.clock.advance(100);
		const stream = await opened(one, play);
		const sound = tone(650, 200);
		await send(one, stream, sound);
		await one.clock.advance(50);
		expect(one.pbx.media.heard(25)).toEqual(
			Buffer.concat([Buffer.alloc(1600), sound.subarray(0, 800)]),
		);
		stream.request.end();
		expect(await stream.answered()).toBe(200);
		expect(stream.bytes).toHaveLength(0);
		await one.clock.advance(300);
		expect(one.pbx.media.heard(25).subarray(1600, 4800)).toEqual(sound);
		expect(loudest(one.pbx.media.heard(25).subarray(4800))).toBe(0);
		expect(one.pbx.media.uploads(25)).toMatchObject([
			{
				bytes: 3200,
				discardedBytes: 0,
				end: 'finished',
				sha256: createHash('sha256').update(sound).digest('hex'),
				maxLeadMs: 200,
				gaps: [],
				wavHeaderSeen: false,
			},
		]);
	});
});
