import {
	callUp,
	hear,
	listenFor,
	loudest,
	opened,
	play,
	send,
	tone,
	type Stream,
} from './audioLine';
import { line, until, type Line } from './line';
import type { PbxOptions, Switches } from '../../pbx';

const SOUND = tone(650, 200);

/** An outgoing call of the route point that somebody answers after 3 s: leg 25. */
async function dialled(options: PbxOptions = {}): Promise<Line> {
	const one = await line(options);
	one.pbx.world.behaviours['+491700000002'] = { outcome: 'answer', answerAfterMs: 3_000 };
	const path = '800/devices/sip%3A800%40127.0.0.1%3A5483/makecall';
	const reply = one.post(path, { destination: '+491700000002' });
	await until(() => one.pbx.calls.list().length === 1);
	await one.clock.advance(400);
	await reply;
	return one;
}

/** What one stream request of each kind is answered. */
async function statuses(one: Line, path: string): Promise<number[]> {
	const streams: Stream[] = [];
	for (const start of [hear, play]) {
		const stream = start(one, path);
		streams.push(stream);
		await until(() => stream.status !== null || one.pbx.media.openStreams > 0);
		stream.request.destroy();
		await until(() => one.pbx.media.openStreams === 0);
	}
	return streams.map(({ status }) => status ?? 0);
}

describe('Media are there', () => {
	it('only on legs of the own route point', async () => {
		const one = await line();
		one.pbx.calls.inbound({ from: '+491700000001', to: '101' });
		one.pbx.calls.answer('101');
		expect(await statuses(one, '101/participants/25')).toEqual([424, 424]);
		expect(await statuses(one, '800/participants/99')).toEqual([404, 404]);
	});

	it.each<[Switches['streamBeforeMedia'], number]>([
		[424, 424],
		[404, 404],
	])('not before the leg is up: %p', async (streamBeforeMedia, status) => {
		const one = await dialled({ switches: { streamBeforeMedia } });
		const early = hear(one);
		expect(await early.answered()).toBe(status);
	});

	it('before it as ringback, and then as what the far side says', async () => {
		const one = await dialled({ switches: { streamBeforeMedia: 'open' } });
		one.pbx.media.say(25, { kind: 'tone', hz: 900 });
		const early = await opened(one, hear);
		expect(loudest(await listenFor(one.clock, early, 200))).toBe(425);
		await one.clock.advance(5_000);
		expect(loudest(await listenFor(one.clock, early, 200))).toBe(900);
	});

	it('some time after the leg is up', async () => {
		const one = await callUp({ switches: { mediaReadyMs: 150 } });
		expect(await hear(one).answered()).toBe(424);
		await one.clock.advance(150);
		expect(await hear(one).answered()).toBe(200);
	});
});

describe('An upload while it dials', () => {
	it('is refused', async () => {
		const one = await dialled({ switches: { uploadWhileDialing: 424 } });
		expect(await play(one).answered()).toBe(424);
	});

	it.each<[Switches['earlyUpload'], boolean]>([
		['staysDead', false],
		['comesAlive', true],
	])('is thrown away, and afterwards: %s', async (earlyUpload, isHeard) => {
		const one = await dialled({ switches: { earlyUpload } });
		const stream = await opened(one, play);
		await send(one, stream, SOUND);
		expect(one.pbx.media.uploads(25)[0]?.discardedBytes).toBe(SOUND.length);
		await one.clock.advance(8_000);
		await send(one, stream, SOUND);
		await one.clock.advance(1_000);
		expect(loudest(one.pbx.media.heard(25)) === 650).toBe(isHeard);
	});
});

describe('A second upload', () => {
	it.each<[Switches['secondUpload'], string | null, number | null]>([
		['replace', 'replaced', null],
		['mix', null, null],
		[409, null, 409],
	])('with %p', async (secondUpload, firstEnd, secondStatus) => {
		const one = await callUp({ switches: { secondUpload } });
		const first = await opened(one, play);
		await send(one, first, SOUND);
		const second = play(one);
		await until(() => one.pbx.media.uploads(25).length === 2 || second.status !== null);
		expect(one.pbx.media.uploads(25)[0]?.end).toBe(firstEnd);
		expect(second.status).toBe(secondStatus);
	});
});

describe('An upload that the client aborts', () => {
	it.each<[Switches['abortedStream'], number]>([
		['drop', 50],
		['playOut', 200],
	])('with %s', async (abortedStream, heardMs) => {
		const one = await callUp({ switches: { abortedStream } });
		const stream = await opened(one, play);
		await send(one, stream, SOUND);
		await one.clock.advance(50);
		stream.request.destroy();
		await until(() => one.pbx.media.openStreams === 0);
		await one.clock.advance(1_000);
		const heard = one.pbx.media.heard(25);
		const sounding = heard.filter((byte) => byte !== 0).length;
		expect(Math.abs(sounding - heardMs * 16)).toBeLessThan(heardMs * 4);
		expect(one.pbx.media.uploads(25)[0]?.end).toBe('aborted');
	});
});

