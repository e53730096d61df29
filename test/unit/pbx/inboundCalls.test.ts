import { line, until } from './line';

const CALLER = { from: '+491719876543', name: 'Frau Sommer' };

describe('a call to the route point', () => {
	it('is up with the first frame and looks as captured and documented', async () => {
		const { pbx, ear, leg } = await bound();
		pbx.calls.inbound(CALLER);
		expect(await ear.news()).toEqual(['U 800/25']);
		expect(ear.frames[0]).toEqual({
			sequence: 1,
			event: {
				event_type: 0,
				entity: '/callcontrol/800/participants/25',
				attached_data: null,
			},
		});
		expect(await leg('800/25')).toEqual({
			id: 25,
			status: 'Connected',
			dn: '800',
			party_caller_name: 'Frau Sommer',
			party_dn: '10000',
			party_caller_id: '+491719876543',
			party_did: '+4930123457',
			device_id: 'sip:800@127.0.0.1:5483',
			party_dn_type: 'Wexternalline',
			direct_control: false,
			originated_by_dn: 'ROUTER',
			originated_by_type: 'Wroutepoint',
			referred_by_dn: '',
			referred_by_type: 'None',
			on_behalf_of_dn: '',
			on_behalf_of_type: 'None',
			callid: 26,
			legid: 4,
		});
	});

	it('shows up in the lists and is gone after the caller hangs up', async () => {
		const one = await line();
		const { callid, legs } = one.pbx.calls.inbound({ from: '+49171', did: '+4930123457' });
		expect(JSON.parse((await one.get('800/participants')).text)).toHaveLength(1);
		expect((await one.get('800')).json.participants).toHaveLength(1);
		one.pbx.calls.hangUpLeg(legs.find(({ dn }) => dn === '10000')?.id ?? 0);
		expect(await one.ear.news()).toEqual(['U 800/25', 'R 800/25']);
		expect(await one.leg('800/25')).toBe(404);
		expect((await one.get('800/participants')).text).toBe('[]');
		expect(one.pbx.calls.truth()[0]).toMatchObject({ callid, why: 'hungUp' });
	});

	it('comes from inside without an originator', async () => {
		const { pbx, clock, ear, leg } = await bound();
		pbx.calls.internal({ from: '101', to: '800' });
		await clock.advance(1000);
		expect(await ear.news()).toEqual(['U 101/25', 'U 800/26', 'U 101/25']);
		expect(await leg('800/26')).toMatchObject({
			party_dn: '101',
			party_dn_type: 'Wextension',
			party_caller_name: 'Max Mustermann',
			originated_by_dn: '',
			originated_by_type: 'None',
			legid: 2,
		});
		expect(await leg('101/25')).toMatchObject({ status: 'Connected', party_dn: '800', legid: 1 });
	});

	it('routePointInbound: rings first, and is up by itself or by answer', async () => {
		const one = await line({ switches: { routePointInbound: 'ringingAuto' } });
		one.pbx.calls.inbound(CALLER);
		expect(await one.leg('800/25')).toMatchObject({ status: 'Ringing' });
		expect(await one.after(200)).toEqual(['U 800/25', 'U 800/25']);
		expect(await one.leg('800/25')).toMatchObject({ status: 'Connected' });

		one.pbx.switches.routePointInbound = 'ringingAnswer';
		one.pbx.calls.inbound(CALLER);
		await one.clock.advance(10_000);
		expect(await one.leg('800/26')).toMatchObject({ status: 'Ringing' });
		expect((await one.post('800/participants/26/answer')).status).toBe(200);
		expect(await one.leg('800/26')).toMatchObject({ status: 'Connected' });
	});

	it('routePointDid: tells the direct number or not', async () => {
		const { pbx, leg } = await bound();
		pbx.switches.routePointDid = 'empty';
		pbx.calls.inbound(CALLER);
		expect(await leg('800/25')).toMatchObject({ party_did: '' });
	});

	it('sends what the caller presses, and by itself as the world says', async () => {
		const one = await line();
		one.pbx.world.behaviours['+49171'] = { sendsDtmf: '4#', hangupAfterMs: 2000 };
		one.pbx.calls.inbound({ from: '+49171' });
		one.pbx.calls.press(25, '1*');
		expect(await one.ear.news()).toEqual(['U 800/25', 'D 800/25 1', 'D 800/25 *']);
		expect(await one.after(500)).toEqual(['D 800/25 4', 'D 800/25 #']);
		expect(await one.after(1500)).toEqual(['R 800/25']);
	});

	it('dtmf: gathers the keys of 300 ms', async () => {
		const one = await line({ switches: { dtmf: 'multi' } });
		one.pbx.calls.inbound(CALLER);
		one.pbx.calls.press(25, '1');
		await one.clock.advance(200);
		one.pbx.calls.press(25, '2D');
		expect(await one.after(99)).toEqual(['U 800/25']);
		expect(await one.after(1)).toEqual(['D 800/25 12D']);
	});
});

