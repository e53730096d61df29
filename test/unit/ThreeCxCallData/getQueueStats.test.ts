import { pairwise, READ_SWITCH_NAMES } from '../../pbx';
import { CALLER, DataBench, HOUR, MINUTE, MONDAY } from './dataBench';

/** Two calls through the queue today: one answered after 30 s, one given up after 90 s. */
async function morning(options = {}): Promise<DataBench> {
	const bench = await DataBench.start(options);
	const start = MONDAY - 2 * HOUR;
	const through = { from: CALLER, to: '102', queue: '820' };
	bench.pbx.records.addCall({ ...through, start, ringMs: 30_000, talkMs: 120_000 });
	bench.pbx.records.addCall({ ...through, start: start + HOUR, ringMs: 90_000 });
	return bench;
}

describe('Get Queue Stats', () => {
	it('tells what is now, and what the reports say of the period', async () => {
		const bench = await morning();
		bench.pbx.calls.inbound({ from: CALLER, to: '820' });
		await bench.time.advance(1000);
		const item = await bench.item('getQueueStats', { queueId: '820' });
		expect(item).toEqual({
			queueId: '820',
			queueName: 'Service Desk',
			waitingCalls: 1,
			longestWaitTime: 1,
			loggedInAgents: 2,
			availableAgents: expect.any(Number) as number,
			callsReceived: 2,
			callsAnswered: 1,
			callsAbandoned: 1,
			averageWaitTime: expect.any(Number) as number,
		});
	});

	it('calls the average wait what 3CX calls the average ring time (xapi.md §3.7)', async () => {
		const bench = await morning();
		const report = { report: 'detailedQueueStatistics', queueId: '820', timeRange: 'today' };
		const { avgRingTime } = await bench.item('getReport', report);
		const { averageWaitTime } = await bench.item('getQueueStats', { queueId: '820' });
		expect(averageWaitTime).toBe(avgRingTime);
		expect(averageWaitTime).toBeGreaterThanOrEqual(30);
	});

	it('says which is live and which is a report, and how many seconds', async () => {
		const bench = await morning();
		const item = await bench.item('getQueueStats', { queueId: '820', simplify: false });
		expect(item).toMatchObject({
			averageTalkTime: 120,
			live: { waitingCalls: 0, agents: [{ extension: '101' }, { extension: '102' }] },
			report: { from: '2026-03-02T00:00:00+01:00', to: '2026-03-02T11:00:00+01:00', received: 2 },
		});
	});

	it.each([
		['today', 2],
		['yesterday', 0],
		['lastHour', 0],
	])('in the range %s: %d', async (timeRange, count) => {
		const bench = await morning();
		await bench.time.advance(MINUTE);
		expect((await bench.item('getQueueStats', { timeRange })).callsReceived).toBe(count);
	});

	it('takes the queue as plain text, as the guide writes it, and all queues without one', async () => {
		const bench = await morning();
		const queueId = ({ data }: Record<string, unknown>) =>
			String((data as Record<string, unknown>).queueId);
		const more = { items: [{ data: { queueId: '820' } }] };
		expect((await bench.item('getQueueStats', { queueId }, more)).queueId).toBe('820');
		expect(await bench.items('getQueueStats')).toHaveLength(1);
		expect((await bench.refusal('getQueueStats', { queueId: '1' })).message).toContain(
			'no queue 1',
		);
	});

	it('of a client without reports tells what is now, with a note on the role', async () => {
		const bench = await morning();
		const item = await bench.item('getQueueStats', {}, { clientId: 'admin' });
		expect(item).toMatchObject({ waitingCalls: 0, callsReceived: null, averageWaitTime: null });
		expect(item.note).toContain('System Owner');
	});

	it('counts the same under every pair of switches about reading', async () => {
		for (const switches of pairwise(READ_SWITCH_NAMES)) {
			const bench = await morning({ switches });
			const range = { startDate: '2026-03-02T00:00', endDate: '2026-03-02T23:00' };
			const item = await bench.item('getQueueStats', { ...range, timeRange: 'custom' });
			const { callsReceived, callsAnswered, callsAbandoned, waitingCalls, note } = item;
			const counts = [callsReceived, callsAnswered, callsAbandoned, waitingCalls].join(' ');
			if (counts !== '2 1 1 0' || note !== undefined) {
				throw new Error(JSON.stringify({ switches, item }));
			}
			await bench.pbx.close();
		}
		expect(READ_SWITCH_NAMES).toContain('zeroCounts');
	});
});
