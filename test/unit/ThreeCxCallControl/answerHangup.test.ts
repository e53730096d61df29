import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { failureOf } from '../shared/transport/bench';
import { CallBench } from './callBench';
import { underEverySwitch } from './switches';

const call = (callId: string) => ({ items: [{ callId }] });

describe('Answer Call', () => {
	it('is done with a call at the route point, under every switch', async () => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			const callId = bench.inbound();
			const outcome = await bench.outcome('answerCall', {}, call(callId));
			expect(outcome).toMatchObject({
				success: true,
				callId,
				status: 'connected',
				direction: 'inbound',
				fromNumber: '+491711234567',
				extension: '800',
				answered: true,
			});
			expect(bench.pbx.calls.whoHas(26)).toContain('800');
			await bench.stop();
		});
	});

	it('answers a directly controlled device', async () => {
		const bench = await CallBench.start();
		bench.behave('103', { outcome: 'noanswer' });
		const outcome = await bench.outcome('answerCall', {}, call(bench.inbound('103')));
		expect(outcome).toMatchObject({ extension: '103', alreadyConnected: false });
		expect(bench.pbx.calls.whoHas(26)).toContain('103');
	});

	it('says why another phone cannot be answered, and asks 3CX for nothing', async () => {
		const bench = await CallBench.start();
		bench.behave('101', { outcome: 'noanswer' });
		const error = await failureOf(bench.run('answerCall', {}, call(bench.inbound('101'))));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: expect.stringContaining('direct_control') as string,
			description: expect.stringContaining('route point') as string,
		});
		expect(bench.requests('POST')).toEqual([]);
	});

	it('passes on a refusal of 3CX', async () => {
		const bench = await CallBench.start();
		bench.behave('103', { outcome: 'noanswer' });
		bench.pbx.faults.add({ match: { path: /answer$/ }, action: { kind: 'notDirectControl' } });
		expect(await failureOf(bench.run('answerCall', {}, call(bench.inbound('103'))))).toMatchObject({
			message: '3CX could not answer the call (422): The device does not support direct control',
			httpCode: '422',
		});
	});

	it.each([
		['gone', 'call-26-99', 'has ended'],
		['no call ID', 'x', 'is no call ID'],
		['empty', '', 'is empty'],
	])('of a call that is %s fails in words', async (_name, callId, text) => {
		const bench = await CallBench.start();
		const error = await failureOf(bench.run('answerCall', {}, call(callId)));
		expect(error).toMatchObject({ message: expect.stringContaining(text) as string });
	});

	it('goes on with the next item where it is told to', async () => {
		const bench = await CallBench.start();
		const callId = bench.inbound();
		const items = [{ callId: 'call-1-2', fromNumber: '+49301', other: 1 }, { callId }];
		const done = await bench.run('answerCall', {}, { items, continueOnFail: true });
		expect(done).toMatchObject([
			{
				json: { success: false, callId: 'call-1-2', fromNumber: '+49301' },
				pairedItem: { item: 0 },
			},
			{ json: { success: true, callId }, pairedItem: { item: 1 } },
		]);
		expect(done[0]?.json.error).toMatch(/call-1-2 has ended/);
		expect(done[0]?.json.other).toBeUndefined();
	});
});

describe('With an error output', () => {
	it('an item that failed has the two fields that lead there, and no other', async () => {
		const bench = await CallBench.start();
		const more = { continueOnFail: true, onError: 'continueErrorOutput' as const };
		const item = await bench.outcome('answerCall', {}, { ...call('call-1-2'), ...more });
		expect(item).toEqual({
			error: expect.stringContaining('has ended') as string,
			message: expect.stringContaining('hung up') as string,
		});
	});
});