describe('a call to a monitored extension', () => {
	it('rings, is up, ends', async () => {
		const one = await line();
		const { callid } = one.pbx.calls.inbound({ ...CALLER, to: '101' });
		expect(await one.leg('101/25')).toMatchObject({
			status: 'Ringing',
			party_dn: '10000',
			party_did: '',
			originated_by_dn: 'ROUTER',
			device_id: 'sip:101@127.0.0.1:5063',
			legid: 4,
		});
		expect(await one.after(3000)).toEqual(['U 101/25', 'U 101/25']);
		expect(one.pbx.calls.whoHas(callid)).toEqual(['+491719876543', '101']);
		one.pbx.calls.hangUp(callid);
		expect(await one.ear.news()).toEqual(['R 101/25']);
	});

	it('is missed', async () => {
		const one = await line();
		one.pbx.world.user('101').behaviour = 'noAnswer';
		one.pbx.calls.inbound({ ...CALLER, to: '101', patienceMs: 15_000 });
		expect(await one.after(14_999)).toEqual(['U 101/25']);
		expect(await one.after(1)).toEqual(['R 101/25']);
		expect(one.pbx.calls.truth()[0]).toMatchObject({ answeredAt: null, why: 'noAnswer' });
		expect(one.pbx.calls.pendingTimers).toBe(0);
	});

	it.each([
		['busy', []],
		['unreachable', []],
		['reject', ['U 101/25', 'R 101/25']],
		['voicemail', ['U 101/25', 'R 101/25']],
	] as const)('%s', async (outcome, frames) => {
		const one = await line();
		one.pbx.world.behaviours['101'] = { outcome };
		const { callid } = one.pbx.calls.inbound({ ...CALLER, to: '101' });
		expect(await one.after(5000)).toEqual(frames);
		const heard = outcome === 'voicemail' ? ['+491719876543', '666'] : [];
		expect(one.pbx.calls.whoHas(callid)).toEqual(heard);
	});

	it('can be answered by hand before the phone would', async () => {
		const one = await line();
		one.pbx.calls.inbound({ ...CALLER, to: '101' });
		one.pbx.calls.answer('101');
		expect(await one.leg('101/25')).toMatchObject({ status: 'Connected' });
		expect(() => one.pbx.calls.answer('101')).toThrow('Nothing rings at 101');
	});

	it('is not told to a client that does not monitor it', async () => {
		const one = await line();
		one.pbx.calls.inbound({ ...CALLER, to: '100' });
		expect(await one.after(4000)).toEqual([]);
		expect(one.pbx.calls.list()).toHaveLength(1);
	});
});

