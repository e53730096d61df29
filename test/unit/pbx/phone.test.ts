import { virtualClock, type Pbx, type VirtualClock } from '../../pbx';
import { login, start } from './client';
import { until } from './line';
import { openPhone, type PhonePage } from './phonePage';

const NOON = Date.UTC(2026, 10, 23, 11);
const SOMMER = { do: 'dial', from: '+49 171 9876543', name: 'Frau Sommer' };

async function phone(): Promise<{ pbx: Pbx; clock: VirtualClock; page: PhonePage }> {
	const clock = virtualClock(NOON);
	const pbx = await start({ clock });
	return { pbx, clock, page: await openPhone(pbx) };
}

describe('calling from the web phone', () => {
	it('rings 800 and is connected with it', async () => {
		const { pbx, page } = await phone();
		expect(await page.ask({ ...SOMMER, to: '800' })).toBe('done');
		expect(page.lines).toMatchObject([
			{
				role: 'caller',
				who: '+491719876543',
				dialled: '800',
				status: 'Connected',
				with: { number: '800' },
				heard: [25],
				isActive: true,
			},
		]);
		expect(pbx.calls.list()).toMatchObject([{ from: '+491719876543', to: '800' }]);
		expect(page.state.legs).toMatchObject([
			{ who: '+491719876543', status: 'Connected', canAnswer: false },
			{ who: '800', status: 'Connected', with: { number: '+491719876543', name: 'Frau Sommer' } },
		]);
	});

	it('withholds its number, and reaches a direct number by the inbound rules', async () => {
		const { pbx, page } = await phone();
		expect(await page.ask({ do: 'dial', from: '', to: '+4930123456' })).toBe('done');
		expect(pbx.calls.list()).toMatchObject([{ from: 'Anonymous', to: '+491700000000' }]);
		expect(await page.ask({ do: 'dial', from: '', to: '+4930123457' })).toBe('done');
		expect(pbx.calls.list().at(-1)).toMatchObject({ to: '800' });
	});

	it('tells how the call ended', async () => {
		const { pbx, clock, page } = await phone();
		await page.ask({ ...SOMMER, to: '800' });
		expect(await page.ask({ do: 'hangUp', line: 1 })).toBe('done');
		expect(page.lines).toMatchObject([{ status: 'ended', why: 'here' }]);

		await page.ask({ ...SOMMER, to: '800' });
		pbx.calls.hangUpLeg(26);
		await until(() => page.lines.at(-1)?.status === 'ended');
		expect(page.lines.at(-1)).toMatchObject({ line: 2, why: 'hungUp' });

		pbx.world.behaviours['101'] = { outcome: 'busy' };
		await page.ask({ ...SOMMER, to: '101' });
		expect(page.lines.at(-1)).toMatchObject({ status: 'Dialing', dialled: '101' });
		await clock.advance(1000);
		await until(() => page.lines.at(-1)?.status === 'ended');
		expect(page.lines.at(-1)).toMatchObject({ line: 3, why: 'busy' });
	});

	it('keeps the last ended calls only', async () => {
		const { page } = await phone();
		for (let line = 1; line <= 5; line++) {
			await page.ask({ ...SOMMER, to: '800' });
			await page.ask({ do: 'hangUp', line });
		}
		expect(page.lines.map(({ line }) => line)).toEqual([3, 4, 5]);
		expect(await page.ask({ do: 'hangUp', line: 1 })).toBe('noSuchLine');
	});

	it('presses keys that the route point hears', async () => {
		const { pbx, page } = await phone();
		expect(await page.ask({ do: 'press', keys: '1' })).toBe('nobodyHears');
		const pressed: string[] = [];
		const press = pbx.calls.press.bind(pbx.calls);
		pbx.calls.press = (leg, keys) => {
			pressed.push(`${leg} ${keys}`);
			press(leg, keys);
		};
		await page.ask({ ...SOMMER, to: '800' });
		expect(await page.ask({ do: 'press', keys: '1#a' })).toBe('done');
		expect(pressed).toEqual(['100001 1#A']);
	});

	it('hangs up when the page goes away', async () => {
		const { pbx, page } = await phone();
		await page.ask({ ...SOMMER, to: '800' });
		page.socket.terminate();
		await until(() => pbx.calls.list().length === 0);
		expect(pbx.calls.truth()).toMatchObject([{ why: 'hungUp' }]);
	});

	it.each([
		['badCaller', { do: 'dial', from: 'me', to: '800' }],
		['badNumber', { do: 'dial', from: '+49171', to: 'x y;z' }],
		['badNumber', { do: 'dial', from: '+49171', to: '' }],
		['noSuchNumber', { do: 'dial', from: '+49171', to: '555' }],
		['badKeys', { do: 'press', keys: 'X' }],
		['badKeys', { do: 'press', keys: '1'.repeat(33) }],
		['ringsNoMore', { do: 'answer', leg: 4711 }],
		['ringsNoMore', { do: 'decline', leg: 4711 }],
		['noSuchLine', { do: 'use', line: 9 }],
		['unknown', { do: 'use', line: '1' }],
		['unknown', { do: 'voice', kind: 'song' }],
		['unknown', { do: 'voice', kind: 'tone', hz: 20_000 }],
		['unknown', { do: 'format' }],
		['unknown', {}],
	])('refuses with %s: %j', async (reason, command) => {
		const { pbx, page } = await phone();
		expect(await page.ask(command)).toBe(reason);
		expect(pbx.calls.list()).toEqual([]);
	});

	it('refuses what is no command at all, and a call that no rule lets in', async () => {
		const { pbx, page } = await phone();
		expect(await page.raw('no json', 0)).toBe('unknown');
		expect(await page.raw('[1]', 0)).toBe('unknown');
		pbx.world.inboundRules = [];
		expect(await page.ask({ ...SOMMER, to: '+4930123456' })).toBe('notRouted');
		expect(page.last('refused')?.detail).toContain('no inbound rule');
	});

	it('holds ten calls at most', async () => {
		const { page } = await phone();
		for (let i = 0; i < 10; i++) await page.ask({ ...SOMMER, to: '800' });
		expect(await page.ask({ ...SOMMER, to: '800' })).toBe('tooManyCalls');
	});
});