describe('A token that dies', () => {
	it.each<[Switches['streamsOnRotation'], number]>([
		['kill', 0],
		['keep', 2],
	])('%ss the streams that it opened', async (streamsOnRotation, left) => {
		const one = await callUp({ switches: { streamsOnRotation } });
		await opened(one, hear);
		await opened(one, play);
		one.pbx.mintForeignToken('800');
		await until(() => one.pbx.media.openStreams === left);
	});
});

describe('Figures of an upload', () => {
	it('show who sends too fast, who pauses, and who forgets the header', async () => {
		const one = await callUp();
		const stream = await opened(one, play);
		await send(one, stream, tone(650, 1_500));
		await one.clock.advance(2_000);
		await send(one, stream, Buffer.from('RIFF....WAVEfmt '));
		const [facts] = one.pbx.media.uploads(25);
		expect(facts?.maxLeadMs).toBeCloseTo(1_500, -1);
		expect(facts?.gaps.map(({ ms }) => Math.round(ms))).toEqual([500]);
		expect(facts?.wavHeaderSeen).toBe(true);
	});

	it('show a client that is held up when the buffer is full', async () => {
		const one = await callUp();
		const stream = await opened(one, play);
		stream.request.write(tone(650, 10_000));
		await until(() => (one.pbx.media.uploads(25)[0]?.bytes ?? 0) > 60_000);
		expect(one.pbx.media.uploads(25)[0]?.bytes).toBeLessThanOrEqual(64 * 1024);
		for (let second = 0; second < 12; second++) {
			await one.clock.advance(1_000);
			await new Promise((resolve) => setImmediate(resolve));
		}
		await until(() => one.pbx.media.uploads(25)[0]?.bytes === 160_000);
	});
});

describe('Faults of audio', () => {
	it('cut a stream, or let it stand still', async () => {
		const one = await callUp();
		one.pbx.media.say(25, { kind: 'tone', hz: 900 });
		one.pbx.faults.add({ action: { kind: 'streamStall', ms: 200 } });
		const still = await opened(one, hear);
		await one.clock.advance(200);
		expect(loudest(await listenFor(one.clock, still, 100))).toBe(900);
		expect(still.bytes.length).toBeLessThan(300 * 16);
		one.pbx.faults.add({ action: { kind: 'streamDrop', afterMs: 100 } });
		const cut = await opened(one, hear);
		await one.clock.advance(100);
		expect(await cut.over()).toBe('cut');
	});

	it('refuse it so many times', async () => {
		const one = await callUp();
		one.pbx.faults.add({ action: { kind: 'stream424' }, times: 2 });
		expect([await hear(one).answered(), await hear(one).answered()]).toEqual([424, 424]);
		expect(await hear(one).answered()).toBe(200);
	});

	it('end all streams with a restart, and nothing is left of a call that is over', async () => {
		const one = await callUp();
		await opened(one, hear);
		await one.pbx.restart();
		expect(one.pbx.media.openStreams).toBe(0);
		expect(one.pbx.calls.pendingTimers).toBe(0);
	});
});

describe('The web server of the PBX', () => {
	it('gives prompts to anybody, and nothing else', async () => {
		const one = await line();
		const get = async (path: string) => await fetch(`${one.pbx.url}${path}`);
		const prompt = await get('/prompts/welcome.wav');
		expect([prompt.status, prompt.headers.get('content-type')]).toEqual([200, 'audio/x-wav']);
		const bytes = Buffer.from(await prompt.arrayBuffer());
		expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
		for (const path of ['/prompts/nowhere.wav', '/prompts/', '/constructor']) {
			expect((await get(path)).status).toBe(404);
		}
	});

	it('gives what the test surface has put there, and tells what was heard as a file', async () => {
		const one = await callUp();
		const file = await fetch(`${one.pbx.url}/__sim/files/prompts/mine.wav`, {
			method: 'POST',
			body: new Uint8Array([1, 2, 255]),
		});
		expect(file.status).toBe(204);
		const mine = await fetch(`${one.pbx.url}/prompts/mine.wav`);
		expect([...new Uint8Array(await mine.arrayBuffer())]).toEqual([1, 2, 255]);
		const heard = await fetch(`${one.pbx.url}/__sim/audio/25`);
		expect(Buffer.from(await heard.arrayBuffer()).toString('latin1', 8, 12)).toBe('WAVE');
		const voice = await fetch(`${one.pbx.url}/__sim/voice/25`, {
			method: 'POST',
			body: '{"kind":"tone","hz":900}',
		});
		expect(voice.status).toBe(204);
		const stream = await opened(one, hear);
		expect(loudest(await listenFor(one.clock, stream, 100))).toBe(900);
	});
});
