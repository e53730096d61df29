import { failureOf } from '../shared/transport/bench';
import { CallBench } from './callBench';
import { underEverySwitch } from './switches';

const call = (callId: string) => ({ items: [{ callId }] });

describe('Divert Call', () => {
	it('sends a ringing call elsewhere, under every switch', async () => {
		await underEverySwitch(async (switches) => {
			const bench = await CallBench.start({ switches });
			bench.behave('101', { outcome: 'noanswer' });
			const callId = bench.inbound('101');
			const parameters = { target: '103', reason: 'OutOfOfficeHours' };
			expect(await bench.outcome('divertCall', parameters, call(callId))).toMatchObject({
				success: true,
				callId,
				status: 'diverted',
				divertedTo: '103',
				extension: '101',
			});
			await bench.pass(5_000);
			expect(bench.talkers()).toEqual(['103']);
			await bench.stop();
		});
	});

	it('says that an answered call is not diverted, and sends nothing', async () => {
		const bench = await CallBench.start();
		const callId = await bench.connectedCall('800');
		expect(await failureOf(bench.run('divertCall', { target: '103' }, call(callId)))).toMatchObject(
			{
				message: expect.stringContaining('answered already') as string,
				description: expect.stringContaining('Transfer Call') as string,
			},
		);
		expect(bench.requests('POST')).not.toContain('divert');
	});

	it('passes on a refusal of 3CX, or goes on', async () => {
		const bench = await CallBench.start();
		bench.behave('101', { outcome: 'noanswer' });
		const callId = bench.inbound('101');
		const action = { kind: 'status', status: 422, body: '{"reasontext":"Not now"}' } as const;
		bench.pbx.faults.add({ match: { path: /divert$/ }, action, times: 2 });
		expect(await failureOf(bench.run('divertCall', { target: '103' }, call(callId)))).toMatchObject(
			{
				message: '3CX could not transfer the call to 103 (422): Not now',
			},
		);
		const more = { ...call(callId), continueOnFail: true };
		expect(await bench.outcome('divertCall', { target: '103' }, more)).toMatchObject({
			success: false,
			callId,
		});
	});

	it.each([
		['Reason', { target: '101', reason: 'x' }],
		['Target', { target: '' }],
	])('names "%s" where it cannot work', async (label, parameters) => {
		const bench = await CallBench.start();
		const error = await failureOf(bench.run('divertCall', parameters, call(bench.inbound())));
		expect(error).toMatchObject({ message: expect.stringContaining(`"${label}"`) as string });
	});
});