describe('answering at the web phone', () => {
	it('takes off an extension that rings, and goes on as the caller', async () => {
		const { pbx, page } = await phone();
		await page.ask({ do: 'ringing', byHand: true });
		await page.ask({ ...SOMMER, to: '101' });
		const [, ringing] = page.state.legs;
		expect(ringing).toMatchObject({ who: '101', status: 'Ringing', canAnswer: true });
		expect(await page.ask({ do: 'answer', leg: ringing?.leg })).toBe('done');
		expect(page.lines).toMatchObject([
			{ role: 'caller', status: 'Connected', with: { number: '101' }, isActive: true },
			{ role: 'answered', who: '101', status: 'Connected', isActive: false },
		]);
		expect(await page.ask({ do: 'use', line: 2 })).toBe('done');
		expect(page.lines.map(({ isActive }) => isActive)).toEqual([false, true]);

		expect(await page.ask({ do: 'transfer', line: 1, to: '102' })).toBe('cannotTransfer');
		expect(await page.ask({ do: 'transfer', line: 2, to: '102' })).toBe('done');
		await until(() => page.state.legs.some((leg) => leg.who === '102' && leg.canAnswer));
		const next = page.state.legs.find((leg) => leg.who === '102');
		await page.ask({ do: 'answer', leg: next?.leg });
		expect(pbx.calls.whoHas(26).sort()).toEqual(['+491719876543', '102']);
	});

	it('declines', async () => {
		const { pbx, page } = await phone();
		await page.ask({ do: 'ringing', byHand: true });
		await page.ask({ ...SOMMER, to: '101' });
		await page.ask({ do: 'decline', leg: page.state.legs[1]?.leg });
		expect(pbx.calls.list()).toEqual([]);
		expect(page.lines).toMatchObject([{ status: 'ended', why: 'rejected' }]);
	});

	it('answers the mobile of the one on call', async () => {
		const { pbx, clock, page } = await phone();
		await page.ask({ do: 'ringing', byHand: true });
		await page.ask({ ...SOMMER, to: '999' });
		await clock.advance(1000);
		await until(() => page.state.legs.some((leg) => leg.canAnswer));
		const mobile = page.state.legs.find((leg) => leg.canAnswer);
		expect(mobile?.who).toBe('+491700000000');
		await page.ask({ do: 'answer', leg: mobile?.leg });
		expect(pbx.calls.whoHas(26)).toEqual(['+491719876543', '+491700000000']);
	});

	it('lets phones answer by themselves again', async () => {
		const { clock, page } = await phone();
		await page.ask({ do: 'ringing', byHand: true });
		expect(page.state.byHand).toBe(true);
		await page.ask({ ...SOMMER, to: '101' });
		await clock.advance(4000);
		expect(page.lines).toMatchObject([{ status: 'Dialing' }]);
		await page.ask({ do: 'ringing', byHand: false });
		await page.ask({ ...SOMMER, to: '102' });
		await clock.advance(4000);
		await until(() => page.lines.at(-1)?.status === 'Connected');
	});
});

