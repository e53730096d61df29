import { PolledCalls } from '../../../nodes/ThreeCxCallMonitor/polledCalls';
import { Directory, readActiveCall, Row, type ActiveCall } from '../../../nodes/shared/xapi';

const NOW = Date.UTC(2026, 10, 24, 8);
const directory = new Directory([
	{ number: '820', name: 'Sales', kind: 'queue' },
	{ number: '821', name: 'Support', kind: 'queue' },
	{ number: '810', name: 'Menu', kind: 'ivr' },
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

	it('tell each extension that takes the call, not only the first', () => {
		const lists = [[call('101 Max', 'Talking')], [call('102 Eva', 'Talking')]];
		expect(told(lists)).toEqual([
			'call_started 101',
			'call_answered 101',
			'call_answered 102',
			'call_transferred 102',
		]);
	});

	it('take a call that its caller passes on as the same: he was part of it, or it is up since then', () => {
		const dialled = call('10000 Trunk (+49172999)', 'Talking', { Caller: '101 Max' });
		const passedOn = call('102 Eva', 'Talking', { Caller: '10000 Trunk (+49172999)' });
		expect(told([[dialled], [passedOn], []])).toEqual([
			'call_started 101',
			'call_answered 101',
			'call_answered 102',
			'call_transferred 102',
			'call_ended 102',
		]);
		const up = { EstablishedAt: '2026-11-24T07:59:00Z' };
		const one = call('101 Max', 'Talking', { Caller: '102 Eva', ...up });
		const others = call('104 Ali', 'Talking', { Caller: '103 Jan', ...up });
		expect(told([[one], [others]])).not.toContain('call_ended 101');
	});

	it('take one that was part of a call and begins to ring somebody as another call: the PBX has restarted', () => {
		const before = call('101 Max', 'Talking');
		const after = call('102 Eva', 'Routing', { Caller: '101 Max' });
		expect(told([[before], [after]])).toContain('call_ended 101');
	});

	it('tell one end of each wait: answered, or left for another queue, a menu or the parking place', () => {
		const [waiting, up] = [call('820 Sales', 'Talking'), call('101 Max', 'Talking')];
		const other = call('821 Support', 'Talking');
		const queueEvents = (lists: ActiveCall[][]) =>
			told(lists).flatMap((text) => /queue_call_(\w+)/.exec(text)?.[1] ?? []);
		expect(queueEvents([[up], [waiting], [call('102 Eva', 'Talking')], []])).toEqual([
			'waiting',
			'answered',
		]);
		expect(queueEvents([[waiting], [other], [up], []])).toEqual([
			'waiting',
			'abandoned',
			'waiting',
			'answered',
		]);
		for (const elsewhere of ['810 Menu', 'SP0 Shared Parking']) {
			expect(queueEvents([[waiting], [call(elsewhere, 'Talking')], [up], []])).toEqual([
				'waiting',
				'abandoned',
			]);
		}
	});

	it('measure a wait until the call is seen elsewhere, though not yet with whom', () => {
		const polled = new PolledCalls({});
		const waiting = call('820 Sales', 'Talking');
		told([[waiting], [call('102 Eva', 'Transferring')]], polled);
		const events = polled.seen([call('102 Eva', 'Talking')], NOW + 60_000, false);
		expect(events.find(({ type }) => type === 'queue_call_answered')).toMatchObject({
			waitMs: 10_000,
		});
	});

	it('name the extension that called, and no trunk, when an outside party took the call', () => {
		const dialled = call('10000 Trunk (+49172999)', 'Talking', { Caller: '101 Max' });
		expect(told([[dialled], []])).toEqual([
			'call_started 101',
			'call_answered 101',
			'call_ended 101',
		]);
	});

	it('keep the direction that a call began with', () => {
		const polled = new PolledCalls({});
		const dialled = call('10000 Trunk (+49172999)', 'Talking', { Caller: '101 Max' });
		const passedOn = call('102 Eva', 'Talking', { Caller: '10000 Trunk (+49172999)' });
		told([[dialled], [passedOn]], polled);
		expect(polled.seen([], NOW + 60_000, false)[0]?.known.direction).toBe('outbound');
	});

	it('tell each phone that rings, where 3CX lists each (xapi.md §11 no. 9)', () => {
		const both = { ...call('101 Max', 'Routing'), ringing: ['101', '103'] };
		expect(told([[both]])).toEqual(['call_started 101', 'call_ringing 101', 'call_ringing 103']);
	});

	it('know that the list may hide a queue, when a phone rings for a call that was answered', () => {
		const polled = new PolledCalls({});
		told([[call('101 Max', 'Routing')]], polled);
		expect(polled.mayHideQueue).toBe(false);
		told([[call('101 Max', 'Routing', { EstablishedAt: '2026-11-24T07:59:00Z' })]], polled);
		expect(polled.mayHideQueue).toBe(true);
		const shown = new PolledCalls({});
		told([[call('820 Sales', 'Talking')]], shown);
		told([[call('101 Max', 'Routing', { EstablishedAt: '2026-11-24T07:59:00Z' })]], shown);
		expect(shown.mayHideQueue).toBe(false);
	});

	it('tell a queue that the list hides, where push tells on whose behalf the phone rings', () => {
		const leg = {
			callid: 42,
			dn: '101',
			onBehalfOfDn: '820',
			onBehalfOfType: 'Wqueue',
			partyCallerId: '+491711234567',
			partyDn: '10000',
			partyDnType: 'Wexternalline',
		};
		const polled = new PolledCalls(
			{},
			{
				legs: () => [{ correlationId: 'push', leg, isLive: true }],
				find: () => undefined,
			},
		);
		expect(told([[call('101 Max', 'Routing')], [call('101 Max', 'Talking')]], polled)).toEqual([
			'call_started 101',
			'queue_call_waiting ',
			'call_ringing 101',
			'call_answered 101',
			'queue_call_answered 101',
		]);
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

	it('after a restart of n8n tell what is new, and the end of calls that are gone', () => {
		const store: Record<string, unknown> = {};
		told(
			[[call('101 Max', 'Routing'), call('102 Eva', 'Talking', { Id: 43 })]],
			new PolledCalls(store),
		);
		const kept = JSON.parse(JSON.stringify(store)) as Record<string, unknown>;
		const events = new PolledCalls(kept).seen([call('101 Max', 'Talking')], NOW + 60_000, true);
		expect(events).toMatchObject([
			{ type: 'call_ended', extension: '102', outcome: 'answered', afterGap: true },
			{ type: 'call_answered', extension: '101' },
		]);
		const late = new PolledCalls(structuredClone(kept));
		expect(late.seen([], NOW + 25 * 3_600_000, true)).toEqual([]);
	});

	it('do not say that nobody took a call that ended while nobody looked', () => {
		const polled = new PolledCalls({});
		told([[call('101 Max', 'Routing')]], polled);
		const [missed, ended] = polled.seen([], NOW + 60_000, true);
		expect([missed?.outcome, ended?.outcome]).toEqual(['unknown', 'unknown']);
	});

	it('bear rubbish in the static data', () => {
		const polled = [null, 7, {}, { id: 'x', correlationId: 'y', from: '', queue: '' }];
		expect(told([[call('101 Max', 'Routing')]], new PolledCalls({ polled }))).toHaveLength(2);
	});
});
