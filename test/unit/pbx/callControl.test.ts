import { Client, login, start } from './client';

describe('GET /callcontrol', () => {
	it('lists the own route point first, then the monitored DNs', async () => {
		const client = await login(await start());
		const { status, text } = await client.get('/callcontrol');
		expect(status).toBe(200);
		const list = JSON.parse(text) as Array<{ dn: string; type: string; devices: unknown[] }>;
		expect(list.map(({ dn, type }) => `${dn} ${type}`)).toEqual([
			'800 Wroutepoint',
			'101 Wextension',
			'102 Wextension',
			'103 Wextension',
		]);
		expect(list[0]).toEqual({
			dn: '800',
			type: 'Wroutepoint',
			devices: [{ dn: '800', device_id: 'sip:800@127.0.0.1:5483', user_agent: '' }],
			participants: [],
		});
		expect(list[2]?.devices).toHaveLength(2);
	});

	it('shows one DN', async () => {
		const client = await login(await start());
		expect((await client.get('/callcontrol/101')).json).toMatchObject({ dn: '101' });
	});

	it.each([403, 404] as const)('refuses a DN that is not granted with %d', async (status) => {
		const client = await login(await start({ switches: { foreignDn: status } }));
		expect((await client.get('/callcontrol/104')).status).toBe(status);
	});

	it('answers 404 for a granted DN that is gone', async () => {
		const pbx = await start();
		pbx.world.deleteUser('101');
		expect((await (await login(pbx)).get('/callcontrol/101')).status).toBe(404);
	});

	it('refuses without a token, and says JSON as documented', async () => {
		const answer = await new Client(await start(), 'nonsense').get('/callcontrol');
		expect(answer.status).toBe(401);
		expect(answer.headers.get('content-type')).toContain('application/json');
	});

	it.each(['xapi-only', 'nolicence'])('answers 403 to client %s', async (clientId) => {
		const client = await login(await start(), clientId);
		expect((await client.get('/callcontrol')).status).toBe(403);
	});

	it('gives refusals the body that is switched', async () => {
		const pbx = await start();
		const client = await login(pbx);
		expect((await client.get('/callcontrol/104')).json).toMatchObject({ finalstatus: 'Failed' });
		pbx.switches.errorBody = 'message';
		expect((await client.get('/callcontrol/104')).json).toHaveProperty('message');
		pbx.switches.errorBody = 'empty';
		expect((await client.get('/callcontrol/104')).text).toBe('');
		pbx.switches.errorBody = 'html';
		expect((await client.get('/callcontrol/104')).text).toContain('<html>');
	});

	it('has nothing to POST at yet', async () => {
		const pbx = await start();
		const { token } = await login(pbx);
		const init = { method: 'POST', headers: { authorization: `Bearer ${token}` } };
		expect((await fetch(`${pbx.url}/callcontrol/800`, init)).status).toBe(405);
	});
});
