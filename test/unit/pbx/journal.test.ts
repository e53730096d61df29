import { DEFAULT_SECRET, Journal } from '../../pbx';
import { dummyPath, login, requestToken, start } from './client';

describe('the journal', () => {
	it('tells what was asked, by whom, and what came of it', async () => {
		const pbx = await start();
		await login(pbx);
		const client = await login(pbx);
		await client.xapi("Users?$filter=Number eq '999'");
		await client.write('PATCH', dummyPath(pbx), { Mobile: '+491' });
		const [read, patch] = pbx.journal.requests({ path: '/xapi' });
		expect(read).toMatchObject({
			method: 'GET',
			path: '/xapi/v1/Users',
			url: "/xapi/v1/Users?$filter=Number eq '999'",
			rawUrl: '/xapi/v1/Users?$filter=Number%20eq%20%27999%27',
			hasToken: true,
			clientId: '800',
			tokenGeneration: 2,
			status: 200,
			body: undefined,
		});
		expect(patch).toMatchObject({ method: 'PATCH', status: 204, body: { Mobile: '+491' } });
		expect(pbx.journal.writes()).toEqual([patch]);
	});

	it('holds neither secret nor token', async () => {
		const pbx = await start();
		const client = await login(pbx);
		await client.xapi('Defs');
		const text = JSON.stringify(pbx.journal.requests());
		expect(text).not.toContain(DEFAULT_SECRET);
		expect(text).not.toContain(client.token);
		expect(pbx.journal.requests()[0]?.body).toEqual({
			client_id: '800',
			grant_type: 'client_credentials',
		});
	});

	it('counts the tokens handed out, to one client or to all', async () => {
		const pbx = await start();
		await login(pbx);
		await login(pbx, 'admin');
		await requestToken(pbx, { client_secret: 'wrong' });
		expect(pbx.journal.mints()).toBe(2);
		expect(pbx.journal.mints('800')).toBe(1);
	});

	it('filters by method, path, pattern and status, and can be cleared', async () => {
		const pbx = await start();
		const client = await login(pbx);
		await client.xapi('Defs');
		await client.xapi('Nothing');
		expect(pbx.journal.count({ method: 'get' })).toBe(2);
		expect(pbx.journal.count({ path: /Defs$/g })).toBe(1);
		expect(pbx.journal.count({ status: 404 })).toBe(1);
		pbx.journal.clear();
		expect(pbx.journal.count()).toBe(0);
	});

	it('is bounded', () => {
		const journal = new Journal(100);
		for (let i = 0; i < 1000; i++) {
			journal.open({
				time: i,
				method: 'GET',
				path: '/',
				url: '/',
				rawUrl: '/',
				headers: {},
				hasToken: false,
				clientId: null,
				tokenGeneration: null,
				body: undefined,
				status: 200,
				durationMs: 0,
				faults: [],
			});
		}
		expect(journal.count()).toBe(100);
		expect(journal.requests()[99]?.index).toBe(1000);
	});
});
