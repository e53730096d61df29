import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Behaviour } from '../../pbx';
import { failureOf } from '../shared/transport/bench';
import { CallBench } from './callBench';
import { underEverySwitch } from './switches';

const NUMBER = '+49 171 2345678';
const DIALLED = '+491712345678';

describe('Make Call', () => {
	it.each<[name: string, behaviour: Partial<Behaviour>, results: string[]]>([
		['somebody answers', { outcome: 'answer' }, ['answered']],
		['nobody answers', { outcome: 'noanswer' }, ['noAnswer']],
		['the line is busy', { outcome: 'busy' }, ['failed', 'rejected', 'busy']],
		['it is refused', { outcome: 'reject' }, ['rejected']],
		['nobody can be reached', { outcome: 'unreachable' }, ['failed']],
		['voicemail takes it', { outcome: 'voicemail' }, ['voicemail']],
	])('tells that %s, under every switch', async (_name, behaviour, results) => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			bench.behave('101', behaviour);
			const outcome = await bench.outcome('makeCall', { target: '101', timeout: 10 });
			expect(results).toContain(outcome.result);
			expect(outcome).toMatchObject({
				success: true,
				fromNumber: '800',
				toNumber: '101',
				extension: '800',
				direction: 'internal',
			});
			const isUp = ['answered', 'voicemail'].includes(results[0] ?? '');
			expect(outcome.status).toBe(isUp ? 'connected' : 'ended');
			if (!isUp) expect(outcome.reason).toMatch(/\w+/);
			await bench.pass(1_000);
			expect(bench.pbx.calls.list()).toHaveLength(isUp ? 1 : 0);
			await bench.stop();
		});
	});

	it('calls outside, and its ID works in the next node', async () => {
		const bench = await CallBench.start();
		const made = await bench.outcome('makeCall', { target: NUMBER });
		expect(made).toMatchObject({ result: 'answered', toNumber: DIALLED, direction: 'outbound' });
		expect(made.ringSeconds).toBeGreaterThan(3);
		await bench.outcome('hangupCall', {}, { items: [made] });
		expect(bench.pbx.calls.list()).toEqual([]);
	});

	it.each([
		['nothing', 'dialing', 'dialing'],
		['ringing', 'ringing', 'ringing'],
		['answered', 'answered', 'connected'],
		['ended', 'answered', 'ended'],
	])('waits for %s', async (waitFor, result, status) => {
		const bench = await CallBench.start();
		bench.behave(DIALLED, { outcome: 'answer', answerAfterMs: 4_000, hangupAfterMs: 20_000 });
		const outcome = await bench.outcome('makeCall', { target: NUMBER, waitFor });
		expect(outcome).toMatchObject({ result, status });
		if (waitFor === 'ended') {
			expect(outcome.talkSeconds).toBeGreaterThan(18);
			expect(bench.pbx.calls.list()).toEqual([]);
		}
	});

	it('ends the wait for a call that goes on, but not the call', async () => {
		const bench = await CallBench.start();
		const parameters = { target: NUMBER, waitFor: 'ended', options: { longestWait: 1 } };
		expect(await bench.outcome('makeCall', parameters)).toMatchObject({
			result: 'answered',
			status: 'connected',
			reason: expect.stringContaining('goes on') as string,
		});
		expect(bench.pbx.calls.list()).toHaveLength(1);
	});

	it.each([
		['its only device', '101', {}],
		['all its devices', '102', {}],
		['the device that is named', '102', { device: '5483' }],
	])('from an extension rings %s', async (_name, fromExtension, options) => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			const fields = { target: NUMBER, fromExtension, options };
			expect(await bench.outcome('makeCall', fields)).toMatchObject({
				result: 'answered',
				extension: fromExtension,
				fromNumber: fromExtension,
			});
			expect(bench.madeCalls()).toBe(1);
			await bench.stop();
		});
	});

	it('follows the phone that picks up, under every switch', async () => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			bench.behave('102', { outcome: 'noanswer' });
			const run = bench.outcome('makeCall', { target: NUMBER, fromExtension: '102' });
			await bench.until(() => bench.madeCalls() > 0);
			await bench.pass(2_000);
			bench.pbx.calls.answer(26);
			expect(await run).toMatchObject({ result: 'answered', callId: 'call-26-26' });
			await bench.stop();
		});
	});

	it('finds a device whose id has changed', async () => {
		const bench = await CallBench.start();
		bench.pbx.faults.add({
			match: { method: 'POST', path: /makecall$/ },
			action: { kind: 'deviceRebind', dn: '101' },
		});
		const fields = { target: NUMBER, fromExtension: '101' };
		expect(await bench.outcome('makeCall', fields)).toMatchObject({ result: 'answered' });
		expect(bench.madeCalls()).toBe(1);
	});

	it.each([
		['without a phone', { fromExtension: '104', target: NUMBER }, /104/],
		[
			'with a device that it has not',
			{ fromExtension: '101', target: NUMBER, options: { device: 'Snom' } },
			/no device "Snom"/,
		],
	])('from an extension %s says so', async (_name, parameters, text) => {
		const bench = await CallBench.start();
		bench.pbx.world.clients[0]?.monitored.push('104');
		const error = await failureOf(bench.run('makeCall', parameters));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ message: expect.stringMatching(text) as string });
		expect(bench.madeCalls()).toBe(0);
	});

	it('from an extension that is not granted says so', async () => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			const fields = { target: NUMBER, fromExtension: '200' };
			expect(await failureOf(bench.run('makeCall', fields))).toMatchObject({
				message: expect.stringMatching(/200/) as string,
				description: expect.stringContaining('granted') as string,
			});
			await bench.stop();
		});
	});

	it.each(['110', '112', '911', '0112', '+49112', '*31#112', '1 1 2'])(
		'never dials %s',
		async (target) => {
			const bench = await CallBench.start();
			const error = await failureOf(bench.run('makeCall', { target }));
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error).toMatchObject({ message: expect.stringContaining('emergency') as string });
			expect(bench.requests('POST')).toEqual([]);
		},
	);

	it.each([
		['Target', { target: '' }],
		['Target', { target: 'Max Mustermann' }],
		['Target', { target: '0171 1234567, 0172 1234567' }],
		['Timeout (Seconds)', { target: '101', timeout: 0 }],
		['Wait For', { target: '101', waitFor: 'ever' }],
		['From Extension', { target: '101', fromExtension: 'a b' }],
		['Longest Wait (Minutes)', { target: '101', options: { longestWait: 'x' } }],
	])('names "%s" where it cannot work: %j', async (label, parameters) => {
		const bench = await CallBench.start();
		const error = await failureOf(bench.run('makeCall', parameters));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: expect.stringContaining(`"${label}"`) as string });
	});
});