describe('Hang Up Call', () => {
	it('ends the call, and does no harm twice, under every switch', async () => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			const callId = bench.inbound();
			expect(await bench.outcome('hangupCall', {}, call(callId))).toMatchObject({
				success: true,
				callId,
				status: 'ended',
				alreadyEnded: false,
			});
			await bench.until(() => bench.pbx.calls.list().length === 0);
			expect(await bench.outcome('hangupCall', {}, call(callId))).toMatchObject({
				success: true,
				callId,
				alreadyEnded: true,
			});
			await bench.stop();
		});
	});

	it('takes a bare call number', async () => {
		const bench = await CallBench.start();
		bench.inbound();
		expect(await bench.outcome('hangupCall', { callId: '26' })).toMatchObject({ status: 'ended' });
		await bench.until(() => bench.pbx.calls.list().length === 0);
	});

	it('repeats after a lost reply until it is done', async () => {
		const bench = await CallBench.start();
		const callId = bench.inbound();
		bench.pbx.faults.add({ match: { path: /drop$/ }, action: { kind: 'resetAfter' } });
		expect(await bench.outcome('hangupCall', {}, call(callId))).toMatchObject({ status: 'ended' });
		expect(bench.pbx.calls.list()).toEqual([]);
	});

	it("says that the other side's leg is not ours", async () => {
		const bench = await CallBench.start();
		const callId = bench.inbound();
		bench.pbx.faults.add({ match: { path: /drop$/ }, action: { kind: 'farLeg403' } });
		expect(await failureOf(bench.run('hangupCall', {}, call(callId)))).toMatchObject({
			message: expect.stringContaining('does not allow this API client to hang up') as string,
			httpCode: '403',
		});
	});

	it('carries the fields of the call on', async () => {
		const bench = await CallBench.start();
		const callId = bench.inbound();
		const item = { callId, fromNumber: '0171', direction: 'inbound', did: '+4930', queue: '820' };
		expect(await bench.outcome('hangupCall', {}, { items: [item] })).toMatchObject(item);
		expect(await bench.outcome('hangupCall', {}, { items: [item] })).toMatchObject(item);
	});

	it('of any call needs its bare number', async () => {
		const bench = await CallBench.start();
		const error = await failureOf(
			bench.run('hangupCall', { scope: 'anyCall', callId: 'call-1-2' }),
		);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: '"Call ID" is not the bare number of a call' });
	});

	it('ends any call on the PBX by its number, under every switch', async () => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			const { callid } = bench.pbx.calls.inbound({ from: '+491711234567', to: '200' });
			const parameters = { scope: 'anyCall', callId: String(callid) };
			expect(await bench.outcome('hangupCall', parameters)).toMatchObject({
				success: true,
				callId: String(callid),
				status: 'ended',
				alreadyEnded: false,
			});
			expect(bench.pbx.calls.list()).toEqual([]);
			expect(await bench.outcome('hangupCall', parameters)).toMatchObject({ alreadyEnded: true });
			await bench.stop();
		});
	});

	it.each([400, 404])('takes %i for a call that ended in the same moment', async (status) => {
		const bench = await CallBench.start();
		const { callid } = bench.pbx.calls.inbound({ from: '+491711234567', to: '200' });
		const match = { path: /DropCall/ };
		bench.pbx.faults.add({
			match,
			action: { kind: 'run', run: () => bench.pbx.calls.hangUp(callid) },
		});
		bench.pbx.faults.add({ match, action: { kind: 'status', status } });
		const parameters = { scope: 'anyCall', callId: String(callid) };
		expect(await bench.outcome('hangupCall', parameters)).toMatchObject({ alreadyEnded: true });
	});

	it('of any call needs the configuration API, and says so', async () => {
		const bench = await CallBench.start();
		const parameters = { scope: 'anyCall', callId: '26' };
		const more = { clientId: 'callcontrol-only' };
		expect(await failureOf(bench.run('hangupCall', parameters, more))).toMatchObject({
			httpCode: '403',
			description: expect.stringContaining('3CX Configuration API Access') as string,
		});
	});

	it('does nothing once the execution is stopped', async () => {
		const bench = await CallBench.start();
		const callId = bench.inbound();
		const more = { ...call(callId), signal: AbortSignal.abort(), continueOnFail: true };
		expect(await failureOf(bench.run('hangupCall', {}, more))).toMatchObject({
			message: 'The execution was stopped',
		});
		expect(bench.pbx.calls.list()).toHaveLength(1);
	});
});

describe('An operation that does not exist', () => {
	it('is refused', async () => {
		const bench = await CallBench.start();
		expect(await failureOf(bench.run('holdCall', {}))).toBeInstanceOf(NodeOperationError);
	});
});
