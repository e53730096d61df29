import { audible, unmistakable, wavFile } from '../../helpers/sound';
import { failureOf } from '../shared/transport/bench';
import { AudioBench, MEDIA_COMBINATIONS, OTHER, PROMPT } from './audioBench';
import { underEverySwitch } from './switches';

const NOT_INTERRUPTIBLE = { audioFile: 'prompt', interruptible: false };

describe('Play Audio', () => {
	it('lets the caller hear the whole file and nothing else, under every switch', async () => {
		await underEverySwitch(async (switches) => {
			const call = await AudioBench.start({ switches });
			const outcome = await call.run('playAudio', NOT_INTERRUPTIBLE);
			expect(outcome).toMatchObject({
				success: true,
				callId: call.callId,
				fromNumber: '+491711234567',
				status: 'connected',
				playback: 'finished',
				secondsPlayed: 1,
			});
			expect(audible(call.heard()).equals(PROMPT)).toBe(true);
			const [upload] = call.pbx.media.uploads(call.leg).slice(-1);
			expect(upload).toMatchObject({ end: 'finished', wavHeaderSeen: false });
			expect(upload?.maxLeadMs).toBeLessThanOrEqual(500);
			await call.bench.stop();
		}, MEDIA_COMBINATIONS);
	});

	it('is stopped by a key, which waits to be collected', async () => {
		const call = await AudioBench.start();
		const playing = call.run('playAudio', { audioFile: 'prompt', interruptible: true });
		await call.untilHeard(300);
		call.press('5');
		const before = call.soundMs();
		const outcome = await playing;
		expect(outcome).toMatchObject({ playback: 'interrupted', interruptedBy: '5' });
		await call.bench.pass(1_000);
		expect(call.soundMs() - before).toBeLessThanOrEqual(100);
		expect(await call.run('collectDTMF', { maxDigits: 1 })).toMatchObject({ dtmfInput: '5' });
	});

	it('goes on at keys that are not among those that stop it', async () => {
		const call = await AudioBench.start();
		const playing = call.run('playAudio', {
			audioFile: 'prompt',
			options: { interruptKeys: '0, #' },
		});
		await call.untilHeard(200);
		call.press('5');
		await call.untilHeard(500);
		call.press('#');
		expect(await playing).toMatchObject({ playback: 'interrupted', interruptedBy: '#' });
		expect(call.soundMs()).toBeGreaterThanOrEqual(500);
	});

	it('is not heard at all by somebody who typed ahead', async () => {
		const call = await AudioBench.start();
		await call.run('playAudio', { audioFile: 'other' });
		call.press('1');
		await call.bench.pass(500);
		const outcome = await call.run('playAudio', { audioFile: 'prompt' });
		expect(outcome).toMatchObject({ playback: 'interrupted', secondsPlayed: 0 });
		expect(audible(call.heard()).equals(OTHER)).toBe(true);
	});

	it('is not heard by somebody who presses a key while other audio is being stopped', async () => {
		const call = await AudioBench.start();
		// The line of the audio before is cut, and whether the leg is still there is answered late.
		call.pbx.faults.add({
			match: { method: 'POST', path: /\/stream/ },
			action: { kind: 'streamDrop', afterMs: 300 },
		});
		const background = { audioFile: 'other', waitUntilPlayed: false, interruptible: false };
		await call.run('playAudio', { ...background, options: { loop: true } });
		const leg = { method: 'GET', path: /\/participants\/\d+$/ };
		call.pbx.faults.add({ match: leg, action: { kind: 'delay', ms: 3_000 } });
		const isAsked = () => call.pbx.journal.requests(leg).some(({ status }) => status === null);
		await call.bench.until(isAsked);

		const begun = () => call.log().split('Plays audio').length;
		const before = begun();
		const playing = call.run('playAudio', { audioFile: 'prompt' });
		await call.bench.until(() => begun() > before);
		call.press('5');
		expect(isAsked()).toBe(true);

		expect(await playing).toMatchObject({
			playback: 'interrupted',
			interruptedBy: '5',
			secondsPlayed: 0,
		});
		expect(call.pbx.media.uploads(call.leg)).toHaveLength(1);
		expect(await call.run('collectDTMF', { maxDigits: 1 })).toMatchObject({ dtmfInput: '5' });
	});

	it.each([
		['in the middle', 300],
		['before the first sound', 0],
	])('tells that the caller hung up %s, as a result', async (_name, ms) => {
		const call = await AudioBench.start();
		const playing = call.run('playAudio', NOT_INTERRUPTIBLE);
		if (ms > 0) await call.untilHeard(ms);
		call.hangUp();
		const outcome = await playing;
		expect(outcome).toMatchObject({ success: true, playback: 'hungUp', status: 'ended' });
		expect(outcome.secondsPlayed).toBeLessThan(1);
		expect(call.pbx.media.openStreams).toBe(0);
	});

	it('tells the same of a call that is over already', async () => {
		const call = await AudioBench.start();
		call.hangUp();
		expect(await call.run('playAudio', NOT_INTERRUPTIBLE)).toMatchObject({
			playback: 'hungUp',
			secondsPlayed: 0,
			callId: call.callId,
		});
	});

	it('repeats it, with pauses and silence before', async () => {
		const call = await AudioBench.start();
		const options = { repeat: 3, pause: 0.5, silenceBefore: 1 };
		const outcome = await call.run('playAudio', {
			audioFile: 'other',
			interruptible: false,
			options,
		});
		expect(outcome.secondsPlayed).toBeCloseTo(1 + 3 * (0.6 + 0.5), 1);
		expect(audible(call.heard()).equals(Buffer.concat([OTHER, OTHER, OTHER]))).toBe(true);
	});

	it('changes the volume', async () => {
		const call = await AudioBench.start();
		await call.run('playAudio', { ...NOT_INTERRUPTIBLE, options: { volume: 50 } });
		const heard = audible(call.heard());
		expect(Math.abs(heard.readInt16LE(100) * 2 - PROMPT.readInt16LE(100))).toBeLessThanOrEqual(2);
	});

	it('plays in the background until it is stopped, or other audio takes its place', async () => {
		const call = await AudioBench.start();
		const parameters = { audioFile: 'prompt', waitUntilPlayed: false, options: { loop: true } };
		expect(await call.run('playAudio', parameters)).toMatchObject({ playback: 'playing' });
		await call.untilHeard(2_500);
		expect(await call.run('playAudio', { audioFile: 'other' })).toMatchObject({
			playback: 'finished',
		});
		await call.run('playAudio', parameters);
		await call.untilHeard(3_600);
		const outcome = await call.run('stopAudio');
		expect(outcome).toMatchObject({ stopped: true, status: 'connected' });
		expect(outcome.secondsPlayed).toBeGreaterThan(0.3);
		const before = call.soundMs();
		await call.bench.pass(2_000);
		expect(call.soundMs() - before).toBeLessThanOrEqual(100);
		expect(await call.run('stopAudio')).toMatchObject({ stopped: false });
	});

	it('goes on playing while the call is transferred, and leaves nothing behind', async () => {
		const call = await AudioBench.start();
		await call.run('playAudio', {
			audioFile: 'prompt',
			waitUntilPlayed: false,
			options: { loop: true },
		});
		await call.run('transferCall', { targetType: 'extension', target: '101', timeout: 20 });
		expect(call.soundMs()).toBeGreaterThan(1_500);
		await call.bench.until(() => call.pbx.media.openStreams === 0);
	});

	it('survives a token that another program ended, from where the caller is', async () => {
		const call = await AudioBench.start();
		const playing = call.run('playAudio', NOT_INTERRUPTIBLE);
		await call.untilHeard(400);
		call.pbx.mintForeignToken('800');
		expect(await playing).toMatchObject({ playback: 'finished' });
		expect(call.pbx.media.uploads(call.leg)).toHaveLength(2);
		const heard = audible(call.heard());
		// What was ahead when the line was cut is sent again: nothing is missing, and little is heard twice.
		expect(heard.subarray(-8_000).equals(PROMPT.subarray(-8_000))).toBe(true);
		expect(heard.length).toBeGreaterThanOrEqual(PROMPT.length);
		expect(heard.length).toBeLessThanOrEqual(PROMPT.length + 500 * 16);
	});

	it('ends with the execution', async () => {
		const call = await AudioBench.start();
		const stop = new AbortController();
		const playing = failureOf(call.run('playAudio', NOT_INTERRUPTIBLE, { signal: stop.signal }));
		await call.untilHeard(300);
		stop.abort();
		expect(await playing).toMatchObject({ message: 'The execution was stopped' });
		await call.bench.until(() => call.pbx.media.openStreams === 0);
		expect(call.pbx.calls.list()).toHaveLength(1);
	});

	it.each([
		['an empty parameter', '', /"Audio File" is empty/],
		['a field that is not there', 'voice', /no such input data field/],
		['a file that is none', 'broken', /"Audio File"/],
		['a prompt that the PBX does not have', '/prompts/nowhere.wav', /\/prompts\/nowhere\.wav/],
		['another scheme', 'ftp://example.com/a.wav', /ftp/],
		['an address of the own network', 'https://127.0.0.1:1/a.wav', /private|own network/],
	])('refuses %s before the caller hears anything', async (_name, audioFile, message) => {
		const call = await AudioBench.start();
		const binary = {
			broken: Buffer.from('this is no audio, though it is long enough for a header of one'),
		};
		const failure = await failureOf(call.run('playAudio', { audioFile }, { binary }));
		expect(failure).toMatchObject({ message: expect.stringMatching(message) as string });
		expect(call.pbx.media.uploads(call.leg)).toEqual([]);
		expect(call.pbx.calls.list()).toHaveLength(1);
	});

	it('plays a prompt of the PBX, as the guide has it', async () => {
		const call = await AudioBench.start();
		call.pbx.world.files['/prompts/mine.wav'] = wavFile(PROMPT);
		await call.run('playAudio', { audioFile: '/prompts/mine.wav' });
		expect(audible(call.heard()).equals(PROMPT)).toBe(true);
		const [fetch] = call.pbx.journal.requests({ path: '/prompts/' });
		expect(fetch).toMatchObject({ status: 200 });
	});

	it('refuses a call that is not at the own route point, and says why', async () => {
		const call = await AudioBench.start();
		const callId = await call.bench.connectedCall('101');
		const failure = await failureOf(
			call.run('playAudio', NOT_INTERRUPTIBLE, { items: [{ callId }] }),
		);
		expect(failure).toMatchObject({
			message: expect.stringContaining(
				"only for calls at the client's own route point (800)",
			) as string,
		});
	});

	it('refuses a call that rings and is not answered', async () => {
		const call = await AudioBench.start({ switches: { routePointInbound: 'ringingAnswer' } });
		const callId = call.bench.inbound('800');
		const failure = await failureOf(
			call.run('playAudio', NOT_INTERRUPTIBLE, { items: [{ callId }] }),
		);
		expect(failure).toMatchObject({
			message: expect.stringContaining('not answered yet') as string,
			description: expect.stringContaining('Answer Call') as string,
		});
	});

	it.each([424, 404, 409, 503])('tries again while 3CX answers %i', async (status) => {
		const call = await AudioBench.start();
		call.pbx.faults.add({
			match: { method: 'POST', path: /\/stream/ },
			action: { kind: 'status', status },
			times: 3,
		});
		expect(await call.run('playAudio', NOT_INTERRUPTIBLE)).toMatchObject({ playback: 'finished' });
		expect(audible(call.heard()).equals(PROMPT)).toBe(true);
	});

	it.each([
		[424, 'no audio for the API'],
		[403, 'does not allow'],
		[409, 'something else'],
	])('gives up in the end where 3CX goes on answering %i', async (status, words) => {
		const call = await AudioBench.start();
		call.pbx.faults.add({
			match: { method: 'POST', path: /\/stream/ },
			action: { kind: 'status', status },
			times: Infinity,
		});
		const failure = await failureOf(call.run('playAudio', NOT_INTERRUPTIBLE));
		expect(failure).toMatchObject({ message: expect.stringContaining(words) as string });
		const tries = call.pbx.journal.requests({ method: 'POST', path: /\/stream/ }).length;
		expect(tries === 1).toBe(status === 403);
	});

	it('keeps the clock in a long audio', async () => {
		const call = await AudioBench.start();
		const half = wavFile(unmistakable(30_000, 3));
		const started = call.bench.now();
		const outcome = await call.run(
			'playAudio',
			{ audioFile: 'half', interruptible: false, options: { repeat: 2 } },
			{ binary: { half } },
		);
		expect(outcome.secondsPlayed).toBe(60);
		expect(call.bench.now() - started - 60_000).toBeLessThan(1_000);
		const [upload] = call.pbx.media.uploads(call.leg);
		expect(upload?.maxLeadMs).toBeLessThanOrEqual(500);
		expect(upload?.gaps).toEqual([]);
	});
});
