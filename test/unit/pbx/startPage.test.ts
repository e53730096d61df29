import type { Pbx } from '../../pbx';
import type { StartState } from '../../pbx/phone/startState';
import { send, start } from './client';

async function state(pbx: Pbx): Promise<StartState> {
	const answer = await send(`${pbx.url}/__sim/phone/start.json`);
	expect(answer.status).toBe(200);
	return JSON.parse(answer.text) as StartState;
}

describe('the start page', () => {
	it('comes with everything it needs, and asks nobody else', async () => {
		const pbx = await start();
		const page = await send(`${pbx.url}/start`);
		expect(page.status).toBe(200);
		expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//);
		const files = [...page.text.matchAll(/(?:src|href)="(\/__sim[^"]+)"/g)].map(([, file]) => file);
		expect(files.length).toBeGreaterThan(3);
		for (const file of files) expect((await send(`${pbx.url}${file}`)).status).toBe(200);
		expect((await send(`${pbx.url}/start/`)).text).toBe(page.text);
		expect(pbx.journal.count()).toBe(0);
	});

	it('is where a person lands who types the address, and nothing that a program sees', async () => {
		const pbx = await start();
		const headers = { 'sec-fetch-dest': 'document' };
		const typed = await send(pbx.url, { headers, redirect: 'manual' });
		expect(typed.status).toBe(307);
		expect(typed.headers.get('location')).toBe('/start');
		const program = await send(pbx.url, { redirect: 'manual' });
		expect(program.headers.get('location')).toBeNull();
		expect(pbx.journal.count()).toBe(1);
	});

	it('is for this machine only', async () => {
		const pbx = await start();
		for (const path of ['/start', '/__sim/phone/start.json']) {
			const answer = await send(`${pbx.url}${path}`, {
				headers: { origin: 'http://evil.example' },
			});
			expect(answer.status).toBe(403);
		}
	});
});

describe('what the start page shows', () => {
	it('where the on-call number leads, as it changes', async () => {
		const pbx = await start();
		expect((await state(pbx)).leads).toMatchObject({ kind: 'outside', number: '+491700000000' });
		pbx.world.user('999').Mobile = '+491790000000';
		expect((await state(pbx)).leads?.number).toBe('+491790000000');
	});

	it('is there while the PBX is taken away', async () => {
		const pbx = await start();
		await send(`${pbx.url}/__sim/down`, { method: 'POST' });
		expect((await state(pbx)).isDown).toBe(true);
		await send(`${pbx.url}/__sim/up`, { method: 'POST' });
		expect((await state(pbx)).isDown).toBe(false);
	});

	it('how far the last call to 800 came', async () => {
		const pbx = await start();
		expect((await state(pbx)).call).toBeNull();
		pbx.calls.hangUp(pbx.calls.inbound({ from: '+49301', to: '101' }).callid);
		expect((await state(pbx)).call).toBeNull();
		pbx.world.behaviours['*'] = { outcome: 'noanswer' };
		const { callid, legs } = pbx.calls.inbound({ from: '+49301', to: '800' });
		const answered = { callid, isAnswered: true, isSentOn: false, isTaken: false, isOver: false };
		expect((await state(pbx)).call).toEqual(answered);
		pbx.calls.transferByUser({ from: legs.find(({ dn }) => dn === '800')?.id ?? 0, to: '101' });
		expect((await state(pbx)).call).toEqual({ ...answered, isSentOn: true });
		pbx.calls.answer('101');
		expect((await state(pbx)).call).toEqual({ ...answered, isSentOn: true, isTaken: true });
		pbx.calls.hangUp(callid);
		expect((await state(pbx)).call?.isOver).toBe(true);
	});

	it('what runs beside it, once it is told', async () => {
		const pbx = await start();
		expect((await state(pbx)).tour).toBeNull();
		pbx.tour = { steps: [], failure: '', n8n: null, workflows: [], pushes: [] };
		pbx.tour.failure = 'no network';
		expect((await state(pbx)).tour?.failure).toBe('no network');
	});
});
