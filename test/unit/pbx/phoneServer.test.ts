import { request } from 'node:http';

import type { Pbx } from '../../pbx';
import { send, start } from './client';
import { until } from './line';
import { openPhone, phoneStatus, type PhonePage } from './phonePage';

/** Status and headers of a GET with any `Host`. */
function get(pbx: Pbx, path: string, headers: Record<string, string> = {}, method = 'GET') {
	return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }>(
		(resolve, reject) => {
			const asked = request(
				{ host: '127.0.0.1', port: pbx.port, path, method, headers },
				(response) => {
					response.resume();
					resolve({ status: response.statusCode ?? 0, headers: response.headers });
				},
			);
			asked.on('error', reject);
			asked.end();
		},
	);
}

describe('the page of the web phone', () => {
	it('comes with everything it needs, and lets nothing else in', async () => {
		const pbx = await start();
		const page = await send(`${pbx.url}/phone`);
		expect(page.status).toBe(200);
		const policy = page.headers.get('content-security-policy');
		expect(policy).toContain("default-src 'none'");
		expect(policy).toContain("frame-ancestors 'none'");
		expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//);
		const files = [...page.text.matchAll(/(?:src|href)="(\/__sim[^"]+)"/g)].map(
			(match) => match[1],
		);
		expect(files).toHaveLength(4);
		for (const file of files) expect((await send(`${pbx.url}${file}`)).status).toBe(200);
		const script = await send(`${pbx.url}/__sim/phone/page/main.js`);
		expect(script.headers.get('content-type')).toMatch(/^text\/javascript/);
		expect((await send(`${pbx.url}/phone/`)).text).toBe(page.text);
		expect(pbx.journal.count()).toBe(0);
	});

	it.each([
		'/__sim/phone/page/nothing.js',
		'/__sim/phone/page/..%2fphones.ts',
		'/__sim/phone/page/%2e%2e/phones.ts',
		'/__sim/phone/heard/1.mp3',
		'/__sim/phone/heard/4711.wav',
		'/__sim/phone/else',
	])('has no %s', async (path) => {
		const pbx = await start();
		expect((await get(pbx, path)).status).toBe(404);
	});

	it('can only be read', async () => {
		const pbx = await start();
		expect((await get(pbx, '/phone', {}, 'POST')).status).toBe(405);
		expect((await get(pbx, '/phone', {}, 'HEAD')).status).toBe(200);
	});

	it('is there while the PBX is down for programs', async () => {
		const pbx = await start();
		await send(`${pbx.url}/__sim/down`, { method: 'POST' });
		expect((await send(`${pbx.url}/phone`)).status).toBe(200);
		expect((await openPhone(pbx)).state.isDown).toBe(true);
	});

	it('works over HTTPS too', async () => {
		const pbx = await start({ tls: true });
		expect((await openPhone(pbx)).state.phones).toBe(1);
	});
});

describe('who may use the web phone', () => {
	it('refuses names that are not this machine: DNS rebinding', async () => {
		const pbx = await start();
		const { port } = pbx;
		for (const host of [
			`evil.example:${port}`,
			`127.0.0.1.evil.example:${port}`,
			`127.0.0.1:${port + 1}`,
			'127.0.0.1',
			`127.0.0.1:${port}/x`,
			`user@127.0.0.1:${port}`,
		]) {
			expect([host, (await get(pbx, '/phone', { host })).status]).toEqual([host, 403]);
			expect(await phoneStatus(pbx, { host, origin: `http://${host}` })).toBe(403);
		}
		for (const host of [`localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) {
			expect([host, (await get(pbx, '/phone', { host })).status]).toEqual([host, 200]);
		}
		const origin = `http://localhost:${port}`;
		expect(await phoneStatus(pbx, { host: `localhost:${port}`, origin })).toBe(101);
	});

	it('refuses pages of others, and a socket without a page', async () => {
		const pbx = await start();
		for (const origin of ['http://evil.example', 'null', `http://127.0.0.1:${pbx.port + 1}`]) {
			expect(await phoneStatus(pbx, { origin })).toBe(403);
			expect((await get(pbx, '/phone', { origin })).status).toBe(403);
		}
		expect(await phoneStatus(pbx, {})).toBe(403);
		expect(await phoneStatus(pbx, { origin: pbx.url }, '/__sim/phone/other')).toBe(404);
	});

	it('opens 20 phones at most', async () => {
		const pbx = await start();
		const pages: PhonePage[] = [];
		for (let i = 0; i < 20; i++) pages.push(await openPhone(pbx));
		expect(await phoneStatus(pbx, { origin: pbx.url })).toBe(503);
		pages[0]?.socket.close();
		await until(() => pages[1]?.state.phones === 19);
		expect(await phoneStatus(pbx, { origin: pbx.url })).toBe(101);
	});

	it('closes the socket for a message that is too large', async () => {
		const pbx = await start();
		const page = await openPhone(pbx);
		page.socket.send('x'.repeat(20_000));
		await until(() => page.closeCode !== null);
		expect(page.closeCode).toBe(1009);
	});

	it('leaves nothing when the PBX closes', async () => {
		const pbx = await start();
		const page = await openPhone(pbx);
		await page.ask({ do: 'dial', from: '', to: '800' });
		const timers = () => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
		const open = timers();
		await pbx.close();
		await until(() => page.closeCode !== null);
		expect(timers()).toBeLessThan(open);
		expect(pbx.calls.pendingTimers).toBe(0);
	});
});
