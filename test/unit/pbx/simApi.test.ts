import { virtualClock, World, type Pbx } from '../../pbx';
import { worldFromJson } from '../../pbx/world/worldFile';
import { login, send, start } from './client';

function sim(pbx: Pbx, method: string, path: string, body?: unknown) {
	return send(`${pbx.url}/__sim/${path}`, {
		method,
		body: body === undefined ? undefined : JSON.stringify(body),
	});
}

describe('the test surface', () => {
	it('needs no login and is not journalled', async () => {
		const pbx = await start();
		expect((await sim(pbx, 'GET', 'world')).json).toHaveProperty('users');
		expect(pbx.journal.count()).toBe(0);
	});

	it('gives a world that can be started from', async () => {
		const pbx = await start();
		pbx.world.user('999').Mobile = '+49177';
		const world = worldFromJson((await sim(pbx, 'GET', 'world')).text);
		expect(world).toBeInstanceOf(World);
		expect(world.user('999').Mobile).toBe('+49177');
		expect(worldFromJson('{"licensed":false}').users).toHaveLength(7);
		expect(() => worldFromJson('{"user":[]}')).toThrow('no part "user"');
		expect(() => worldFromJson('{"users":{}}')).toThrow('wrong form');
	});

	it('changes a user as somebody at the console', async () => {
		const pbx = await start({ switches: { mobileForwarding: 'copy', profileWrite: 'rejected' } });
		await sim(pbx, 'POST', 'users/999', { Mobile: '+49177', CurrentProfileName: 'Away' });
		expect(pbx.whereWouldACallGo('999').number).toBe('+491700000000');
		await sim(pbx, 'POST', 'users/999', { forwardToMobile: true });
		expect(pbx.whereWouldACallGo('999').number).toBe('+49177');
		await sim(pbx, 'POST', 'users/999', { registered: true, behaviour: 'busy' });
		expect(pbx.world.user('999')).toMatchObject({ behaviour: 'busy', devices: [{}] });
		expect((await sim(pbx, 'POST', 'users/999', { Nope: 1 })).status).toBe(400);
		expect((await sim(pbx, 'POST', 'users/998', {})).status).toBe(400);
	});

	it('reads and sets switches, and says what there is', async () => {
		const pbx = await start();
		expect((await sim(pbx, 'POST', 'switches', { foreignDn: '404' })).json.foreignDn).toBe(404);
		expect(pbx.switches.foreignDn).toBe(404);
		const wrong = await sim(pbx, 'POST', 'switches', { tokens: 'many' });
		expect(wrong.status).toBe(400);
		expect(wrong.json.message).toBe('Switch "tokens" takes exclusive | shared, not "many"');
	});

	it('moves a virtual clock and no real one', async () => {
		const virtual = await start({ clock: virtualClock(1000) });
		expect((await sim(virtual, 'POST', 'clock/advance?ms=500')).json.now).toBe(1500);
		const real = await start();
		expect((await sim(real, 'GET', 'clock')).json.virtual).toBe(false);
		expect((await sim(real, 'POST', 'clock/advance?ms=500')).status).toBe(400);
	});

	it('asks the oracle', async () => {
		const pbx = await start();
		expect((await sim(pbx, 'GET', 'where/999')).json.kind).toBe('outside');
		expect((await sim(pbx, 'GET', 'where/999?from=inside')).json.kind).toBe('voicemail');
		expect((await sim(pbx, 'GET', 'where-did/+4930123456')).json.kind).toBe('outside');
	});

	it('orders faults and takes them back', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const fault = { match: { path: '/Defs$/' }, action: { kind: 'status', status: 503 }, times: 2 };
		expect((await sim(pbx, 'POST', 'fault', fault)).status).toBe(200);
		expect((await client.xapi('Defs?$select=Id')).status).toBe(200);
		expect((await client.xapi('Defs')).status).toBe(503);
		expect((await sim(pbx, 'DELETE', 'fault')).status).toBe(204);
		expect((await client.xapi('Defs')).status).toBe(200);
		expect((await sim(pbx, 'POST', 'fault', { action: 'run' })).status).toBe(400);
	});

	it('shows and clears the journal', async () => {
		const pbx = await start();
		await (await login(pbx)).xapi('Defs');
		expect(JSON.parse((await sim(pbx, 'GET', 'journal?path=/xapi')).text)).toHaveLength(1);
		await sim(pbx, 'DELETE', 'journal');
		expect(pbx.journal.count()).toBe(0);
	});

	it('takes the PBX down and up, and mints for another program', async () => {
		const pbx = await start();
		const client = await login(pbx);
		await sim(pbx, 'POST', 'down');
		await expect(client.xapi('Defs')).rejects.toThrow();
		await sim(pbx, 'POST', 'up');
		expect((await client.xapi('Defs')).status).toBe(200);
		expect((await sim(pbx, 'POST', 'token/foreign?client=800')).json.token).toEqual(
			expect.any(String),
		);
		expect((await client.xapi('Defs')).status).toBe(401);
	});

	it('restarts the PBX', async () => {
		const pbx = await start();
		const client = await login(pbx);
		expect((await sim(pbx, 'POST', 'restart')).status).toBe(202);
		const status = async () => {
			try {
				return (await client.xapi('Defs')).status;
			} catch {
				return 0;
			}
		};
		let seen = await status();
		for (let i = 0; i < 50 && seen !== 401; i++) {
			await new Promise((resolve) => setTimeout(resolve, 10));
			seen = await status();
		}
		expect(seen).toBe(401);
	});
});
