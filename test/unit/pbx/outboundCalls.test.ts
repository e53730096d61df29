import { line, RP_DEVICE, type Line } from './line';

const NUMBER = '+4930111222';

function told(one: Line, number: string, behaviour: object): void {
	one.pbx.world.behaviours[number] = behaviour;
}

describe('makecall from the route point', () => {
	it('replies after 300 ms, then Dialing, Dialing with the trunk, Connected', async () => {
		const one = await line();
		const answer = await one.makecall(NUMBER);
		expect([answer.status, answer.json]).toEqual([
			200,
			{
				finalstatus: 'Success',
				reason: 'NotSpecified',
				reasontext: 'Dialing',
				result: expect.objectContaining({
					id: 25,
					callid: 26,
					legid: 1,
					status: 'Dialing',
					party_dn: '',
					party_dn_type: 'None',
					party_caller_id: NUMBER,
				}) as unknown,
			},
		]);
		expect(await one.after(499)).toEqual([]);
		expect(await one.after(1)).toEqual(['U 800/25']);
		expect(await one.after(1000)).toEqual(['U 800/25']);
		expect(await one.leg('800/25')).toMatchObject({
			status: 'Dialing',
			party_dn: '10000',
			party_dn_type: 'Wexternalline',
			party_caller_id: NUMBER,
		});
		expect(await one.after(3000)).toEqual(['U 800/25']);
		expect(await one.leg('800/25')).toMatchObject({ status: 'Connected' });
		expect(one.pbx.calls.whoHas(26)).toEqual(['800', NUMBER]);
	});

	it('firstUpsert beforeReply: the frame overtakes the reply', async () => {
		const one = await line({ switches: { firstUpsert: 'beforeReply' } });
		const path = `800/devices/${RP_DEVICE}/makecall`;
		const { answer } = await one.begin(path, { destination: NUMBER });
		expect(await one.after(250)).toEqual(['U 800/25']);
		await one.clock.advance(50);
		expect((await answer).status).toBe(200);
	});

	it.each([
		['busy', { outcome: 'busy' }, 500 + 1000, 1, 'busy'],
		['reject', { outcome: 'reject', ringMs: 100 }, 500 + 1100, 2, 'rejected'],
		['unreachable', { outcome: 'unreachable' }, 500 + 500, 1, 'unreachable'],
	])('%s: goes without Connected', async (_name, behaviour, ms, upserts, why) => {
		const one = await line();
		told(one, NUMBER, behaviour);
		await one.makecall(NUMBER);
		expect(await one.after(ms - 1)).toEqual(Array(upserts).fill('U 800/25'));
		expect(await one.after(1)).toEqual(['R 800/25']);
		expect(one.pbx.calls.truth()[0]).toMatchObject({ answeredAt: null, why });
		expect(one.pbx.calls.pendingTimers).toBe(0);
	});

	it('gives up after the timeout in seconds, 60 when none is sent', async () => {
		const one = await line();
		told(one, NUMBER, { outcome: 'noanswer' });
		await one.makecall(NUMBER, { Timeout: 20 });
		expect(await one.after(20_499)).toEqual(['U 800/25', 'U 800/25']);
		expect(await one.after(1)).toEqual(['R 800/25']);
		await one.makecall(NUMBER);
		await one.clock.advance(60_499);
		expect(one.pbx.calls.list()).toHaveLength(1);
		await one.clock.advance(1);
		expect(one.pbx.calls.list()).toEqual([]);
	});

	it('a number without an outbound rule cannot be reached', async () => {
		const one = await line();
		await one.makecall('12345');
		expect(await one.after(1000)).toEqual(['U 800/25', 'R 800/25']);
		one.pbx.switches.unreachableNumber = 'refused';
		expect((await one.makecall('12345')).status).toBe(422);
		told(one, NUMBER, { outcome: 'unreachable' });
		expect((await one.makecall(NUMBER)).json.reason).toBe('NotFound');
		expect(one.pbx.calls.list()).toEqual([]);
	});

	it('a rule for extensions only lets no route point out', async () => {
		const one = await line({ switches: { unreachableNumber: 'refused' } });
		for (const rule of one.pbx.world.outboundRules) rule.DNRanges = [{ From: '100', To: '199' }];
		expect((await one.makecall(NUMBER)).status).toBe(422);
		one.pbx.calls.userDials('101', NUMBER);
		await one.clock.advance(4000);
		expect(one.pbx.calls.whoHas(26)).toEqual(['101', NUMBER]);
	});

	it('reaches a monitored extension, whose leg rings and is up', async () => {
		const one = await line();
		await one.makecall('101');
		expect(await one.after(1500)).toEqual(['U 800/25', 'U 101/26', 'U 800/25']);
		expect(await one.leg('101/26')).toMatchObject({
			status: 'Ringing',
			legid: 2,
			party_dn: '800',
			party_dn_type: 'Wroutepoint',
		});
		expect(await one.after(3000)).toEqual(['U 101/26', 'U 800/25']);
	});

	it('is up with 666 when the mailbox takes it', async () => {
		const one = await line();
		told(one, '101', { outcome: 'voicemail' });
		await one.makecall('101');
		await one.clock.advance(5000);
		expect(await one.leg('800/25')).toMatchObject({
			status: 'Connected',
			party_dn: '666',
			party_dn_type: 'Wspecialmenu',
		});
	});

	it('can be dropped before its first frame', async () => {
		const one = await line();
		await one.makecall(NUMBER);
		expect((await one.post('800/participants/25/drop')).status).toBe(200);
		expect(await one.after(10_000)).toEqual(['R 800/25']);
		expect(one.pbx.calls.list()).toEqual([]);
	});

	it('farLegs listed: the other leg is seen and must not be touched', async () => {
		const one = await line({ switches: { farLegs: 'listed' } });
		await one.makecall(NUMBER);
		const far = 'U 800/100001';
		expect(await one.after(4500)).toEqual(['U 800/25', far, 'U 800/25', far, 'U 800/25']);
		const list = JSON.parse((await one.get('800/participants')).text) as Array<{ id: number }>;
		expect(list.map(({ id }) => id)).toEqual([25, 100001]);
		expect(await one.leg('800/100001')).toBe(403);
		expect((await one.post('800/participants/100001/drop')).status).toBe(403);
		await one.post('800/participants/25/drop');
		expect(await one.ear.news()).toEqual(['R 800/25', 'R 800/100001']);
	});

	it('farLegs hidden: there is no such participant', async () => {
		const one = await line();
		await one.makecall(NUMBER);
		await one.clock.advance(4500);
		expect(await one.leg('800/100001')).toBe(404);
		expect((await one.get('800')).json.participants).toHaveLength(1);
	});
});

