import { leg } from '../ThreeCxCallReceiver/scriptedWatch';
import { MonitorBench } from './monitorBench';

/** Static data as it comes back from n8n's database. */
function kept(store: object): Record<string, unknown> {
	return JSON.parse(JSON.stringify(store)) as Record<string, unknown>;
}

describe('The call monitor', () => {
	it('tells a call from its start to its end, flat and with the fields of the guide', () => {
		const bench = new MonitorBench();
		const ringing = bench.ring();
		bench.clock.advance(4_000);
		const up = { ...ringing, status: 'Connected' };
		bench.say('answered', up, { ringMs: 4_000 });
		bench.clock.advance(60_000);
		bench.say('ended', up, { ringMs: 4_000, talkMs: 60_000, totalMs: 64_000, outcome: 'answered' });
		bench.clock.advance(1_000);

		expect(bench.types).toEqual(['call_started', 'call_ringing', 'call_answered', 'call_ended']);
		expect(bench.told[3]).toEqual({
			eventType: 'call_ended',
			eventId: expect.stringContaining('/call_ended/1') as string,
			correlationId: bench.told[0]?.correlationId,
			callId: 'call-26-25',
			extension: '101',
			timestamp: '2026-11-22T18:01:04.000Z',
			data: {
				callId: 'call-26-25',
				status: 'ended',
				direction: 'inbound',
				fromNumber: '+491711234567',
				fromName: 'Max',
				toNumber: '101',
				extension: '101',
				did: '',
				queueId: '',
				ringSeconds: 4,
				talkSeconds: 60,
				totalSeconds: 64,
				outcome: 'answered',
				afterGap: false,
				source: 'push',
				timestamp: '2026-11-22T18:01:04.000Z',
			},
		});
		expect(new Set(bench.told.map(({ correlationId }) => correlationId)).size).toBe(1);
		expect(new Set(bench.told.map(({ eventId }) => eventId)).size).toBe(4);
	});

	it('gives the participant, and which fields are worked out, where the output is not simplified', () => {
		const bench = new MonitorBench({ simplify: false });
		const ringing = bench.ring();
		expect(bench.told[0]?.data).toMatchObject({ participant: ringing });
		expect(bench.told[0]?.data.derived).toContain('direction');
	});

	it('tells only what was chosen', () => {
		const bench = new MonitorBench({ eventTypes: ['call_ringing'] });
		bench.ring();
		expect(bench.types).toEqual(['call_ringing']);
	});

	it('tells a call to a group as one call: who missed it and who took it', () => {
		const bench = new MonitorBench();
		const one = bench.ring();
		const other = bench.ring({ dn: '102', id: 27, legid: 3 });
		bench.say('answered', { ...other, status: 'Connected' });
		bench.say('ended', one, { outcome: 'answeredElsewhere' });
		bench.say('ended', other, { outcome: 'answered' });
		bench.clock.advance(1_000);
		expect(bench.types).toEqual([
			'call_started',
			'call_ringing',
			'call_ringing',
			'call_answered',
			'call_answered_elsewhere',
			'call_ended',
		]);
		expect(bench.told.at(-1)).toMatchObject({ extension: '102', data: { outcome: 'answered' } });
	});

	it('tells a missed call, and its end', () => {
		const bench = new MonitorBench();
		bench.say('missed', bench.ring(), { outcome: 'missed' });
		bench.clock.advance(1_000);
		expect(bench.types.slice(2)).toEqual(['call_missed', 'call_ended']);
		expect(bench.told.at(-1)?.data).toMatchObject({ outcome: 'missed', talkSeconds: 0 });
	});

	it('tells who took an internal call once, though both sides are watched', () => {
		const bench = new MonitorBench();
		const caller = leg({ id: 24, dn: '103', status: 'Dialing', legid: 1, party_dn: '101' });
		bench.say('started', caller);
		const callee = bench.ring({ originated_by_dn: '103' });
		bench.say('answered', { ...caller, status: 'Connected' });
		bench.say('answered', { ...callee, status: 'Connected' });
		expect(bench.types).toEqual(['call_started', 'call_ringing', 'call_answered']);
		expect(bench.told[2]?.extension).toBe('101');
	});

	it('tells that an outside number has answered', () => {
		const bench = new MonitorBench();
		const caller = leg({ status: 'Dialing', legid: 1 });
		bench.say('started', caller, { direction: 'outbound' });
		bench.say('answered', { ...caller, status: 'Connected' }, { direction: 'outbound' });
		expect(bench.types).toEqual(['call_started', 'call_answered']);
		expect(bench.told[1]?.data).toMatchObject({ fromNumber: '800', toNumber: '+491711234567' });
	});

	it('does not end a call that is passed on', () => {
		const bench = new MonitorBench();
		bench.say('ended', bench.ring(), { outcome: 'answered' });
		bench.clock.advance(500);
		bench.ring({ dn: '102', id: 27 });
		bench.clock.advance(10_000);
		expect(bench.types).toEqual(['call_started', 'call_ringing', 'call_ringing']);
	});

	it('tells a call that comes back later again, as the same call', () => {
		const bench = new MonitorBench();
		bench.say('missed', bench.ring(), { outcome: 'missed' });
		bench.clock.advance(5_000);
		bench.ring({ dn: '102', id: 27 });
		const starts = bench.told.filter(({ eventType }) => eventType === 'call_started');
		expect(starts).toHaveLength(2);
		expect(starts[0]?.correlationId).toBe(starts[1]?.correlationId);
		expect(starts[0]?.eventId).not.toBe(starts[1]?.eventId);
	});

	it('tells that somebody took the call whom nobody watches, though one who is watched rang', () => {
		const bench = new MonitorBench();
		const caller = leg({ id: 24, dn: '103', status: 'Dialing', legid: 1, party_dn: '820' });
		bench.say('started', caller);
		const ringing = bench.ring({ originated_by_dn: '103' });
		bench.say('answered', { ...caller, status: 'Connected' });
		expect(bench.types).not.toContain('call_answered');
		bench.say('ended', ringing, { outcome: 'answeredElsewhere' });
		expect(bench.told.at(-1)).toMatchObject({ eventType: 'call_answered', extension: '103' });
	});

	it('keeps the direction that a call began with', () => {
		const bench = new MonitorBench();
		const ringing = leg({ dn: '101', status: 'Ringing', legid: 2 });
		bench.say('started', ringing, { direction: 'internal' });
		bench.say('transferred', { ...ringing, status: 'Connected' }, { direction: 'inbound' });
		bench.say('ended', ringing, { direction: 'inbound', outcome: 'answered' });
		bench.clock.advance(1_000);
		expect(bench.told.map(({ data }) => data.direction)).toEqual(Array(3).fill('internal'));
	});

	it('tells all of a call that polling tells as well under the same name: who told what is decided after it', () => {
		const bench = new MonitorBench({}, {}, undefined, { find: () => 'polled' });
		bench.ring();
		expect(bench.told.map(({ correlationId }) => correlationId)).toEqual(['polled', 'polled']);
	});

	it('takes a call with the same number as a new one after a gap: the PBX may have restarted', () => {
		const bench = new MonitorBench();
		bench.say('missed', bench.ring(), { outcome: 'unknown', afterGap: true });
		bench.clock.advance(100);
		bench.ring();
		expect(bench.types.filter((type) => type === 'call_started')).toHaveLength(2);
		expect(new Set(bench.told.map(({ correlationId }) => correlationId)).size).toBe(2);
	});

	it('tells keys and transfers each time, under an id of their own', () => {
		const bench = new MonitorBench();
		const ringing = bench.ring();
		for (const digit of ['1', '1']) bench.say('digit', ringing, { digit });
		bench.say('transferred', ringing);
		expect(bench.told.slice(2).map(({ data }) => data.dtmfInput)).toEqual(['1', '1', undefined]);
		expect(new Set(bench.told.map(({ eventId }) => eventId)).size).toBe(5);
	});

	it('tells that the connection was lost and is there again, as one story', () => {
		const bench = new MonitorBench({ filters: { directions: ['inbound'], numbers: '+43' } });
		const nobody = { dn: '', callId: '', participant: undefined, direction: undefined };
		bench.say('connectionLost', leg(), nobody);
		bench.clock.advance(5_000);
		bench.say('connectionRestored', leg(), nobody);
		expect(bench.types).toEqual(['connection_lost', 'connection_restored']);
		expect(bench.told[0]?.correlationId).toBe(bench.told[1]?.correlationId);
	});

	it('after a restart of n8n tells what is new and not what was told, under the same id', () => {
		const before = new MonitorBench();
		const ringing = before.ring();
		const after = new MonitorBench({}, kept(before.store), before.clock);
		after.ring();
		after.say('answered', { ...ringing, status: 'Connected' });
		expect(after.types).toEqual(['call_answered']);
		expect(after.told[0]?.correlationId).toBe(before.told[0]?.correlationId);
		after.say('ended', ringing, { outcome: 'answered' });
		after.clock.advance(1_000);
		expect(after.types).toEqual(['call_answered', 'call_ended']);
	});

	it('tells a call whose ids were used before the PBX restarted: when in doubt tell it', () => {
		const before = new MonitorBench();
		before.ring();
		before.clock.advance(1_000);
		const after = new MonitorBench({}, kept(before.store), before.clock);
		after.ring({ party_caller_id: '+49172999' });
		expect(after.types).toEqual(['call_started', 'call_ringing']);
		expect(after.told[0]?.correlationId).not.toBe(before.told[0]?.correlationId);
	});

	it('tells the end of a call that went while n8n was down, when the full state has been read', async () => {
		const before = new MonitorBench();
		before.ring();
		const after = new MonitorBench({}, kept(before.store), before.clock);
		await Promise.resolve();
		after.clock.advance(5_000);
		expect(after.told).toMatchObject([
			{
				eventType: 'call_ended',
				correlationId: before.told[0]?.correlationId,
				extension: '101',
				data: { outcome: 'unknown', afterGap: true, fromNumber: '+491711234567' },
			},
		]);
		expect([after.clock.waiting, after.store.calls]).toEqual([0, []]);
	});

	it('knows a call after a restart of n8n that was passed on before it', () => {
		const before = new MonitorBench();
		const ringing = before.ring();
		const passedOn = { ...ringing, status: 'Connected', partyCallerId: '102', callid: 27 };
		before.say('answered', passedOn);
		before.say('transferred', passedOn);
		const after = new MonitorBench({}, kept(before.store), before.clock);
		after.say('started', passedOn, { afterGap: true });
		after.say('answered', passedOn, { afterGap: true });
		expect(after.told).toEqual([]);
	});

	it('tells an end that n8n was restarted before', async () => {
		const before = new MonitorBench();
		before.say('missed', before.ring(), { outcome: 'missed' });
		before.monitor.close();
		const after = new MonitorBench({}, kept(before.store), before.clock);
		await Promise.resolve();
		after.clock.advance(5_000);
		expect(after.types).toEqual(['call_ended']);
	});

	it('does not wait for legs that went while n8n was down', () => {
		const before = new MonitorBench();
		const one = before.ring();
		before.ring({ dn: '102', id: 27 });
		const after = new MonitorBench({}, kept(before.store), before.clock);
		after.ring();
		after.say('missed', one, { outcome: 'missed' });
		after.clock.advance(1_000);
		expect(after.types).toEqual(['call_missed', 'call_ended']);
	});

	it('bears rubbish in the static data', () => {
		const calls = [
			null,
			1,
			{},
			{ correlationId: 'x', callid: 26, startedAt: 1, round: 1, legs: [7] },
		];
		const bench = new MonitorBench({}, { calls });
		bench.ring();
		expect(bench.types).toEqual(['call_started', 'call_ringing']);
	});

	it('remembers little: no more than is live, and for a minute what ended', () => {
		const bench = new MonitorBench();
		for (let i = 0; i < 2_000; i++) {
			const ringing = bench.ring({ id: 100 + i, callid: 100 + i });
			bench.say('missed', ringing, { outcome: 'missed' });
			bench.clock.advance(1_000);
		}
		expect((bench.store.calls as unknown[]).length).toBeLessThan(70);
		expect(bench.clock.waiting).toBe(0);
	});

	it('stops at once: no listener, no timer, nothing told afterwards', () => {
		const bench = new MonitorBench();
		bench.say('missed', bench.ring(), { outcome: 'missed' });
		const { length } = bench.told;
		bench.monitor.close();
		bench.monitor.close();
		bench.clock.advance(5_000);
		expect([bench.told.length, bench.watch.listeners.size, bench.clock.waiting]).toEqual([
			length,
			0,
			0,
		]);
	});
});
