import { virtualClock, type Pbx, type PbxOptions, type VirtualClock } from '../../pbx';
import { login, rows, start, type Client, type Json } from './client';

const MONDAY = Date.UTC(2026, 2, 2, 10);

async function bench(options: PbxOptions = {}) {
	const clock = virtualClock(MONDAY);
	const pbx = await start({ clock, ...options });
	return { pbx, clock, client: await login(pbx) };
}

async function shown({ client }: { client: Client; pbx: Pbx; clock: VirtualClock }) {
	return rows(await client.xapi('ActiveCalls'));
}

/** Caller, callee and status of each row. */
function texts(found: Json[]) {
	return found.map(({ Caller, Callee, Status }) => [Caller, Callee, Status]);
}

const TRUNK = '10000 Telefonanbieter (+49171)';

describe('rows of ActiveCalls (xapi.md §3.1)', () => {
	it('a call that waits in a queue is Talking to the queue', async () => {
		const one = await bench();
		one.pbx.world.behaviours['*'] = { outcome: 'noanswer' };
		one.pbx.calls.inbound({ from: '+49171', to: '820' });
		await one.clock.advance(5000);
		const [row] = await shown(one);
		expect(texts([row ?? {}])).toEqual([[TRUNK, '820 Service Desk', 'Talking']]);
		expect(row).toMatchObject({
			EstablishedAt: new Date(MONDAY).toISOString(),
			ServerNow: new Date(MONDAY + 5000).toISOString(),
		});
		one.pbx.calls.answer('101');
		expect(texts(await shown(one))).toEqual([[TRUNK, '101 Mustermann, Max', 'Talking']]);
	});

	it('or shows the agent that rings, in one row or in several', async () => {
		const one = await bench({ switches: { queueCallee: 'ringingAgent' } });
		one.pbx.calls.inbound({ from: '+49171', to: '820' });
		expect(texts(await shown(one))).toEqual([[TRUNK, '101 Mustermann, Max', 'Routing']]);
		one.pbx.switches.ringAllRows = 'each';
		expect(texts(await shown(one))).toEqual([
			[TRUNK, '101 Mustermann, Max', 'Routing'],
			[TRUNK, '102 Musterfrau, Erika', 'Routing'],
		]);
	});

	it('stays in the queue while no agent is there, until its patience ends', async () => {
		const one = await bench();
		for (const dn of ['101', '102']) one.pbx.world.user(dn).QueueStatus = 'LoggedOut';
		one.pbx.calls.inbound({ from: '+49171', to: '820', patienceMs: 300_000 });
		await one.clock.advance(299_000);
		expect(texts(await shown(one))).toEqual([[TRUNK, '820 Service Desk', 'Talking']]);
		await one.clock.advance(2000);
		expect(await shown(one)).toEqual([]);
		expect(one.pbx.calls.truth()[0]?.waits).toMatchObject([
			{ queue: '820', answeredBy: null, startedAt: MONDAY, endedAt: MONDAY + 300_000 },
		]);
	});

	it('rings an agent who logs in while somebody waits', async () => {
		const one = await bench();
		for (const dn of ['101', '102']) one.pbx.records.logAgent(dn, false);
		const { callid } = one.pbx.calls.inbound({ from: '+49171', to: '820' });
		await one.clock.advance(10_000);
		one.pbx.records.logAgent('102', true);
		one.pbx.records.logAgent('103', true);
		one.pbx.calls.answer('102');
		expect(one.pbx.calls.whoHas(callid)).toEqual(['+49171', '102']);
		expect(texts(await shown(one))).toEqual([[TRUNK, '102 Musterfrau, Erika', 'Talking']]);
		one.pbx.calls.hangUp(callid);
		await one.clock.advance(60_000);
		expect(one.pbx.calls.pendingTimers).toBe(0);
		expect(one.pbx.records.rows()).toMatchObject([
			{ kind: 'queue', answeredBy: '102', attempts: 1, ringMs: 10_000 },
			{ kind: 'leg', via: '820', answered: true },
		]);
	});

	it('shows MakeCall as the caller until it is answered', async () => {
		const one = await bench();
		one.pbx.world.behaviours['+4930111222'] = { ringMs: 1000, answerAfterMs: 1000 };
		void fetch(`${one.pbx.url}/callcontrol/800/makecall`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${one.client.token}`,
				'content-type': 'application/json',
			},
			body: JSON.stringify({ destination: '+4930111222' }),
		}).catch(() => undefined);
		while (one.pbx.calls.list().length === 0) await new Promise(setImmediate);
		expect(texts(await shown(one))).toEqual([['MakeCall', '+4930111222', 'Initiating']]);
		await one.clock.advance(3000);
		expect(texts(await shown(one))).toEqual([
			['800 800', '10000 Telefonanbieter (+4930111222)', 'Talking'],
		]);
	});

	it.each([
		['slot', 'SP0 Shared Parking'],
		['code', '*880'],
	] as const)('a parked call shows its place: %s', async (parkedCallee, callee) => {
		const one = await bench({ switches: { parkedCallee } });
		one.pbx.calls.inbound({ from: '+49171', to: '100' });
		one.pbx.calls.answer('100');
		one.pbx.calls.transferByUser({ from: '100', to: 'SP0' });
		expect(texts(await shown(one))).toEqual([[TRUNK, callee, 'Talking']]);
	});

	it('a call that is being transferred says so', async () => {
		const one = await bench();
		one.pbx.calls.inbound({ from: '+49171', to: '100' });
		one.pbx.calls.answer('100');
		one.pbx.calls.transferByUser({ from: '100', to: '103' });
		expect(texts(await shown(one))).toEqual([[TRUNK, '103 Schmidt, Jan', 'Transferring']]);
	});

	it('speaks the words that programs expect, where switched so', async () => {
		const one = await bench({ switches: { activeCallWords: 'expected' } });
		one.pbx.calls.inbound({ from: '+49171', to: '100' });
		expect(texts(await shown(one))).toEqual([[TRUNK, '100 Praxis, Empfang', 'Ringing']]);
		one.pbx.calls.answer('100');
		expect(texts(await shown(one))).toEqual([[TRUNK, '100 Praxis, Empfang', 'Connected']]);
	});

	it.each([
		['null', null],
		['absent', undefined],
		['year1', '0001-01-01T00:00:00Z'],
	] as const)('before the answer EstablishedAt is %s', async (unansweredEstablishedAt, value) => {
		const one = await bench({ switches: { unansweredEstablishedAt } });
		one.pbx.calls.inbound({ from: '+49171', to: '100' });
		expect((await shown(one))[0]?.EstablishedAt).toBe(value);
	});

	it('may have other numbers than Call Control, and 400 for a call that is over', async () => {
		const one = await bench({ switches: { activeCallIds: 'separate', dropUnknownCall: 400 } });
		const { callid } = one.pbx.calls.inbound({ from: '+49171', to: '100' });
		const [row] = await shown(one);
		expect(row?.Id).not.toBe(callid);
		const drop = () => one.client.write('POST', `ActiveCalls(${String(row?.Id)})/Pbx.DropCall`);
		expect((await drop()).status).toBe(204);
		expect((await drop()).status).toBe(400);
	});
});
