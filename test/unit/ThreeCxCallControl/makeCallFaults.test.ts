import type { FaultAction } from '../../pbx';
import { everythingIn, failureOf } from '../shared/transport/bench';
import { CallBench, logText } from './callBench';
import { underEverySwitch } from './switches';

const TARGET = '+491712345678';
const MAKECALL = { method: 'POST', path: /makecall$/ };

describe('Make Call never dials twice', () => {
	it.each<[string, FaultAction]>([
		['is lost', { kind: 'resetAfter' }],
		['is an error', { kind: 'errorAfterWrite' }],
		['is cut', { kind: 'truncate' }],
		['is a page of a proxy', { kind: 'garbage' }],
	])('where the reply %s, under every switch', async (_name, action) => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			bench.pbx.faults.add({ match: MAKECALL, action, times: Infinity });
			const outcome = await bench.outcome('makeCall', { target: TARGET });
			expect(outcome).toMatchObject({ result: 'answered', toNumber: TARGET });
			expect(bench.madeCalls()).toBe(1);
			expect(bench.requests('POST')).toEqual(['makecall']);
			await bench.stop();
		});
	});

	it.each<[string, FaultAction]>([
		['was not received', { kind: 'resetBefore' }],
		['was refused by a fault', { kind: 'status', status: 500 }],
	])('where the request %s', async (_name, action) => {
		const bench = await CallBench.start();
		bench.pbx.faults.add({ match: MAKECALL, action, times: Infinity });
		const error = await failureOf(bench.run('makeCall', { target: TARGET }));
		expect(bench.madeCalls()).toBe(0);
		expect(error).toMatchObject({
			message: expect.stringContaining('Whether the call was made is not known') as string,
			description: expect.stringContaining('Nothing was dialled a second time') as string,
		});
		expect(bench.requests('POST')).toEqual(['makecall']);
	});

	it('where the reply never comes', async () => {
		const bench = await CallBench.start({}, { N8N_3CX_REQUEST_TIMEOUT: '500' });
		bench.pbx.faults.add({ match: MAKECALL, action: { kind: 'hang' } });
		expect(await bench.outcome('makeCall', { target: TARGET })).toMatchObject({
			result: 'answered',
		});
		expect(bench.requests('POST')).toEqual(['makecall']);
	});

	it('and says that it is not known where 3CX then cannot be asked', async () => {
		const bench = await CallBench.start();
		bench.pbx.faults.add({ match: MAKECALL, action: { kind: 'resetAfter' } });
		const lists = { method: 'GET', path: /participants$/ };
		bench.pbx.faults.add({
			match: lists,
			action: { kind: 'status', status: 503 },
			times: Infinity,
		});
		expect(await failureOf(bench.run('makeCall', { target: TARGET }))).toMatchObject({
			message: expect.stringContaining('Whether the call was made is not known') as string,
		});
		expect(bench.madeCalls()).toBe(1);
	});

	it('and names the call that it can no longer follow', async () => {
		const bench = await CallBench.start();
		const legs = { method: 'GET', path: /participants\/\d+$/ };
		bench.pbx.faults.add({ match: legs, action: { kind: 'status', status: 403 } });
		expect(await failureOf(bench.run('makeCall', { target: TARGET }))).toMatchObject({
			message: expect.stringContaining('The call call-26-25 was made') as string,
			description: expect.stringContaining('may still be up') as string,
		});
	});

	it('but does where 3CX only wants a new token', async () => {
		const bench = await CallBench.start();
		bench.pbx.faults.add({ match: MAKECALL, action: { kind: 'tokenSuperseded' } });
		expect(await bench.outcome('makeCall', { target: TARGET })).toMatchObject({
			result: 'answered',
		});
		expect(bench.madeCalls()).toBe(1);
	});

	it('and does not take an older call to the same number for its own', async () => {
		const bench = await CallBench.start();
		const first = await bench.outcome('makeCall', { target: TARGET });
		bench.pbx.faults.add({ match: MAKECALL, action: { kind: 'resetAfter' } });
		const second = await bench.outcome('makeCall', { target: TARGET });
		expect(second.callId).not.toBe(first.callId);
		expect(bench.madeCalls()).toBe(2);
	});

	it('even for two executions at once', async () => {
		const bench = await CallBench.start();
		bench.pbx.faults.add({ match: MAKECALL, action: { kind: 'resetAfter' }, times: 2 });
		const both = await Promise.all(
			[1, 2].map(async () => await bench.outcome('makeCall', { target: TARGET })),
		);
		expect(new Set(both.map(({ callId }) => callId)).size).toBe(2);
		expect(bench.madeCalls()).toBe(2);
	});
});

describe('Make Call that is stopped', () => {
	it.each([
		['while it dials', 100],
		['before the other side rings', 600],
		['while it rings', 2_500],
		['while they talk', 20_000],
	])('%s ends the call', async (_name, ms) => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			const stop = new AbortController();
			const parameters = { target: TARGET, waitFor: 'ended' };
			const run = failureOf(bench.run('makeCall', parameters, { signal: stop.signal }));
			await bench.until(() => bench.madeCalls() > 0);
			await bench.pass(ms);
			stop.abort();
			expect(await run).toMatchObject({ message: 'The execution was stopped' });
			await bench.pass(100);
			expect(bench.pbx.calls.list()).toEqual([]);
			await bench.stop();
		});
	});

	it('while all phones of an extension ring ends it for all of them, under every switch', async () => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			bench.behave('102', { outcome: 'noanswer' });
			const stop = new AbortController();
			const parameters = { target: TARGET, fromExtension: '102' };
			const run = failureOf(bench.run('makeCall', parameters, { signal: stop.signal }));
			await bench.until(() => bench.madeCalls() > 0);
			await bench.pass(1_500);
			stop.abort();
			expect(await run).toMatchObject({ message: 'The execution was stopped' });
			await bench.pass(100);
			expect(bench.pbx.calls.list()).toEqual([]);
			await bench.stop();
		});
	});

	it('while the reply is lost ends the call too', async () => {
		const bench = await CallBench.start();
		bench.pbx.faults.add({ match: MAKECALL, action: { kind: 'resetAfter' } });
		const stop = new AbortController();
		const run = failureOf(bench.run('makeCall', { target: TARGET }, { signal: stop.signal }));
		await bench.until(() => bench.madeCalls() > 0);
		stop.abort();
		expect(await run).toMatchObject({ message: 'The execution was stopped' });
		await bench.until(() => bench.pbx.calls.list().length === 0);
	});

	it('before it dials makes no call', async () => {
		const bench = await CallBench.start();
		const stopped = { signal: AbortSignal.abort() };
		await failureOf(bench.run('makeCall', { target: TARGET }, stopped));
		expect(bench.madeCalls()).toBe(0);
	});
});

describe('Secrets and numbers', () => {
	it('stand in no log and in no error', async () => {
		const bench = await CallBench.start();
		bench.pbx.faults.add({
			match: MAKECALL,
			action: {
				kind: 'status',
				status: 403,
				body: JSON.stringify({ reasontext: `No rule for ${TARGET}` }),
			},
		});
		const error = await failureOf(bench.run('makeCall', { target: TARGET }));
		await bench.outcome('makeCall', { target: TARGET });
		const told = `${everythingIn(error)}\n${logText()}`;
		expect(told).toContain('+491…78');
		expect(told).not.toContain('712345678');
		expect(told).not.toContain('simulated-secret');
		expect(told).not.toMatch(/eyJ[\w-]+\./);
	});
});
