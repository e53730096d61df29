import { NodeOperationError } from 'n8n-workflow';
import { failureOf } from '../shared/transport/bench';
import { CallBench } from './callBench';
import { underEverySwitch } from './switches';

const call = (callId: string) => ({ items: [{ callId }] });

function sentBody(bench: CallBench): unknown {
	const [entry] = bench.pbx.journal.requests({ path: /attach/ });
	return entry?.body;
}

describe('Attach Data', () => {
	it.each([
		['party', 'attach_party_data'],
		['participant', 'attach_participant_data'],
	])('to the %s, under every switch', async (attachTo, verb) => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			const callId = bench.inbound();
			const attachedData = '{"public_call_screening": "VIP", "ticket": 4711, "open": true}';
			expect(
				await bench.outcome('attachData', { attachTo, attachedData }, call(callId)),
			).toMatchObject({
				success: true,
				callId,
				attachedTo: attachTo,
				attachedNames: ['public_call_screening', 'ticket', 'open'],
			});
			expect(bench.requests('POST')).toEqual([verb]);
			expect(sentBody(bench)).toEqual({
				attacheddata: { public_call_screening: 'VIP', ticket: '4711', open: 'true' },
			});
			await bench.stop();
		});
	});

	it('takes an object of an expression, and nested values as text', async () => {
		const bench = await CallBench.start();
		await bench.run(
			'attachData',
			{ attachedData: { a: { b: [1] }, c: null } },
			call(bench.inbound()),
		);
		expect(sentBody(bench)).toEqual({ attacheddata: { a: '{"b":[1]}', c: '""' } });
	});

	it.each([
		['{}'],
		['[]'],
		['no JSON'],
		['"text"'],
		[''],
		[JSON.stringify({ a: 'x'.repeat(9_000) })],
	])('refuses %j', async (attachedData) => {
		const bench = await CallBench.start();
		const error = await failureOf(bench.run('attachData', { attachedData }, call(bench.inbound())));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: expect.stringContaining('"Data"') as string });
		expect(bench.requests('POST')).toEqual([]);
	});

	it('passes on a refusal of 3CX, or goes on', async () => {
		const bench = await CallBench.start();
		const callId = bench.inbound();
		const attachedData = '{"a": "b"}';
		bench.pbx.faults.add({
			match: { path: /attach/ },
			action: { kind: 'status', status: 403 },
			times: 2,
		});
		expect(await failureOf(bench.run('attachData', { attachedData }, call(callId)))).toMatchObject({
			httpCode: '403',
			message: expect.stringContaining('attach data') as string,
		});
		const more = { ...call(callId), continueOnFail: true };
		expect(await bench.outcome('attachData', { attachedData }, more)).toMatchObject({
			success: false,
			callId,
		});
	});
});
