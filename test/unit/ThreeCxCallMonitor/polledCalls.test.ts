import { PolledCalls } from '../../../nodes/ThreeCxCallMonitor/polledCalls';
import { Directory, readActiveCall, Row, type ActiveCall } from '../../../nodes/shared/xapi';

const NOW = Date.UTC(2026, 10, 24, 8);
const directory = new Directory([
	{ number: '820', name: 'Sales', kind: 'queue' },
	{ number: '10000', name: 'Trunk', kind: 'trunk' },
]);

/** A call as 3CX lists it. */
function call(Callee: string, Status: string, more: Record<string, unknown> = {}): ActiveCall {
	const Caller = '10000 Trunk (+491711234567)';
	const found = readActiveCall(Row.of({ Id: 42, Caller, Callee, Status, ...more }), directory);
	if (!found) throw new Error('No call');
	return found;
}

/** What the lists, one every ten seconds, come to. */
function told(lists: ActiveCall[][], polled = new PolledCalls({})): string[] {
	return lists.flatMap((list, i) =>
		polled.seen(list, NOW + i * 10_000, false).map(({ type, extension }) => `${type} ${extension}`),
	);
}

describe('Lists of live calls', () => {
	it('tell a queue call that an agent takes: Talking at the queue is waiting (xapi.md §3.1)', () => {
		const waiting = call('820 Sales', 'Talking');
		const polled = new PolledCalls({});
		expect(
			told([[waiting], [call('101 Max', 'Routing')], [call('101 Max', 'Talking')], []], polled),
		).toEqual([
			'call_started ',
			'queue_call_waiting ',
			'call_ringing 101',
			'call_answered 101',
			'queue_call_answered 101',
			'call_ended 101',
		]);
		expect(polled.size).toBe(0);
	});

	it('tell a parked call each time it is parked', () => {
		const [up, parked] = [call('101 Max', 'Talking'), call('SP0 Shared Parking', 'Talking')];
		const parks = told([[up], [parked], [parked], [up], [parked]]).filter((one) =>
			one.startsWith('call_parked'),
		);
		expect(parks).toHaveLength(2);
	});

	it('tell that another extension has the call now', () => {
		expect(told([[call('101 Max', 'Talking')], [call('102 Eva', 'Talking')]])).toContain(
			'call_transferred 102',
		);
	});

	it('measure times by what was seen', () => {
		const polled = new PolledCalls({});
		told([[call('101 Max', 'Routing')], [call('101 Max', 'Talking')]], polled);
		const [ended] = polled.seen([], NOW + 70_000, false);
		expect(ended).toMatchObject({
			type: 'call_ended',
			ringMs: 10_000,
			talkMs: 60_000,
			totalMs: 70_000,
			outcome: 'answered',
		});
	});

	it('take another caller under the same number as another call: the PBX has restarted', () => {
		const other = call('101 Max', 'Routing', { Caller: '10000 Trunk (+49172999)' });
		expect(told([[call('101 Max', 'Talking')], [other]])).toEqual([
			'call_started 101',
			'call_answered 101',
			'call_ended 101',
			'call_started 101',
			'call_ringing 101',
		]);
	});

	it('take a call of the API as the same when its caller shows', () => {
		const made = call('10000 Trunk (+49172999)', 'Initiating', { Caller: 'MakeCall' });
		const up = call('10000 Trunk (+49172999)', 'Talking', { Caller: '101 Max' });
		expect(told([[made], [up]])).toEqual(['call_started ', 'call_answered 101']);
	});

	it('after a restart of n8n tell what is new, and nothing of calls that are gone', () => {
		const store: Record<string, unknown> = {};
		told(
			[[call('101 Max', 'Routing'), call('102 Eva', 'Talking', { Id: 43 })]],
			new PolledCalls(store),
		);
		const kept = JSON.parse(JSON.stringify(store)) as Record<string, unknown>;
		expect(told([[call('101 Max', 'Talking')]], new PolledCalls(kept))).toEqual([
			'call_answered 101',
		]);
	});

	it('bear rubbish in the static data', () => {
		const polled = [null, 7, {}, { id: 'x', correlationId: 'y', from: '', queue: '' }];
		expect(told([[call('101 Max', 'Routing')]], new PolledCalls({ polled }))).toHaveLength(2);
	});
});
