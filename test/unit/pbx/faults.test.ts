import { Faults, virtualClock, type FaultAction, type Pbx } from '../../pbx';
import { Client, dummyPath, login, start } from './client';

const NEW = '+491711234567';

async function setUp(): Promise<{ pbx: Pbx; client: Client; path: string }> {
	const pbx = await start();
	return { pbx, client: await login(pbx), path: dummyPath(pbx) };
}

function patchFault(pbx: Pbx, action: FaultAction) {
	return pbx.faults.add({ match: { method: 'PATCH', path: '/xapi/v1/Users' }, action });
}

describe('faults', () => {
	it('answer with a status, headers and body, as often as ordered', async () => {
		const { pbx, client } = await setUp();
		const headers = { 'Retry-After': '7' };
		pbx.faults.add({ times: 2, action: { kind: 'status', status: 429, headers, body: '{"a":1}' } });
		const answer = await client.xapi('Defs');
		expect([answer.status, answer.headers.get('retry-after'), answer.json]).toEqual([
			429,
			'7',
			{ a: 1 },
		]);
		expect((await client.xapi('Defs')).status).toBe(429);
		expect((await client.xapi('Defs')).status).toBe(200);
	});

	it('hit what matches, and the n-th of it', async () => {
		const { pbx, client } = await setUp();
		const fault = pbx.faults.add({
			match: { path: /SystemStatus\?\$select=/, nth: 2, clientId: '800' },
			action: { kind: 'status', status: 503 },
		});
		expect((await client.xapi('SystemStatus')).status).toBe(200);
		expect((await client.xapi('SystemStatus?$select=Id')).status).toBe(200);
		expect((await client.xapi('SystemStatus?$select=Id')).status).toBe(503);
		expect(fault.fired).toBe(1);
		expect(pbx.faults.list()).toEqual([]);
	});

	it('can be taken back', async () => {
		const { pbx, client } = await setUp();
		pbx.faults.add({ action: { kind: 'status', status: 503 } }).remove();
		expect((await client.xapi('Defs')).status).toBe(200);
	});

	it('draw by chance, the same in every run', () => {
		const draw = () => {
			const faults = new Faults(7);
			faults.add({ match: { probability: 0.3 }, times: Infinity, action: { kind: 'hang' } });
			const target = { method: 'GET', url: '/', clientId: null };
			return Array.from({ length: 1000 }, () => faults.fire(target).length);
		};
		const hits = draw().filter(Boolean).length;
		expect(hits).toBeGreaterThan(250);
		expect(hits).toBeLessThan(350);
		expect(draw()).toEqual(draw());
	});

	it('acceptButIgnore: 204 and nothing changes', async () => {
		const { pbx, client, path } = await setUp();
		patchFault(pbx, { kind: 'acceptButIgnore' });
		expect((await client.write('PATCH', path, { Mobile: NEW })).status).toBe(204);
		expect(pbx.world.user('999').Mobile).toBe('+491700000000');
	});

	it('errorAfterWrite: the change is made and the answer is an error', async () => {
		const { pbx, client, path } = await setUp();
		patchFault(pbx, { kind: 'errorAfterWrite' });
		expect((await client.write('PATCH', path, { Mobile: NEW })).status).toBe(500);
		expect(pbx.world.user('999').Mobile).toBe(NEW);
	});

	it('resetBefore and resetAfter: cut, without and with the change', async () => {
		const { pbx, client, path } = await setUp();
		patchFault(pbx, { kind: 'resetBefore' });
		await expect(client.write('PATCH', path, { Mobile: NEW })).rejects.toThrow();
		expect(pbx.world.user('999').Mobile).toBe('+491700000000');
		patchFault(pbx, { kind: 'resetAfter' });
		await expect(client.write('PATCH', path, { Mobile: NEW })).rejects.toThrow();
		expect(pbx.world.user('999').Mobile).toBe(NEW);
		expect(
			pbx.journal.requests({ method: 'PATCH' }).map(({ status, faults }) => [status, faults]),
		).toEqual([
			[null, ['resetBefore']],
			[null, ['resetAfter']],
		]);
	});

	it('truncate and garbage: 200 with a body that is no JSON', async () => {
		const { pbx, client } = await setUp();
		for (const kind of ['truncate', 'garbage'] as const) {
			pbx.faults.add({ action: { kind } });
			const answer = await client.xapi('Users');
			expect(answer.status).toBe(200);
			expect(() => JSON.parse(answer.text) as unknown).toThrow();
		}
	});

	it('delay waits by the clock of the PBX', async () => {
		const clock = virtualClock(0);
		const pbx = await start({ clock });
		const client = await login(pbx);
		pbx.faults.add({ action: { kind: 'delay', ms: 60_000 } });
		let done = false;
		const asked = client.xapi('Defs').then(() => (done = true));
		while (pbx.journal.count({ path: '/xapi' }) === 0) await new Promise(setImmediate);
		await clock.advance(59_999);
		expect(done).toBe(false);
		await clock.advance(1);
		await asked;
		expect(done).toBe(true);
	});

	it('hang never answers, and does not keep the PBX from closing', async () => {
		const { pbx, client } = await setUp();
		pbx.faults.add({ action: { kind: 'hang' } });
		const asked = client.xapi('Defs');
		const outcome = expect(asked).rejects.toThrow();
		while (pbx.journal.count({ path: '/xapi' }) === 0) await new Promise(setImmediate);
		await pbx.close();
		await outcome;
	});

	it.each(['tokenSuperseded', 'tokenExpire'] as const)('%s kills the token sent', async (kind) => {
		const { pbx, client } = await setUp();
		pbx.faults.add({ match: { path: '/xapi' }, action: { kind } });
		expect((await client.xapi('Defs')).status).toBe(401);
		expect((await client.xapi('Defs')).status).toBe(401);
		expect((await (await login(pbx)).xapi('Defs')).status).toBe(200);
	});

	it('deleteUser and recreateUser come between read and write', async () => {
		const { pbx, client, path } = await setUp();
		patchFault(pbx, { kind: 'recreateUser', dn: '999' });
		expect((await client.write('PATCH', path, { Mobile: NEW })).status).toBe(404);
		expect(dummyPath(pbx)).not.toBe(path);
		expect(pbx.world.user('999').Mobile).toBe('+491700000000');
		patchFault(pbx, { kind: 'deleteUser', dn: '999' });
		expect((await client.write('PATCH', dummyPath(pbx), { Mobile: NEW })).status).toBe(404);
		expect(pbx.world.findUser('999')).toBeUndefined();
	});

	it('run is any other race', async () => {
		const { pbx, client, path } = await setUp();
		const run = () => {
			pbx.world.user('999').Mobile = '+49 by hand';
		};
		pbx.faults.add({ match: { method: 'GET' }, action: { kind: 'run', run } });
		expect((await client.xapi(path)).json.Mobile).toBe('+49 by hand');
	});

	it('licenceLost is 403 everywhere from then on', async () => {
		const { pbx, client } = await setUp();
		pbx.faults.add({ action: { kind: 'licenceLost' } });
		expect((await client.xapi('Defs')).status).toBe(403);
		expect((await client.get('/callcontrol')).status).toBe(403);
	});

	it('pbxRestart cuts the connection and voids the tokens', async () => {
		const { pbx, client } = await setUp();
		pbx.faults.add({ action: { kind: 'pbxRestart' } });
		await expect(client.xapi('Defs')).rejects.toThrow();
		expect((await client.xapi('Defs')).status).toBe(401);
	});
});
