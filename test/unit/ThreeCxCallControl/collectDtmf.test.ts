import { audible } from '../../helpers/sound';
import { failureOf } from '../shared/transport/bench';
import { AudioBench, MEDIA_COMBINATIONS, OTHER, PROMPT } from './audioBench';
import { underEverySwitch } from './switches';

/** A question with short times. */
const ASKED = { prompt: 'prompt', maxDigits: 4, timeout: 2, retries: 0 };

describe('Collect DTMF', () => {
	it('asks, and takes the keys, under every switch', async () => {
		await underEverySwitch(async (switches) => {
			const call = await AudioBench.start({ switches });
			const asked = call.run('collectDTMF', { ...ASKED, maxDigits: 2 });
			await call.untilHeard(300);
			call.press('4');
			await call.bench.pass(700);
			call.press('2');
			expect(await asked).toMatchObject({
				success: true,
				callId: call.callId,
				fromNumber: '+491711234567',
				dtmfInput: '42',
				completed: true,
				reason: 'maxDigits',
				attempts: 1,
			});
			expect(call.soundMs()).toBeLessThan(1_000);
			await call.bench.stop();
		}, MEDIA_COMBINATIONS);
	});

	it.each([
		['a key that ends it', '12#', 'terminator', '12', true],
		['no further key', '12', 'timeout', '12', true],
		['the most keys', '1234', 'maxDigits', '1234', true],
		['no key', '', 'noInput', '', false],
		['a key that is none of those asked for', '19', 'invalid', '19', false],
	])('ends by %s', async (_name, keys, reason, dtmfInput, completed) => {
		const call = await AudioBench.start();
		const asked = call.run('collectDTMF', { ...ASKED, options: { validDigits: '1-4' } });
		await call.untilHeard(1_000);
		await call.bench.pass(500);
		call.press(keys);
		expect(await asked).toMatchObject({ reason, dtmfInput, completed, attempts: 1 });
		expect(audible(call.heard()).equals(PROMPT)).toBe(true);
	});

	it('asks again after no key and after wrong ones, with a word on it', async () => {
		const call = await AudioBench.start();
		const options = { pattern: '4711', invalidPrompt: 'other', noInputPrompt: 'other' };
		const asked = call.run('collectDTMF', { ...ASKED, retries: 2, options });
		await call.untilHeard(1_000 + 600 + 1_000);
		await call.bench.pass(500);
		call.press('4712');
		await call.untilHeard(1_000 + 600 + 1_000 + 600 + 1_000);
		await call.bench.pass(500);
		call.press('4711');
		expect(await asked).toMatchObject({ dtmfInput: '4711', completed: true, attempts: 3 });
		const expected = Buffer.concat([PROMPT, OTHER, PROMPT, OTHER, PROMPT]);
		expect(audible(call.heard()).equals(expected)).toBe(true);
	});

	it('gives up after the last attempt, and tells what was pressed', async () => {
		const call = await AudioBench.start();
		const asked = call.run('collectDTMF', { ...ASKED, retries: 1, options: { minDigits: 4 } });
		for (const attempt of [1, 2]) {
			await call.untilHeard(attempt * 1_000);
			await call.bench.pass(500);
			call.press('12#');
		}
		expect(await asked).toMatchObject({ reason: 'invalid', dtmfInput: '12', attempts: 2 });
	});

	it('takes keys typed ahead, or discards them', async () => {
		for (const typeAhead of ['use', 'discard']) {
			const call = await AudioBench.start();
			await call.run('playAudio', { audioFile: 'other', interruptible: false });
			call.press('12');
			await call.bench.pass(500);
			const outcome = await call.run('collectDTMF', {
				...ASKED,
				maxDigits: 2,
				options: { typeAhead },
			});
			expect(outcome.reason).toBe(typeAhead === 'use' ? 'maxDigits' : 'noInput');
			const expected = typeAhead === 'use' ? OTHER : Buffer.concat([OTHER, PROMPT]);
			expect(audible(call.heard()).equals(expected)).toBe(true);
		}
	});

	it('plays the prompt to its end without barge-in; keys pressed in it count or do not', async () => {
		for (const typeAhead of ['use', 'discard']) {
			const call = await AudioBench.start();
			const options = { bargeIn: false, typeAhead };
			const asked = call.run('collectDTMF', { ...ASKED, maxDigits: 1, options });
			await call.untilHeard(300);
			call.press('7');
			expect(await asked).toMatchObject({ reason: typeAhead === 'use' ? 'maxDigits' : 'noInput' });
			expect(audible(call.heard()).equals(PROMPT)).toBe(true);
		}
	});

	it('stops a prompt within 100 ms of the key', async () => {
		const call = await AudioBench.start();
		const asked = call.run('collectDTMF', { ...ASKED, maxDigits: 1 });
		await call.untilHeard(500);
		call.press('1');
		const before = call.soundMs();
		await asked;
		await call.bench.pass(1_000);
		expect(call.soundMs() - before).toBeLessThanOrEqual(100);
	});

	it.each([
		['in the prompt', 300, 0],
		['while keys are waited for', 1_000, 500],
	])('tells that the caller hung up %s, and keeps what was pressed', async (_name, ms, more) => {
		const call = await AudioBench.start();
		const asked = call.run('collectDTMF', { ...ASKED, timeout: 10 });
		await call.untilHeard(ms);
		await call.bench.pass(more);
		if (more > 0) call.press('1');
		await call.bench.pass(more);
		call.hangUp();
		expect(await asked).toMatchObject({
			success: true,
			reason: 'hungUp',
			status: 'ended',
			completed: false,
			dtmfInput: more > 0 ? '1' : '',
		});
	});

	it('tells that the caller hung up while hearing that the keys were wrong', async () => {
		const call = await AudioBench.start();
		const options = { validDigits: '1', invalidPrompt: 'other' };
		const asked = call.run('collectDTMF', { ...ASKED, prompt: '', retries: 3, options });
		await call.bench.until(() => call.pbx.sockets.count('800') === 1);
		await call.bench.pass(500);
		call.press('9');
		await call.untilHeard(200);
		call.hangUp();
		expect(await asked).toMatchObject({ reason: 'hungUp', completed: false, attempts: 1 });
		expect(call.pbx.media.openStreams).toBe(0);
	});

	it('tells that the caller hung up before the call was answered', async () => {
		const call = await AudioBench.start({ switches: { routePointInbound: 'ringingAnswer' } });
		const callId = call.bench.inbound('800');
		const asked = call.run('collectDTMF', ASKED, { items: [{ callId }] });
		await call.bench.pass(1_000);
		call.pbx.calls.hangUpLeg(Number(callId.split('-')[2]));
		expect(await asked).toMatchObject({ reason: 'hungUp', attempts: 0, callId });
	});

	it('sends each outcome to an output of its own', async () => {
		const outcomes: Array<[keys: string, branch: number]> = [
			['1', 0],
			['', 1],
			['9', 2],
			['hang up', 3],
		];
		for (const [keys, branch] of outcomes) {
			const call = await AudioBench.start();
			const asked = call.bench.outputs(
				'collectDTMF',
				{
					maxDigits: 1,
					timeout: 2,
					retries: 0,
					outputs: 'branches',
					options: { validDigits: '123' },
				},
				{ items: [{ callId: call.callId }] },
			);
			await call.bench.until(() => call.pbx.sockets.count('800') === 1);
			await call.bench.pass(500);
			if (keys === 'hang up') call.hangUp();
			else call.press(keys);
			const outputs = await asked;
			expect(outputs.map((items) => items.length)).toEqual(
				[0, 1, 2, 3].map((at) => (at === branch ? 1 : 0)),
			);
			expect(outputs[branch]?.[0]?.pairedItem).toEqual({ item: 0 });
		}
	});

	it('sends an item that failed where wrong keys go: somebody has to take the call', async () => {
		const call = await AudioBench.start();
		const outputs = await call.bench.outputs(
			'collectDTMF',
			{ prompt: '/prompts/nowhere.wav', outputs: 'branches' },
			{ items: [{ callId: call.callId }], continueOnFail: true },
		);
		expect(outputs.map((items) => items.length)).toEqual([0, 0, 1, 0]);
		expect(outputs[2]?.[0]?.json).toMatchObject({ success: false, callId: call.callId });
	});

	it('survives a socket that breaks while it waits', async () => {
		const call = await AudioBench.start();
		const asked = call.run('collectDTMF', {
			...ASKED,
			maxDigits: 2,
			timeout: 60,
			options: { interDigitTimeout: 60 },
		});
		await call.untilHeard(1_000);
		await call.bench.pass(500);
		call.press('1');
		await call.bench.pass(500);
		call.pbx.sockets.drop();
		await call.bench.until(() => call.pbx.sockets.count('800') === 1);
		await call.bench.pass(1_000);
		call.press('2');
		expect(await asked).toMatchObject({ dtmfInput: '12', completed: true });
	});

	it('notices a hang-up that happened while the socket was down', async () => {
		const call = await AudioBench.start();
		const asked = call.run('collectDTMF', { ...ASKED, prompt: '', timeout: 60 });
		await call.bench.until(() => call.pbx.sockets.count('800') === 1);
		await call.bench.pass(500);
		call.pbx.sockets.drop();
		call.pbx.calls.endUnseen();
		expect(await asked).toMatchObject({ reason: 'hungUp' });
	});

	it('says so where keys cannot be heard, before it asks', async () => {
		const call = await AudioBench.start();
		call.pbx.sockets.rejectUpgrade(503, 1_000);
		const failure = await failureOf(call.run('collectDTMF', ASKED));
		expect(failure).toMatchObject({
			message: expect.stringContaining('cannot be heard') as string,
		});
		expect(call.soundMs()).toBe(0);
	});

	it('ends with the execution', async () => {
		const call = await AudioBench.start();
		const stop = new AbortController();
		const asked = failureOf(
			call.run('collectDTMF', { ...ASKED, timeout: 60 }, { signal: stop.signal }),
		);
		await call.untilHeard(1_000);
		await call.bench.pass(1_000);
		stop.abort();
		expect(await asked).toMatchObject({ message: 'The execution was stopped' });
	});

	it('hears keys between two nodes, however long the first node is over', async () => {
		const call = await AudioBench.start();
		await call.run('playAudio', { audioFile: 'other' });
		await call.bench.pass(30_000);
		call.press('77');
		await call.bench.pass(20_000);
		expect(await call.run('collectDTMF', { ...ASKED, maxDigits: 2 })).toMatchObject({
			dtmfInput: '77',
		});
	});

	it('leaves no socket when the call is over', async () => {
		const call = await AudioBench.start();
		await call.run('collectDTMF', ASKED);
		call.hangUp();
		await call.bench.until(() => call.pbx.sockets.count('800') === 0, 30_000);
		await call.bench.until(() => call.bench.host.connections.size === 0, 30_000);
	});

	it.each([
		['Max Digits', { maxDigits: 0 }],
		['Min Digits', { maxDigits: 2, options: { minDigits: 3 } }],
		['Terminators', { options: { terminators: 'x' } }],
		['Valid Digits', { options: { validDigits: '1;E' } }],
		['Valid Pattern', { options: { pattern: '(' } }],
		['Timeout (Seconds)', { timeout: 0 }],
		['Retries', { retries: 11 }],
		['Prompt', { prompt: 'nowhere' }],
		['Invalid Prompt', { options: { invalidPrompt: 'nowhere' } }],
	])('names the parameter "%s" that cannot work', async (label, parameters) => {
		const call = await AudioBench.start();
		const failure = await failureOf(call.run('collectDTMF', parameters));
		expect(failure).toMatchObject({ message: expect.stringContaining(`"${label}"`) as string });
		expect(call.soundMs()).toBe(0);
	});

	it('writes no input into the log: it may be a secret number', async () => {
		const call = await AudioBench.start();
		const asked = call.run('collectDTMF', { ...ASKED, prompt: '' });
		await call.bench.until(() => call.pbx.sockets.count('800') === 1);
		await call.bench.pass(500);
		call.press('8642');
		expect(await asked).toMatchObject({ dtmfInput: '8642' });
		expect(call.log()).not.toContain('8642');
	});
});
