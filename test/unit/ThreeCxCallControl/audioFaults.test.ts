import { audible, unmistakable } from '../../helpers/sound';
import type { FaultAction, Switches } from '../../pbx';
import { AudioBench, OTHER, PROMPT } from './audioBench';

const ONCE = { audioFile: 'prompt', interruptible: false };

function orderFault(
	call: AudioBench,
	method: 'GET' | 'POST',
	action: FaultAction,
	times = 1,
): void {
	call.pbx.faults.add({ match: { method, path: /\/stream/ }, action, times });
}

describe('A prompt', () => {
	it.each<[string, FaultAction, number]>([
		['is cut in the middle', { kind: 'streamDrop', afterMs: 350 }, 1],
		['is cut again and again', { kind: 'streamDrop', afterMs: 350 }, 3],
		['has no media path yet', { kind: 'stream424' }, 4],
		['meets a connection that is reset', { kind: 'resetBefore' }, 2],
	])('is heard to its end though its line %s', async (_name, action, times) => {
		const call = await AudioBench.start();
		orderFault(call, 'POST', action, times);
		expect(await call.run('playAudio', ONCE)).toMatchObject({ playback: 'finished' });
		const heard = audible(call.heard());
		// Nothing is missing: the end is whole, and what comes before it is at most repeated by a syllable.
		expect(heard.subarray(-3_000).equals(PROMPT.subarray(-3_000))).toBe(true);
		expect(heard.length).toBeGreaterThanOrEqual(PROMPT.length);
		expect(call.pbx.media.openStreams).toBe(0);
	});

	it('waits where the PBX does not read for a while', async () => {
		const call = await AudioBench.start();
		orderFault(call, 'POST', { kind: 'streamStall', afterMs: 200, ms: 400 });
		expect(await call.run('playAudio', ONCE)).toMatchObject({ playback: 'finished' });
		// The PBX plays what it has got late.
		await call.bench.pass(1_000);
		expect(audible(call.heard()).equals(PROMPT)).toBe(true);
	});

	it('tells of a PBX that restarts that the call is over', async () => {
		const call = await AudioBench.start();
		const playing = call.run('playAudio', ONCE);
		await call.untilHeard(300);
		await call.pbx.restart();
		expect(await playing).toMatchObject({ playback: 'hungUp', status: 'ended' });
	});

	it.each<Switches['secondUpload']>(['replace', 'mix', 409])(
		'takes the place of the one before, where a second line would: %s',
		async (secondUpload) => {
			const call = await AudioBench.start({ switches: { secondUpload } });
			await call.run('playAudio', { audioFile: 'prompt', waitUntilPlayed: false });
			await call.untilHeard(300);
			await call.run('playAudio', { audioFile: 'other', interruptible: false });
			const heard = audible(call.heard());
			expect(heard.subarray(-OTHER.length).equals(OTHER)).toBe(true);
			expect(heard.length).toBeLessThan(PROMPT.length + OTHER.length);
		},
	);

	it('stops within 100 ms more than what was ahead, where 3CX plays on what it holds', async () => {
		const call = await AudioBench.start({ switches: { abortedStream: 'playOut' } });
		const playing = call.run('playAudio', { audioFile: 'prompt', interruptible: true });
		await call.untilHeard(400);
		call.press('1');
		const before = call.soundMs();
		await playing;
		await call.bench.pass(2_000);
		expect(call.soundMs() - before).toBeLessThanOrEqual(200);
	});

	it('is not heard on a leg that is not up, and is as soon as it is', async () => {
		const call = await AudioBench.start({ switches: { mediaReadyMs: 150 } });
		const callId = call.bench.inbound('800');
		const leg = Number(callId.split('-')[2]);
		const outcome = await call.run('playAudio', ONCE, { items: [{ callId }] });
		expect(outcome).toMatchObject({ playback: 'finished' });
		expect(audible(call.pbx.media.heard(leg)).equals(PROMPT)).toBe(true);
	});

	it('works without events, and keys do not stop it then', async () => {
		const call = await AudioBench.start();
		call.pbx.sockets.rejectUpgrade(503, 1_000);
		const outcome = await call.run('playAudio', { audioFile: 'prompt' });
		expect(outcome).toMatchObject({ playback: 'finished' });
		expect(audible(call.heard()).equals(PROMPT)).toBe(true);
		const playing = call.run('playAudio', ONCE);
		await call.bench.pass(300);
		call.hangUp();
		expect(await playing).toMatchObject({ playback: 'hungUp' });
	});
});

describe('A recording', () => {
	const SPEECH = unmistakable(3_000, 5);

	it.each<[string, FaultAction]>([
		['is cut', { kind: 'streamDrop', afterMs: 700 }],
		['is refused at first', { kind: 'stream424' }],
		['is reset', { kind: 'resetBefore' }],
	])('goes on where its line %s', async (_name, action) => {
		const call = await AudioBench.start();
		call.pbx.media.say(call.leg, { kind: 'pcm', pcm: SPEECH, loop: true });
		orderFault(call, 'GET', action, 2);
		const { json, binary } = await call.recording({ maxSeconds: 3 });
		expect(json).toMatchObject({ recordingEnd: 'maxSeconds', secondsRecorded: 3 });
		const sound = Buffer.from(binary?.data?.data ?? '', 'base64').subarray(44);
		expect(audible(sound).length).toBeGreaterThan(2.3 * 16_000);
	});

	it('ends in time where 3CX sends nothing', async () => {
		const call = await AudioBench.start();
		orderFault(call, 'GET', { kind: 'streamStall', ms: 60_000 });
		const started = call.bench.now();
		const { json } = await call.recording({ maxSeconds: 2 });
		expect(json).toMatchObject({ recordingEnd: 'maxSeconds' });
		expect(call.bench.now() - started).toBeLessThan(6_000);
	});
});
