import type { INodeExecutionData } from 'n8n-workflow';
import { audible, sine, unmistakable } from '../../helpers/sound';
import { failureOf } from '../shared/transport/bench';
import { AudioBench, MEDIA_COMBINATIONS } from './audioBench';
import { underEverySwitch } from './switches';

const SPEECH = unmistakable(2_000, 21);

/** The sound of the file in the item, without its header. */
function soundOf(item: INodeExecutionData, field = 'data'): Buffer {
	const data = item.binary?.[field];
	if (!data) throw new Error(`No file in ${field}`);
	const file = Buffer.from(data.data, 'base64');
	expect(file.toString('latin1', 0, 4)).toBe('RIFF');
	expect(file.readUInt32LE(24)).toBe(8_000);
	expect(file.readUInt32LE(40)).toBe(file.length - 44);
	return file.subarray(44);
}

describe('Record Audio', () => {
	it('gives what the caller says as a WAV, under every switch', async () => {
		await underEverySwitch(async (switches) => {
			const call = await AudioBench.start({ switches });
			call.pbx.media.say(call.leg, { kind: 'pcm', pcm: SPEECH });
			const item = await call.recording({ maxSeconds: 1 });
			expect(item.json).toMatchObject({
				success: true,
				recordingEnd: 'maxSeconds',
				secondsRecorded: 1,
				status: 'connected',
			});
			const sound = audible(soundOf(item));
			expect(sound.length).toBeGreaterThan(SPEECH.length / 4);
			expect(SPEECH.indexOf(sound)).toBeGreaterThanOrEqual(0);
			await call.bench.stop();
		}, MEDIA_COMBINATIONS);
	});

	it('ends by a key, and tells which', async () => {
		const call = await AudioBench.start();
		call.pbx.media.say(call.leg, { kind: 'tone', hz: 440 });
		const recording = call.recording({ maxSeconds: 60, options: { stopKeys: '#*' } });
		await call.bench.until(() => call.pbx.sockets.count('800') === 1);
		await call.bench.pass(1_500);
		call.press('5');
		await call.bench.pass(500);
		call.press('*');
		const { json } = await recording;
		expect(json).toMatchObject({ recordingEnd: 'key', endedBy: '*' });
		expect(json.secondsRecorded).toBeGreaterThan(1.5);
		expect(json.secondsRecorded).toBeLessThan(4);
	});

	it('ends when the caller says nothing more, but not at noise that is loud enough', async () => {
		const call = await AudioBench.start();
		call.pbx.media.say(call.leg, { kind: 'pcm', pcm: SPEECH });
		const { json } = await call.recording({ maxSeconds: 60, options: { silenceSeconds: 1.5 } });
		expect(json).toMatchObject({ recordingEnd: 'silence' });
		expect(json.secondsRecorded).toBeGreaterThan(1.4);
		expect(json.secondsSpoken).toBeLessThanOrEqual(2.1);
		expect(json.secondsRecorded).toBeLessThan(5);
		call.pbx.media.say(call.leg, { kind: 'silence' });
		const silent = await call.recording({ maxSeconds: 60, options: { silenceSeconds: 1 } });
		expect(silent.json).toMatchObject({ recordingEnd: 'silence', secondsSpoken: 0 });
		const noise = Buffer.from(sine(300, 1_000, 0.02).buffer);
		call.pbx.media.say(call.leg, { kind: 'pcm', pcm: noise, loop: true });
		const options = { silenceSeconds: 1, silenceLevel: -45 };
		const noisy = await call.recording({ maxSeconds: 4, options });
		expect(noisy.json).toMatchObject({ recordingEnd: 'maxSeconds' });
	});

	it('keeps what was said when the caller hangs up', async () => {
		const call = await AudioBench.start();
		call.pbx.media.say(call.leg, { kind: 'pcm', pcm: SPEECH });
		const recording = call.recording({ maxSeconds: 60, options: { stopKeys: '' } });
		await call.bench.pass(1_500);
		call.hangUp();
		const item = await recording;
		expect(item.json).toMatchObject({ success: true, recordingEnd: 'hungUp', status: 'ended' });
		expect(audible(soundOf(item)).length).toBeGreaterThan(8_000);
	});

	it('gives no file where there is no call any more', async () => {
		const call = await AudioBench.start();
		call.hangUp();
		const item = await call.recording();
		expect(item.json).toMatchObject({ recordingEnd: 'hungUp', secondsRecorded: 0 });
		expect(item.binary).toBeUndefined();
	});

	it('beeps first, and does not record the beep', async () => {
		const call = await AudioBench.start();
		call.pbx.media.say(call.leg, { kind: 'silence' });
		await call.recording({ maxSeconds: 1, beep: true });
		expect(call.soundMs()).toBeGreaterThan(200);
		expect(call.soundMs()).toBeLessThan(400);
	});

	it('goes on where the line breaks, with silence for what is missing', async () => {
		const call = await AudioBench.start();
		call.pbx.media.say(call.leg, { kind: 'tone', hz: 440 });
		const recording = call.recording({ maxSeconds: 4 });
		await call.bench.pass(1_500);
		call.pbx.mintForeignToken('800');
		const item = await recording;
		expect(item.json).toMatchObject({ recordingEnd: 'maxSeconds', secondsRecorded: 4 });
		expect(audible(soundOf(item)).length).toBeGreaterThan(2.5 * 16_000);
	});

	it('names the file as wanted, in the field that was chosen', async () => {
		const call = await AudioBench.start();
		const named = await call.recording({
			maxSeconds: 1,
			binaryPropertyName: 'message',
			options: { fileName: 'call of today' },
		});
		expect(named.binary?.message).toMatchObject({
			fileName: 'call of today.wav',
			mimeType: 'audio/wav',
		});
		const unnamed = await call.recording({ maxSeconds: 1 });
		expect(unnamed.binary?.data?.fileName).toMatch(/^call-\d+-\d+-2026-11-22T[\d-]+\.wav$/);
	});

	it('ends with the execution', async () => {
		const call = await AudioBench.start();
		const stop = new AbortController();
		const recording = failureOf(
			call.bench.run(
				'recordAudio',
				{ beep: false },
				{ items: [{ callId: call.callId }], signal: stop.signal },
			),
		);
		await call.bench.pass(1_000);
		stop.abort();
		expect(await recording).toMatchObject({ message: 'The execution was stopped' });
		await call.bench.until(() => call.pbx.media.openStreams === 0);
	});

	it.each([
		['Longest Recording (Seconds)', { maxSeconds: 0 }],
		['End Keys', { options: { stopKeys: 'abx' } }],
		['End After Silence (Seconds)', { options: { silenceSeconds: -1 } }],
		['Silence Level (dB)', { options: { silenceLevel: 5 } }],
		['Output Data Field Name', { binaryPropertyName: '' }],
	])('names the parameter "%s" that cannot work', async (label, parameters) => {
		const call = await AudioBench.start();
		const failure = await failureOf(call.recording(parameters));
		expect(failure).toMatchObject({ message: expect.stringContaining(`"${label}"`) as string });
	});
});
