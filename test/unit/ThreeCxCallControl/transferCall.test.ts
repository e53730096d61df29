import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Behaviour } from '../../pbx';
import { failureOf } from '../shared/transport/bench';
import { CallBench } from './callBench';
import { underEverySwitch } from './switches';

const call = (callId: string) => ({ items: [{ callId }] });

describe('Transfer Call', () => {
	it.each([
		['800', 'auto', 'blind'],
		['800', 'returnOnFailure', 'returnOnFailure'],
		['101', 'auto', 'returnOnFailure'],
		['101', 'blind', 'blind'],
	] as const)(
		'from %s, %s: the extension has the call, under every switch',
		async (from, transferType, told) => {
			await underEverySwitch(async (switches) => {
				const bench = await CallBench.start({ switches });
				const callId = await bench.connectedCall(from);
				const outcome = await bench.outcome(
					'transferCall',
					{ targetType: 'extension', target: '103', transferType },
					call(callId),
				);
				expect(outcome).toMatchObject({
					success: true,
					callId,
					status: 'transferred',
					transferredTo: '103',
					transferType: told,
					fallbackUsed: false,
					confirmed: true,
				});
				await bench.pass(500);
				expect(bench.talkers()).toEqual(['103']);
				// Our leg is gone, and nothing else with it.
				await bench.pass(10_000);
				expect(bench.talkers()).toEqual(['103']);
				await bench.stop();
			});
		},
	);

	it.each<[string, Partial<Behaviour>]>([
		['does not answer', { outcome: 'noanswer' }],
		['is busy', { outcome: 'busy' }],
		['refuses', { outcome: 'reject' }],
	])(
		'says that the extension %s, and the call stays, under every switch',
		async (_name, behaviour) => {
			await underEverySwitch(async (switches) => {
				for (const transferType of ['blind', 'returnOnFailure']) {
					const bench = await CallBench.start({ switches });
					bench.behave('103', behaviour);
					const callId = await bench.connectedCall('800');
					const parameters = { target: '103', transferType, timeout: 5 };
					const error = await failureOf(bench.run('transferCall', parameters, call(callId)));
					expect(error).toBeInstanceOf(NodeApiError);
					expect(error).toMatchObject({
						message: expect.stringContaining('103') as string,
						description: expect.stringContaining('still where it was') as string,
					});
					expect(bench.talkers()).toEqual(['800']);
					await bench.stop();
				}
			});
		},
	);

	it('takes the fallback where nobody answers, under every switch', async () => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			bench.behave('103', { outcome: 'noanswer' });
			const callId = await bench.connectedCall('800');
			const parameters = {
				target: { __rl: true, mode: 'list', value: '103' },
				timeout: 5,
				options: { fallbackTarget: '101', fallbackTimeout: 20 },
			};
			expect(await bench.outcome('transferCall', parameters, call(callId))).toMatchObject({
				transferredTo: '101',
				fallbackUsed: true,
				note: expect.stringContaining('103') as string,
			});
			await bench.pass(500);
			expect(bench.talkers()).toEqual(['101']);
			await bench.stop();
		});
	});

	it.each([
		['queue', '820', ['101', '102', '820']],
		['ringGroup', '830', ['101', '103']],
		['ivr', '810', ['810']],
		['number', '+49 30 1234567', ['+49301234567']],
	])('reaches a target of type %s, under every switch', async (targetType, target, who) => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			bench.behave('102', { outcome: 'noanswer' });
			const callId = await bench.connectedCall('800');
			await bench.outcome('transferCall', { targetType, target }, call(callId));
			await bench.pass(8_000);
			expect(bench.talkers()).toHaveLength(1);
			expect(who).toContain(bench.talkers()[0]);
			await bench.stop();
		});
	});

	it('reaches a mailbox by the dial code of the PBX, which it asks for once', async () => {
		const bench = await CallBench.start();
		const callId = bench.inbound();
		bench.pbx.faults.add({
			match: { path: '/xapi/v1/DialCodeSettings' },
			action: { kind: 'status', status: 200, body: '{"DialCodeVMail":"*4"}' },
		});
		const parameters = { targetType: 'voicemail', target: '101', timeout: 1 };
		for (let i = 0; i < 2; i++) {
			await failureOf(bench.run('transferCall', parameters, call(callId)));
		}
		const bodies = bench.pbx.journal.requests({ path: /routeto$/ }).map(({ body }) => body);
		expect(bodies).toMatchObject([{ destination: '*4101' }, { destination: '*4101' }]);
	});

	it('says what to do where the dial code cannot be read', async () => {
		const bench = await CallBench.start();
		const callId = bench.inbound();
		bench.pbx.faults.add({
			match: { path: '/xapi/v1/DialCodeSettings' },
			action: { kind: 'status', status: 403 },
		});
		const parameters = { targetType: 'voicemail', target: '101' };
		expect(await failureOf(bench.run('transferCall', parameters, call(callId)))).toMatchObject({
			message: 'The dial code of the PBX for voicemail cannot be read',
			description: expect.stringContaining('"Number"') as string,
		});
		expect(bench.requests('POST')).toEqual([]);
	});

	it('diverts what rings elsewhere', async () => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			bench.behave('101', { outcome: 'noanswer' });
			const callId = bench.inbound('101');
			expect(await bench.outcome('transferCall', { target: '103' }, call(callId))).toMatchObject({
				status: 'diverted',
				transferType: 'divert',
				confirmed: false,
			});
			await bench.pass(5_000);
			expect(bench.talkers()).toEqual(['103']);
			await bench.stop();
		});
	});

	it('finds the fitting verb when the call is answered in the same moment', async () => {
		const bench = await CallBench.start();
		bench.behave('101', { outcome: 'noanswer' });
		const callId = bench.inbound('101');
		bench.pbx.faults.add({
			match: { method: 'POST', path: /divert$/ },
			action: { kind: 'run', run: () => void bench.pbx.calls.answer('101') },
		});
		expect(await bench.outcome('transferCall', { target: '103' }, call(callId))).toMatchObject({
			transferType: 'returnOnFailure',
			transferredTo: '103',
		});
		expect(bench.talkers()).toEqual(['103']);
	});

	it('takes nobody for an answer when the caller hangs up meanwhile', async () => {
		const bench = await CallBench.start();
		bench.behave('103', { outcome: 'noanswer' });
		const callId = await bench.connectedCall('800');
		const run = failureOf(
			bench.run(
				'transferCall',
				{ target: '103', options: { fallbackTarget: '101' } },
				call(callId),
			),
		);
		await bench.until(() => bench.requests('POST').includes('routeto'));
		bench.pbx.calls.hangUp(26);
		expect(await run).toMatchObject({ message: expect.stringMatching(/ended/) as string });
	});

	it('judges by the legs where the reply is lost', async () => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			const callId = await bench.connectedCall('800');
			bench.pbx.faults.add({ match: { path: /routeto$/ }, action: { kind: 'resetAfter' } });
			expect(await bench.outcome('transferCall', { target: '103' }, call(callId))).toMatchObject({
				status: 'transferred',
				confirmed: true,
			});
			expect(bench.talkers()).toEqual(['103']);
			await bench.stop();
		});
	});

	it.each([
		['a call that it makes itself', 'routeto'],
		['a call that has gone', 'gone'],
	])('refuses %s', async (_name, kind) => {
		const bench = await CallBench.start();
		const made = await bench.outcome('makeCall', { target: '103', waitFor: 'nothing' });
		const callId = kind === 'gone' ? 'call-1-2' : String(made.callId);
		const error = await failureOf(bench.run('transferCall', { target: '101' }, call(callId)));
		expect(error).toMatchObject({
			message: expect.stringMatching(kind === 'gone' ? /has ended/ : /outgoing call/) as string,
		});
		expect(bench.requests('POST')).not.toContain('routeto');
	});

	it('stops waiting when the execution is stopped; the caller stays', async () => {
		const bench = await CallBench.start();
		bench.behave('103', { outcome: 'noanswer' });
		const callId = await bench.connectedCall('800');
		const stop = new AbortController();
		const more = { ...call(callId), signal: stop.signal };
		const run = failureOf(bench.run('transferCall', { target: '103' }, more));
		await bench.until(() => bench.requests('POST').includes('routeto'));
		stop.abort();
		expect(await run).toMatchObject({ message: 'The execution was stopped' });
		expect(bench.talkers()).toEqual(['800']);
	});

	it.each([
		['Target', { target: '' }],
		['Target', { target: { value: 'Max M' } }],
		['Target Type', { target: '101', targetType: 'fax' }],
		['Transfer Type', { target: '101', transferType: 'attended' }],
		['Fallback Target', { target: '101', options: { fallbackTarget: 'a b' } }],
		['Reason', { target: '101', options: { reason: 'Because' } }],
	])('names "%s" where it cannot work: %j', async (label, parameters) => {
		const bench = await CallBench.start();
		const error = await failureOf(bench.run('transferCall', parameters, call(bench.inbound())));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: expect.stringContaining(`"${label}"`) as string });
	});
});
