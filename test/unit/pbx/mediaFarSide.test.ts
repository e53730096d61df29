import { callUp, hear, listenFor, loudest, opened, play, send, tone } from './audioLine';
import { login } from './client';
import { line } from './line';

describe('the far side of a leg', () => {
	it('echoes what the application plays, one frame later', async () => {
		const one = await callUp();
		one.pbx.media.say(25, { kind: 'echo' });
		const ear = await opened(one, hear);
		await send(one, await opened(one, play), tone(650, 100));
		await one.clock.advance(120);
		await listenFor(one.clock, ear, 20);
		expect(ear.bytes.subarray(320, 320 + 1600)).toEqual(tone(650, 100));
	});

	it('speaks by microphone, on top of its voice', async () => {
		const one = await callUp();
		const ear = await opened(one, hear);
		one.pbx.media.speak(25, tone(900, 50));
		one.pbx.media.speak(25, tone(900, 50));
		const sound = await listenFor(one.clock, ear, 200);
		const start = sound.findIndex((byte) => byte !== 0) - 2;
		expect(sound.subarray(start, start + 800)).toEqual(tone(900, 50));
		expect(loudest(sound.subarray(start + 1600))).toBe(0);
	});

	it('says what its behaviour plays, from when both are up', async () => {
		const one = await callUp();
		one.pbx.world.behaviours['+491700000001'] = {
			playsPcm: { base64: tone(1550, 100).toString('base64') },
		};
		await one.clock.advance(40);
		const ear = await opened(one, hear);
		// It has begun before the stream was opened.
		expect(loudest(await listenFor(one.clock, ear, 60))).toBe(1550);
		expect(loudest(await listenFor(one.clock, ear, 40))).toBe(0);
		one.pbx.world.behaviours['+491700000001'] = { playsPcm: { toneHz: 900 } };
		expect(loudest(await listenFor(one.clock, ear, 40))).toBe(900);
	});

	it('hears nothing while a transfer is tried, and hears again when it fails', async () => {
		const one = await callUp();
		one.pbx.world.behaviours['102'] = { outcome: 'noanswer', ringMs: 0 };
		const mouth = await opened(one, play);
		const { answer } = await one.begin('800/participants/25/transferto', {
			destination: '102',
			timeout: 1,
		});
		await send(one, mouth, tone(650, 1500));
		await one.clock.advance(1500);
		expect((await answer).status).toBe(422);
		const heard = one.pbx.media.heard(25);
		expect(loudest(heard.subarray(0, 1000 * 16))).toBe(0);
		expect(loudest(heard.subarray(1000 * 16))).toBe(650);
	});
});

describe('two route points in a call', () => {
	it('hear each other', async () => {
		const one = await line();
		const second = one.pbx.world.clients.find(({ callControl, clientId, licensed }) => {
			return callControl && licensed && clientId !== '800';
		});
		if (!second) throw new Error('The default world has one route point only');
		await one.makecall(second.routePointDn);
		await one.clock.advance(3000);
		const [a, b] = one.pbx.calls.list()[0]?.legs ?? [];
		expect([a?.status, b?.status]).toEqual(['Connected', 'Connected']);
		const other = { pbx: one.pbx, token: (await login(one.pbx, second.clientId)).token };
		const ear = await opened(one, () =>
			hear(other, `${second.routePointDn}/participants/${b?.id}`),
		);
		const mouth = await opened(one, () => play(one, `800/participants/${a?.id}`));
		await send(one, mouth, tone(1200, 100), a?.id);
		const sound = await listenFor(one.clock, ear, 120);
		const start = sound.findIndex((byte) => byte !== 0) - 2;
		expect(sound.subarray(start, start + 1600)).toEqual(tone(1200, 100));
	});
});

describe('listening live', () => {
	it('gives frames of 20 ms while there is something to hear, and needs no timer otherwise', async () => {
		const one = await callUp();
		const frames: Buffer[] = [];
		const stop = one.pbx.media.listen(25, (pcm) => frames.push(pcm));
		await one.clock.advance(200);
		expect(frames).toHaveLength(0);
		const mouth = await opened(one, play);
		await send(one, mouth, tone(650, 100));
		await one.clock.advance(60);
		expect(Buffer.concat(frames)).toEqual(tone(650, 60));
		await one.clock.advance(1000);
		expect(Buffer.concat(frames)).toEqual(tone(650, 100));
		await send(one, mouth, tone(900, 40));
		await one.clock.advance(20);
		stop();
		await one.clock.advance(100);
		expect(frames).toHaveLength(6);
	});

	it('ends with the leg', async () => {
		const one = await callUp();
		const frames: Buffer[] = [];
		one.pbx.media.listen(25, (pcm) => frames.push(pcm));
		await send(one, await opened(one, play), tone(650, 100));
		await one.clock.advance(40);
		one.pbx.calls.hangUpLeg(25);
		await one.clock.advance(100);
		expect(frames).toHaveLength(2);
	});
});

describe('what is kept', () => {
	it('the last 200 legs, and nothing of a leg that never was', async () => {
		const one = await line();
		for (let i = 0; i < 201; i++) {
			one.pbx.calls.inbound({ from: '+49171' });
			one.pbx.calls.hangUpLeg(25 + i);
		}
		expect(one.pbx.media.heard(26)).toHaveLength(0);
		expect(() => one.pbx.media.heard(25)).toThrow('no leg 25');
		expect(() => one.pbx.media.heard(4711)).toThrow('no leg 4711');
	});
});
