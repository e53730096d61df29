import { send } from './client';
import { line, type Line } from './line';

function sim(one: Line, path: string, body?: unknown) {
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? {});
	return send(`${one.pbx.url}/__sim/${path}`, { method: 'POST', body: text });
}

describe('calls from the command line', () => {
	it('rings 800, presses, transfers, hangs up', async () => {
		const one = await line();
		expect((await sim(one, 'call/inbound')).json).toMatchObject({ callid: 26, to: '800' });
		expect((await sim(one, 'call/press', { leg: 25, keys: '7' })).status).toBe(204);
		expect(await one.ear.news()).toEqual(['U 800/25', 'D 800/25 7']);
		expect((await sim(one, 'call/hangup', { callid: 26 })).status).toBe(204);
		expect(await one.ear.news()).toEqual(['R 800/25']);

		await sim(one, 'call/inbound', { from: '+49171', to: '101' });
		expect((await sim(one, 'call/answer', { dn: '101' })).json).toMatchObject({
			status: 'Connected',
		});
		await sim(one, 'call/transfer', { dn: '101', to: '102', attended: true });
		expect((await sim(one, 'call/answer', { leg: 27 })).json.dn).toBe('102');
		expect((await send(`${one.pbx.url}/__sim/call`)).text).toContain('"dn":"102"');
		await sim(one, 'call/hangup', { leg: 27 });
		expect(one.pbx.calls.list()).toEqual([]);
		expect(JSON.parse((await send(`${one.pbx.url}/__sim/call/truth`)).text)).toHaveLength(2);
	});

	it('dials for a user, ends unseen, ends everything', async () => {
		const one = await line();
		await sim(one, 'call/dial', { from: '101', to: '+4930111222' });
		await sim(one, 'call/internal', { from: '102', to: '800' });
		await sim(one, 'call/end-unseen', { callid: 26 });
		expect(one.pbx.calls.list().map(({ callid }) => callid)).toEqual([27]);
		await sim(one, 'call/hangup');
		expect(one.pbx.calls.list()).toEqual([]);
	});

	it('says what is wrong', async () => {
		const one = await line();
		expect((await sim(one, 'call/answer', { dn: '101' })).json.message).toContain('Nothing rings');
		expect((await sim(one, 'call/hangup', { callid: 9 })).json.message).toContain('no call 9');
		expect((await sim(one, 'call/press', { leg: 9 })).json.message).toContain('no participant 9');
		expect((await sim(one, 'call/nothing')).status).toBe(404);
		expect((await sim(one, 'ws/nothing')).status).toBe(404);
	});

	it('says what a number does, and lets a phone register anew', async () => {
		const one = await line();
		const told = await sim(one, 'behaviour/101', { outcome: 'busy' });
		expect(told.json).toMatchObject({ outcome: 'busy', answerAfterMs: 3000 });
		expect((await sim(one, 'rebind/101')).text).toContain('rinstance');
	});
});

describe('sockets from the command line', () => {
	it('breaks them in every way', async () => {
		const one = await line();
		expect((await send(`${one.pbx.url}/__sim/ws`)).json).toEqual({ open: 1, opened: 1 });
		await sim(one, 'ws/skip', { frames: 1 });
		await sim(one, 'ws/dup', { frames: 1 });
		await sim(one, 'call/inbound');
		await sim(one, 'call/inbound');
		expect(await one.ear.news()).toEqual(['U 800/26', 'U 800/26']);
		await sim(one, 'ws/reorder');
		await sim(one, 'ws/burst', { frames: 2 });
		expect(await one.ear.news()).toEqual(['U 800/26', 'U 800/25']);
		await sim(one, 'ws/late', { ms: 100 });
		await sim(one, 'ws/burst');
		expect(await one.ear.news()).toEqual([]);
		expect(await one.after(100)).toEqual(['U 800/25']);
		await sim(one, 'ws/mute');
		await sim(one, 'ws/burst');
		await sim(one, 'ws/mute', { on: false });
		await sim(one, 'ws/deaf');
		await sim(one, 'ws/deaf', { on: false });
		await sim(one, 'ws/raw', 'not json');
		await one.ear.sync();
		expect(one.ear.texts.at(-1)).toBe('not json');
		expect((await send(`${one.pbx.url}/__sim/frames`)).text).toContain('not json');
		await sim(one, 'ws/close', { code: 4001, reason: 'test' });
		expect(await one.ear.closed()).toBe(4001);
		expect((await sim(one, 'ws/rejectUpgrade', { status: 503 })).status).toBe(204);
		expect((await sim(one, 'ws/drop')).status).toBe(204);
	});
});