describe('makecall refused', () => {
	it.each([
		['no destination', '800/makecall', {}, 422],
		['a device that is gone', '800/devices/sip%3A800%40x/makecall', { destination: '1' }, 404],
		['a foreign DN', '104/makecall', { destination: '101' }, 403],
	])('%s', async (_name, path, body, status) => {
		const one = await line();
		expect((await one.post(path, body)).status).toBe(status);
		expect(one.pbx.calls.truth()).toEqual([]);
	});

	it('a DN without a device', async () => {
		const one = await line();
		one.pbx.world.clients[0]?.monitored.push('104');
		expect((await one.post('104/makecall', { destination: '101' })).status).toBe(422);
	});
});

describe('makecall from an extension', () => {
	it('with one device dials by it, DN level and device level', async () => {
		const one = await line();
		const { answer } = await one.begin('101/makecall', { DESTINATION: NUMBER });
		await one.clock.advance(300);
		expect((await answer).json.result).toMatchObject({
			dn: '101',
			device_id: 'sip:101@127.0.0.1:5063',
			status: 'Dialing',
		});
		const device = encodeURIComponent('sip:102@127.0.0.1:5483');
		const second = await one.begin(`102/devices/${device}/makecall`, { destination: NUMBER });
		await one.clock.advance(300);
		expect((await second.answer).json.result).toMatchObject({
			device_id: 'sip:102@127.0.0.1:5483',
		});
	});

	it.each(['none', 'present'] as const)('several devices, result %s', async (result) => {
		const one = await line({ switches: { legacyMakecallResult: result } });
		const { answer } = await one.begin('102/makecall', { destination: NUMBER });
		await one.clock.advance(300);
		const { json } = await answer;
		expect(json.finalstatus).toBe('Success');
		expect(json.result).toEqual(
			result === 'none' ? null : expect.objectContaining({ id: 25, status: 'Ringing' }),
		);
		expect(await one.ear.news()).toEqual(['U 102/25', 'U 102/26']);
		expect(await one.leg('102/26')).toMatchObject({ party_dn_type: 'Wspecialmenu' });
		expect(await one.after(2700)).toEqual(['U 102/25', 'R 102/26']);
		expect(await one.after(4000)).toEqual(['U 102/25', 'U 102/25']);
		expect(await one.leg('102/25')).toMatchObject({ status: 'Connected', party_caller_id: NUMBER });
	});

	it('several devices, of which one is taken off by hand, or none', async () => {
		const one = await line();
		one.pbx.world.user('102').behaviour = 'noAnswer';
		const first = await one.begin('102/makecall', { destination: NUMBER });
		await one.clock.advance(300);
		await first.answer;
		one.pbx.calls.answer(26);
		expect(await one.ear.news()).toEqual(['U 102/25', 'U 102/26', 'U 102/26', 'R 102/25']);
		one.pbx.calls.hangUp(26);
		await one.begin('102/makecall', { destination: NUMBER, timeout: 30 });
		await one.clock.advance(30_000);
		expect(one.pbx.calls.list()).toEqual([]);
		expect(one.pbx.calls.truth()[1]).toMatchObject({ why: 'noAnswer' });
	});

	it('dialled by its user: Dialing, Connected, Remove', async () => {
		const one = await line();
		told(one, NUMBER, { hangupAfterMs: 5000 });
		one.pbx.calls.userDials('101', NUMBER);
		expect(await one.leg('101/25')).toMatchObject({
			status: 'Dialing',
			party_caller_id: NUMBER,
			originated_by_type: 'None',
		});
		expect(await one.after(4000)).toEqual(['U 101/25', 'U 101/25', 'U 101/25']);
		expect(await one.after(5000)).toEqual(['R 101/25']);
	});
});