describe('what the web phone shows', () => {
	it('follows the forwarding of 999 and says where calls go', async () => {
		const { pbx, page } = await phone();
		expect(page.state.onCall).toMatchObject({ number: '999', mobile: '+491700000000' });
		expect(page.state.where[0]).toMatchObject({ dialled: '999', number: '+491700000000' });
		pbx.world.user('999').Mobile = '+491711111111';
		await until(() => page.state.onCall?.mobile === '+491711111111');
		expect(page.state.where).toMatchObject([
			{ dialled: '999', kind: 'outside', number: '+491711111111' },
			{ dialled: '+4930123456', kind: 'outside', number: '+491711111111' },
			{ dialled: '+4930123457' },
		]);
		expect(await page.ask({ do: 'watch', number: '830', callerId: '' })).toBe('done');
		expect(page.last('watched')?.where).toMatchObject({ kind: 'ringGroup', number: '830' });
	});

	it('says nothing twice', async () => {
		const { page } = await phone();
		await page.ask({ do: 'watch', number: '800', callerId: '' });
		const before = page.messages.length;
		await page.ask({ do: 'watch', number: '800', callerId: '' });
		expect(page.messages.slice(before).map(({ type }) => type)).toEqual(['done']);
	});

	it('starts over after a restart of the PBX', async () => {
		const { pbx, page } = await phone();
		await page.ask({ ...SOMMER, to: '800' });
		await pbx.restart();
		await until(() => page.closeCode !== null);
		const again = await openPhone(pbx);
		expect(again.lines).toEqual([]);
		expect(again.state.legs).toEqual([]);
	});
});

describe('sound at the web phone', () => {
	/** A tone as the application plays it: 16-bit samples at 8 kHz. */
	function tone(hz: number, ms: number): Buffer {
		const pcm = Buffer.alloc(ms * 16);
		for (let i = 0; i < ms * 8; i++) {
			pcm.writeInt16LE(Math.round(Math.sin((2 * Math.PI * hz * i) / 8000) * 10_000), i * 2);
		}
		return pcm;
	}

	it('is heard as the application plays it, and saved', async () => {
		const pbx = await start();
		const page = await openPhone(pbx);
		await page.ask({ ...SOMMER, to: '800' });
		const { token } = await login(pbx);
		const played = tone(440, 200);
		const answer = await fetch(`${pbx.url}/callcontrol/800/participants/25/stream`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
			body: new Uint8Array(played),
		});
		expect(answer.status).toBe(200);
		// Packets of 20 ms: there may be a little silence before the sound and after it.
		await until(() => page.sound.includes(played));
		expect(page.sound.length).toBeLessThanOrEqual(played.length + 640);
		await page.ask({ do: 'hangUp', line: 1 });
		const saved = await fetch(`${pbx.url}/__sim/phone/heard/25.wav`);
		const wav = Buffer.from(await saved.arrayBuffer());
		expect(saved.headers.get('content-disposition')).toContain('heard-on-leg-25.wav');
		expect(wav.toString('latin1', 0, 4)).toBe('RIFF');
		expect(wav.indexOf(played)).toBeGreaterThanOrEqual(44);
	});

	it('goes from the microphone, a tone and a sample to the application', async () => {
		const pbx = await start();
		const page = await openPhone(pbx);
		const said: string[] = [];
		const say = pbx.media.say.bind(pbx.media);
		pbx.media.say = (leg, voice) => {
			said.push(`${leg} ${voice.kind}`);
			say(leg, voice);
		};
		const spoken: Buffer[] = [];
		pbx.media.speak = (_leg, pcm) => void spoken.push(pcm);
		page.socket.send(Buffer.alloc(320, 1));
		await page.ask({ do: 'voice', kind: 'tone', hz: 440 });
		expect([said, spoken]).toEqual([[], []]);

		await page.ask({ ...SOMMER, to: '800' });
		await page.ask({ do: 'voice', kind: 'sample' });
		await page.ask({ do: 'voice', kind: 'echo' });
		await page.ask({ do: 'voice', kind: 'silence' });
		expect(said).toEqual(['25 tone', '25 pcm', '25 echo', '25 silence']);
		page.socket.send(Buffer.alloc(320, 1));
		page.socket.send(Buffer.alloc(321, 1));
		await page.ask({ do: 'voice', kind: 'silence' });
		expect(spoken.map(({ length }) => length)).toEqual([320]);
		for (let i = 0; i < 100; i++) page.socket.send(Buffer.alloc(3200, 1));
		await page.ask({ do: 'voice', kind: 'silence' });
		// What no microphone can give is lost: half a second at once, then twice real time.
		expect(spoken.length).toBeGreaterThan(4);
		expect(spoken.length).toBeLessThan(60);
	});
});
