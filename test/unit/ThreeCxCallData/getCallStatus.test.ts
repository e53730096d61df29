import { pairwise, READ_SWITCH_NAMES } from '../../pbx';
import { CALLER, DataBench, MINUTE } from './dataBench';

/** A call at a granted extension, as Call Receiver tells it. */
function callAt(bench: DataBench, to: string) {
	const { callid, legs } = bench.pbx.calls.inbound({ from: CALLER, to });
	const leg = legs.find(({ dn }) => dn === to);
	if (!leg) throw new Error(`No leg at ${to}`);
	const timestamp = new Date(bench.time.now()).toISOString();
	const callId = `call-${callid}-${leg.id}`;
	return { callid, item: { callId, fromNumber: CALLER, toNumber: to, extension: to, timestamp } };
}

const OF_ITEM = { callId: ({ callId }: Record<string, unknown>) => String(callId) };

describe('Get Call Status', () => {
	it('tells of a live leg what it does: the guide asks for "ringing" after five minutes', async () => {
		const bench = await DataBench.start();
		const { item } = callAt(bench, '101');
		expect(await bench.item('getCallStatus', OF_ITEM, { items: [item] })).toMatchObject({
			callId: item.callId,
			status: 'ringing',
			fromNumber: CALLER,
			source: 'call control',
		});
		bench.pbx.calls.answer('101');
		const { status } = await bench.item('getCallStatus', OF_ITEM, { items: [item] });
		expect(status).toBe('answered');
	});

	it('tells of a phone that rings for a queue which queue it is', async () => {
		const bench = await DataBench.start({ switches: { queueModel: 'on' } });
		const { callid, legs } = bench.pbx.calls.inbound({ from: CALLER, to: '820' });
		const leg = legs.find(({ dn }) => dn === '101');
		const item = await bench.item('getCallStatus', { callId: `call-${callid}-${leg?.id}` });
		expect(item).toMatchObject({
			status: 'ringing',
			extension: '101',
			queueId: '820',
		});
	});

	it('finds a call that is nobody of ours among the active calls', async () => {
		const bench = await DataBench.start();
		const { callid } = bench.pbx.calls.inbound({ from: CALLER, to: '820' });
		const item = await bench.item(
			'getCallStatus',
			{ callId: String(callid) },
			{ clientId: 'admin' },
		);
		expect(item).toMatchObject({ status: 'waiting', queueId: '820', source: 'active calls' });
	});

	it('says of a call that is over how it ended', async () => {
		const bench = await DataBench.start();
		const { callid, item } = callAt(bench, '101');
		bench.pbx.calls.answer('101');
		await bench.time.advance(MINUTE);
		bench.pbx.calls.hangUp(callid);
		await bench.time.advance(MINUTE);
		expect(await bench.item('getCallStatus', OF_ITEM, { items: [item] })).toMatchObject({
			status: 'ended',
			outcome: 'answered',
			extension: '101',
			duration: 60,
		});
	});

	it('finds a call of the history by the ID that it has there', async () => {
		const bench = await DataBench.start();
		bench.pbx.records.addCall({ start: bench.time.now() - MINUTE, from: CALLER, to: '101' });
		const [past] = await bench.items('getCallHistory');
		const item = await bench.item('getCallStatus', { callId: String(past?.callId) });
		expect(item).toMatchObject({ status: 'ended', outcome: 'missed' });
	});

	it('does not take another call for it', async () => {
		const bench = await DataBench.start({ switches: { logCallId: 'callid' } });
		const { callid } = callAt(bench, '101');
		const other = { callId: `call-${callid}-999`, fromNumber: '+4930999', extension: '104' };
		const item = await bench.item('getCallStatus', OF_ITEM, { items: [other] });
		expect(item).toMatchObject({ status: 'ended', outcome: 'unknown', source: 'none' });
		expect(item.reason).toContain('no such call');
	});

	it('knows the numbers of an item of Call Monitor, which stand in its "data"', async () => {
		const bench = await DataBench.start({ switches: { activeCallIds: 'separate' } });
		// The extension that rang first rings no more: the queue has the call.
		const { callid } = bench.pbx.calls.inbound({ from: CALLER, to: '820' });
		bench.pbx.calls.inbound({ from: '+4930999', to: '104' });
		const timestamp = new Date(bench.time.now()).toISOString();
		const told = {
			eventType: 'call_started',
			callId: `call-${callid}-999`,
			extension: '101',
			timestamp,
			data: { fromNumber: CALLER, toNumber: '101' },
		};
		const status = async () => await bench.item('getCallStatus', OF_ITEM, { items: [told] });
		expect(await status()).toMatchObject({ status: 'waiting', queueId: '820' });
		bench.pbx.calls.hangUp(callid);
		await bench.time.advance(10_000);
		expect(await status()).toMatchObject({ status: 'ended', outcome: 'abandoned' });
	});

	it('without the right to the history says so, and that it is over', async () => {
		const bench = await DataBench.start();
		const item = await bench.item('getCallStatus', { callId: '4711' }, { clientId: 'admin' });
		expect(item).toMatchObject({ status: 'ended', outcome: 'unknown' });
		expect(item.note).toContain('System Owner');
	});

	it.each(['', 'x'.repeat(101)])('refuses %p', async (callId) => {
		const bench = await DataBench.start();
		expect((await bench.refusal('getCallStatus', { callId })).message).toContain('"Call ID"');
	});

	it('never says under any pair of switches that a call is over while it lasts, or the other way', async () => {
		for (const switches of pairwise(READ_SWITCH_NAMES)) {
			const bench = await DataBench.start({ switches });
			const { callid, item } = callAt(bench, '103');
			const status = async () =>
				await bench.item('getCallStatus', OF_ITEM, { items: [item], clientId: 'xapi-only' });
			const before = await status();
			await bench.time.advance(1000);
			bench.pbx.calls.hangUp(callid);
			await bench.time.advance(10_000);
			const after = await status();
			if (before.status !== 'ringing' || after.outcome !== 'missed') {
				throw new Error(JSON.stringify({ switches, before, after }));
			}
			await bench.pbx.close();
		}
		expect(READ_SWITCH_NAMES).toContain('activeCallIds');
	});
});
