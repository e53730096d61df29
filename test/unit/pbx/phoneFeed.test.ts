import { login, send, start } from './client';
import { listen, until } from './line';
import { openPhone } from './phonePage';

describe('the event log of the web phone', () => {
	it('tells requests and frames, and never a token or a secret', async () => {
		const pbx = await start();
		const page = await openPhone(pbx);
		const { token } = await login(pbx);
		const ear = await listen(pbx, token);
		await page.ask({ do: 'dial', from: '+49171', to: '800' });
		await page.ask({ do: 'press', keys: '5' });
		await ear.sync();
		await send(`${pbx.url}/xapi/v1/Users`, { headers: { authorization: 'Bearer wrong' } });
		await until(() => page.events.some((event) => 'status' in event && event.status === 401));

		const short = page.events.map((event) =>
			event.kind === 'frame'
				? `${event.client} ${event.event} ${event.dn}/${event.leg} ${event.keys}`
				: `${event.client} ${event.method} ${event.path} ${event.status}`,
		);
		expect(short).toEqual(
			expect.arrayContaining([
				'800 POST /connect/token 200',
				'800 GET /callcontrol/ws 101',
				'800 0 800/25 ',
				'800 2 800/25 5',
				' GET /xapi/v1/Users 401',
			]),
		);
		expect(page.last('events')?.tallies).toMatchObject({ requests: 3, tokens: 1, refused: 1 });
		const all = JSON.stringify(page.messages);
		expect(all).not.toContain(token);
		expect(all).not.toContain('secret');
	});

	it('tells a request again when it is answered', async () => {
		const pbx = await start();
		const page = await openPhone(pbx);
		const { token } = await login(pbx);
		pbx.faults.add({ action: { kind: 'delay', ms: 150 }, match: { path: '/callcontrol' } });
		const answer = send(`${pbx.url}/callcontrol`, {
			headers: { authorization: `Bearer ${token}` },
		});
		const lines = () => page.events.flatMap((event) => ('faults' in event ? event : []));
		const asked = () => lines().find((event) => event.path === '/callcontrol');
		await until(() => asked() !== undefined);
		expect(asked()).toMatchObject({ status: null, ms: null, faults: ['delay'] });
		await answer;
		await until(() => asked()?.status === 200);
		expect(page.events.filter(({ kind }) => kind === 'request')).toHaveLength(2);
	});

	it('gives the last 200 lines to a phone that comes later, and counts all', async () => {
		const pbx = await start();
		for (let i = 0; i < 230; i++) await send(`${pbx.url}/nothing/${i}`);
		const page = await openPhone(pbx);
		expect(page.events).toHaveLength(200);
		expect(page.events.at(-1)).toMatchObject({ path: '/nothing/229', status: 404 });
		expect(page.last('events')?.tallies).toMatchObject({ requests: 230, refused: 230 });
		pbx.journal.clear();
		await send(`${pbx.url}/after`);
		await until(() => page.events.some((event) => 'path' in event && event.path === '/after'));
		expect(page.last('events')?.tallies).toMatchObject({ requests: 231 });
	});
});