describe('groups and queues', () => {
	it('ring group: same call, first answer wins, the others go', async () => {
		const one = await line();
		const { callid } = one.pbx.calls.inbound({ ...CALLER, to: '830' });
		expect(await one.ear.news()).toEqual(['U 101/25', 'U 103/26']);
		expect(await one.leg('103/26')).toMatchObject({ callid, legid: 5 });
		one.pbx.calls.answer('103');
		expect(await one.ear.news()).toEqual(['U 103/26', 'R 101/25']);
	});

	it('queueModel off: agents ring without a word of the queue', async () => {
		const one = await line();
		one.pbx.world.clients[0]?.monitored.push('820');
		one.pbx.calls.inbound({ ...CALLER, to: '820' });
		expect(await one.ear.news()).toEqual(['U 101/25', 'U 102/26']);
		expect(await one.leg('101/25')).toMatchObject({ on_behalf_of_dn: '' });
	});

	it('queueModel on: a leg waits, agents ring on its behalf, it goes with the answer', async () => {
		const one = await line({ switches: { queueModel: 'on' } });
		one.pbx.world.clients[0]?.monitored.push('820');
		const { callid } = one.pbx.calls.inbound({ ...CALLER, to: '820' });
		expect(await one.ear.news()).toEqual(['U 820/25', 'U 101/26', 'U 102/27']);
		expect(await one.leg('820/25')).toMatchObject({ status: 'Connected' });
		expect(await one.leg('101/26')).toMatchObject({
			on_behalf_of_dn: '820',
			on_behalf_of_type: 'Wqueue',
		});
		one.pbx.calls.answer('102');
		expect(await one.ear.news()).toEqual(['U 102/27', 'R 820/25', 'R 101/26']);
		expect(one.pbx.calls.whoHas(callid)).toEqual(['+491719876543', '102']);
	});

	it('queueModel on: nobody is there, or nobody answers', async () => {
		const one = await line({ switches: { queueModel: 'on' } });
		for (const number of ['101', '102']) one.pbx.world.user(number).QueueStatus = 'LoggedOut';
		one.pbx.calls.inbound({ ...CALLER, to: '820' });
		expect(one.pbx.calls.list()).toEqual([]);
		one.pbx.world.user('101').QueueStatus = 'LoggedIn';
		one.pbx.world.behaviours['101'] = { outcome: 'reject' };
		one.pbx.calls.inbound({ ...CALLER, to: '820' });
		expect(await one.after(1000)).toEqual(['U 101/27', 'R 101/27']);
		expect(one.pbx.calls.list()).toEqual([]);
	});

	it('an extension without a phone sends the call where its forwarding says', async () => {
		const one = await line();
		const { callid } = one.pbx.calls.inbound({ from: '+4989', did: '+4930123456' });
		await one.clock.advance(4000);
		expect(one.pbx.calls.whoHas(callid)).toEqual(['+4989', '+491700000000']);
	});

	it('a machine answers at once', async () => {
		const one = await line();
		one.pbx.world.clients[0]?.monitored.push('810');
		one.pbx.calls.inbound({ ...CALLER, to: '810' });
		expect(await one.leg('810/25')).toMatchObject({ status: 'Connected', dn: '810' });
	});
});

describe('repeats of an Upsert', () => {
	it('extra: once more after 20 ms', async () => {
		const one = await line({ switches: { upsertRepeats: 'extra' } });
		one.pbx.calls.inbound(CALLER);
		expect(await one.after(19)).toEqual(['U 800/25']);
		expect(await one.after(1)).toEqual(['U 800/25']);
		expect(await one.after(5000)).toEqual([]);
	});

	it('periodic: every 750 ms until the leg is gone', async () => {
		const one = await line({ switches: { upsertRepeats: 'periodic' } });
		const { callid } = one.pbx.calls.inbound(CALLER);
		expect(await one.after(2250)).toEqual(Array(4).fill('U 800/25'));
		one.pbx.calls.hangUp(callid);
		expect(await one.after(2250)).toEqual(['R 800/25']);
		await until(() => one.pbx.calls.pendingTimers === 0);
	});
});

/** The same as {@link line}, with methods that can be taken apart. */
async function bound() {
	const one = await line();
	const { pbx, clock, ear } = one;
	return { pbx, clock, ear, leg: (path: string) => one.leg(path) };
}
