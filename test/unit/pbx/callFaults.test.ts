import { line, RP_DEVICE, until } from './line';

const LEG = '/callcontrol/800/participants/25';

describe('faults of requests about calls', () => {
	it('resetAfter on makecall: no reply, but the call is up', async () => {
		const one = await line();
		one.pbx.faults.add({ match: { path: /makecall$/ }, action: { kind: 'resetAfter' } });
		const { answer } = await one.begin(`800/devices/${RP_DEVICE}/makecall`, {
			destination: '+4930111222',
		});
		const lost = expect(answer).rejects.toThrow();
		await one.clock.advance(300);
		await lost;
		expect(await one.leg('800/25')).toMatchObject({ status: 'Dialing' });
	});

	it('resetBefore and acceptButIgnore on makecall: no call', async () => {
		const one = await line();
		one.pbx.faults.add({ match: { path: /makecall$/ }, action: { kind: 'resetBefore' } });
		await expect(one.post('800/makecall', { destination: '101' })).rejects.toThrow();
		one.pbx.faults.add({ match: { path: /makecall$/ }, action: { kind: 'acceptButIgnore' } });
		expect((await one.post('800/makecall', { destination: '101' })).status).toBe(200);
		expect(one.pbx.calls.truth()).toEqual([]);
	});

	it('participantGone: ends between the frame and the GET', async () => {
		const one = await line();
		one.pbx.calls.inbound({ from: '+49171' });
		one.pbx.faults.add({ match: { path: LEG }, action: { kind: 'participantGone' } });
		expect(await one.leg('800/25')).toBe(404);
		expect(await one.ear.news()).toEqual(['U 800/25', 'R 800/25']);
	});

	it('staleGet: the state before the last change', async () => {
		const one = await line();
		one.pbx.calls.inbound({ from: '+49171', to: '101' });
		one.pbx.calls.answer('101');
		one.pbx.faults.add({ action: { kind: 'staleGet' } });
		expect(await one.leg('101/25')).toMatchObject({ status: 'Ringing' });
		expect(await one.leg('101/25')).toMatchObject({ status: 'Connected' });
	});

	it('staleGet with ms: a newer reply overtakes it', async () => {
		const one = await line();
		one.pbx.calls.inbound({ from: '+49171', to: '101' });
		one.pbx.faults.add({ action: { kind: 'staleGet', ms: 400 } });
		const slow = one.leg('101/25');
		await until(() => one.pbx.journal.count({ path: '/callcontrol/101' }) === 1);
		one.pbx.calls.answer('101');
		expect(await one.leg('101/25')).toMatchObject({ status: 'Connected' });
		await one.clock.advance(400);
		expect(await slow).toMatchObject({ status: 'Ringing' });
	});

	it('farLeg403: for a certain leg, or for any', async () => {
		const one = await line();
		one.pbx.calls.inbound({ from: '+49171' });
		one.pbx.faults.add({ action: { kind: 'farLeg403', id: 99 } });
		expect(await one.leg('800/25')).toMatchObject({ id: 25 });
		one.pbx.faults.add({ action: { kind: 'farLeg403', id: 25 } });
		expect(await one.leg('800/25')).toBe(403);
		one.pbx.faults.add({ action: { kind: 'farLeg403' } });
		expect((await one.post('800/participants/25/drop')).status).toBe(403);
		expect(one.pbx.calls.list()).toHaveLength(1);
	});

	it('notDirectControl: answer finds a device that cannot', async () => {
		const one = await line();
		one.pbx.calls.inbound({ from: '+49171', to: '103' });
		one.pbx.faults.add({ action: { kind: 'notDirectControl' } });
		expect((await one.post('103/participants/25/answer')).status).toBe(422);
		expect((await one.post('103/participants/25/answer')).status).toBe(200);
	});

	it('deviceRebind: a device id that was good is gone', async () => {
		const one = await line();
		const path = `101/devices/${encodeURIComponent('sip:101@127.0.0.1:5063')}`;
		expect((await one.get(path)).status).toBe(200);
		one.pbx.faults.add({ action: { kind: 'deviceRebind', dn: '101' } });
		expect((await one.post(`${path}/makecall`, { destination: '102' })).status).toBe(404);
		const [device] = JSON.parse((await one.get('101/devices')).text) as Array<{
			device_id: string;
		}>;
		expect(device?.device_id).toMatch(/^sip:101@127\.0\.0\.1:5063;rinstance=[0-9a-f]{16}$/);
		const fresh = encodeURIComponent(device?.device_id ?? '');
		expect((await one.get(`101/devices/${fresh}`)).status).toBe(200);
	});

	it('callEndsWhileOffline: one call, or all', async () => {
		const one = await line();
		one.pbx.calls.inbound({ from: '+49171' });
		one.pbx.calls.inbound({ from: '+49172' });
		one.pbx.faults.add({ action: { kind: 'callEndsWhileOffline', callid: 26 } });
		expect((await one.get('800')).json.participants).toHaveLength(1);
		one.pbx.faults.add({ action: { kind: 'callEndsWhileOffline' } });
		expect((await one.get('800')).json.participants).toHaveLength(0);
		expect(await one.ear.news()).toEqual(['U 800/25', 'U 800/26']);
	});

	it('licenceLost: 403 on calls too', async () => {
		const one = await line();
		one.pbx.faults.add({ action: { kind: 'licenceLost' } });
		expect((await one.post('800/makecall', { destination: '101' })).status).toBe(403);
	});
});
