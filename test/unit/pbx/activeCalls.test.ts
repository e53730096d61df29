import { login, rows, start } from './client';

describe('ActiveCalls', () => {
	it('lists every call of the PBX, by the number Call Control gives it', async () => {
		const pbx = await start();
		const { callid } = pbx.calls.inbound({ from: '+49171', to: '100' });
		const client = await login(pbx, 'admin');
		const [ringing] = rows(await client.xapi('ActiveCalls'));
		expect(ringing).toMatchObject({
			Id: callid,
			Caller: '10000 Telefonanbieter (+49171)',
			Callee: '100 Praxis, Empfang',
			Status: 'Routing',
			EstablishedAt: null,
		});
		pbx.calls.answer('100');
		const found = rows(await client.xapi(`ActiveCalls?$filter=Id eq ${callid}`));
		expect(found[0]).toMatchObject({
			Status: 'Talking',
			EstablishedAt: expect.any(String) as unknown,
		});
		expect((await client.xapi('SystemStatus')).json.CallsActive).toBe(1);
		expect((await client.xapi(`ActiveCalls(${callid})`)).status).toBe(404);
	});

	it.each([204, 200] as const)('ends any call, dropCallStatus %d', async (dropCallStatus) => {
		const pbx = await start({ switches: { dropCallStatus } });
		const { callid } = pbx.calls.userDials('104', '+4930111222');
		const client = await login(pbx);
		const drop = () => client.write('POST', `ActiveCalls(${callid})/Pbx.DropCall`);
		expect((await drop()).status).toBe(dropCallStatus);
		expect(pbx.calls.list()).toEqual([]);
		expect((await drop()).status).toBe(404);
	});

	it.each([
		['admin', 204],
		['department', 403],
		['users-role', 403],
		['callcontrol-only', 403],
	])('client %s: %d', async (clientId, status) => {
		const pbx = await start();
		const { callid } = pbx.calls.inbound({ from: '+49171' });
		const client = await login(pbx, clientId);
		const path = `ActiveCalls(${callid})/Pbx.DropCall`;
		expect((await client.write('POST', path)).status).toBe(status);
		expect(pbx.calls.list()).toHaveLength(status === 204 ? 0 : 1);
	});

	it('acceptButIgnore: says yes and the call goes on', async () => {
		const pbx = await start();
		const { callid } = pbx.calls.inbound({ from: '+49171' });
		pbx.faults.add({ match: { path: /DropCall/ }, action: { kind: 'acceptButIgnore' } });
		const client = await login(pbx);
		expect((await client.write('POST', `ActiveCalls(${callid})/Pbx.DropCall`)).status).toBe(204);
		expect(pbx.calls.list()).toHaveLength(1);
	});
});
