import { callUp, hear, listenFor, loudest, opened, play, send, tone } from './audioLine';
import { login, requestToken } from './client';
import { line, until, type Line } from './line';

/** An outbound call that still rings: leg 25. */
async function dialling(switches: object = {}): Promise<Line> {
	const one = await line({ switches });
	one.pbx.world.behaviours['+4930111222'] = { outcome: 'noanswer' };
	await one.makecall('+4930111222');
	await one.clock.advance(1600);
	return one;
}

describe('who has media', () => {
	it('no leg 404, no login 401, a DN that is not granted 403, no licence 403', async () => {
		const one = await callUp();
		expect(await hear(one, '800/participants/99').answered()).toBe(404);
		expect(await play(one, '800/participants/99').answered()).toBe(404);
		expect(await play({ pbx: one.pbx, token: 'none' }).answered()).toBe(401);
		expect(await hear(one, '104/participants/25').answered()).toBe(403);
		one.pbx.world.licensed = false;
		expect(await play(one).answered()).toBe(403);
	});

	it('a leg of a monitored extension never has', async () => {
		const one = await line({ switches: { streamBeforeMedia: 'open' } });
		one.pbx.calls.inbound({ from: '+49171', to: '101' });
		one.pbx.calls.answer('101');
		expect(await one.leg('101/25')).toMatchObject({ status: 'Connected' });
		expect(await hear(one, '101/participants/25').answered()).toBe(424);
		expect(await play(one, '101/participants/25').answered()).toBe(424);
	});

	it('a far leg is refused', async () => {
		const one = await dialling({ farLegs: 'listed' });
		const far = one.pbx.calls.list()[0]?.legs.find(({ number }) => number !== '');
		const path = `800/participants/${far?.id}`;
		expect(await hear(one, path).answered()).toBe(403);
		expect(await play(one, path).answered()).toBe(403);
	});

	it('a connection serves again after a refused upload', async () => {
		const one = await callUp();
		const stream = play(one, '800/participants/99');
		stream.request.write(Buffer.alloc(1000));
		expect(await stream.answered()).toBe(404);
		stream.request.end(Buffer.alloc(1000));
		expect(await stream.over()).toBe('end');
	});

	it.each([424, 404] as const)(
		'streamBeforeMedia %s: while Dialing and Ringing',
		async (status) => {
			const one = await dialling({ streamBeforeMedia: status });
			expect(await hear(one).answered()).toBe(status);
			Object.assign(one.pbx.switches, { routePointInbound: 'ringingAnswer' });
			one.pbx.calls.inbound({ from: '+49171' });
			expect(await one.leg('800/26')).toMatchObject({ status: 'Ringing' });
			expect(await hear(one, '800/participants/26').answered()).toBe(status);
			expect(await play(one, '800/participants/26').answered()).toBe(status);
		},
	);

	it('streamBeforeMedia open: ringback, then the far side', async () => {
		const one = await dialling({ streamBeforeMedia: 'open' });
		one.pbx.media.say(25, { kind: 'tone', hz: 900 });
		const stream = await opened(one, hear);
		const rings = [];
		for (let i = 0; i < 25; i++) rings.push(loudest(await listenFor(one.clock, stream, 200)));
		expect([...new Set(rings)].sort()).toEqual([0, 425]);
		one.pbx.calls.answer('+4930111222');
		expect(loudest(await listenFor(one.clock, stream, 100))).toBe(900);
	});

	it('mediaReadyMs 150: refused until then', async () => {
		const one = await callUp({ switches: { mediaReadyMs: 150 } });
		expect(await hear(one).answered()).toBe(424);
		expect(await play(one).answered()).toBe(424);
		await one.clock.advance(150);
		expect(await (await opened(one, hear)).answered()).toBe(200);
		await opened(one, play);
		expect(one.pbx.media.openStreams).toBe(2);
	});
});

describe('an upload while Dialing', () => {
	it('424: is refused', async () => {
		const one = await dialling({ uploadWhileDialing: 424 });
		expect(await play(one).answered()).toBe(424);
	});

	it.each(['staysDead', 'comesAlive'] as const)('discarded, and %s', async (earlyUpload) => {
		const one = await dialling({ earlyUpload });
		const stream = await opened(one, play);
		await send(one, stream, tone(650, 100));
		one.pbx.calls.answer('+4930111222');
		await send(one, stream, tone(900, 100));
		await one.clock.advance(100);
		const isAlive = earlyUpload === 'comesAlive';
		expect(one.pbx.media.uploads(25)).toMatchObject([
			{ bytes: 3200, discardedBytes: isAlive ? 1600 : 3200 },
		]);
		expect(loudest(one.pbx.media.heard(25))).toBe(isAlive ? 900 : 0);
	});

	it('a new one after Connected is heard', async () => {
		const one = await dialling();
		const dead = await opened(one, play);
		one.pbx.calls.answer('+4930111222');
		const stream = play(one);
		expect(await dead.over()).toBe('cut');
		stream.request.write(tone(900, 100));
		await until(() => one.pbx.media.uploads(25)[1]?.bytes === 1600);
		await one.clock.advance(100);
		expect(loudest(one.pbx.media.heard(25))).toBe(900);
	});
});

describe('a token that dies', () => {
	it.each(['kill', 'keep'] as const)('by a foreign mint: %s', async (streamsOnRotation) => {
		const one = await callUp({ switches: { streamsOnRotation } });
		const ear = await opened(one, hear);
		const mouth = await opened(one, play);
		await send(one, mouth, tone(650, 400));
		one.pbx.mintForeignToken('800');
		if (streamsOnRotation === 'kill') {
			expect(await ear.over()).toBe('cut');
			expect(await mouth.over()).toBe('cut');
			expect(one.pbx.media.uploads(25)).toMatchObject([{ end: 'cut' }]);
		}
		await one.clock.advance(400);
		const isKept = streamsOnRotation === 'keep';
		expect(one.pbx.media.openStreams).toBe(isKept ? 2 : 0);
		expect(loudest(one.pbx.media.heard(25))).toBe(isKept ? 650 : 0);
		expect(await hear(one).answered()).toBe(401);
	});

	it('by its age', async () => {
		const one = await callUp({ tokenTtlSeconds: 1 });
		const stream = await opened(one, hear);
		await one.clock.advance(980);
		expect(one.pbx.media.openStreams).toBe(1);
		await one.clock.advance(20);
		expect(await stream.over()).toBe('cut');
	});

	it('leaves the streams of another token alone', async () => {
		const one = await callUp({ switches: { tokens: 'shared' } });
		await opened(one, hear);
		const other = await login(one.pbx);
		await requestToken(one.pbx);
		one.pbx.faults.add({ match: { path: /devices/ }, action: { kind: 'tokenExpire' } });
		expect((await other.get('/callcontrol/800/devices')).status).toBe(401);
		expect(one.pbx.media.openStreams).toBe(1);
	});
});

describe('a second upload', () => {
	it('replace: the first is cut and what it held is not heard', async () => {
		const one = await callUp();
		const first = await opened(one, play);
		await send(one, first, tone(650, 1000));
		const second = play(one);
		expect(await first.over()).toBe('cut');
		await send(one, second, tone(900, 200));
		await one.clock.advance(1000);
		expect(loudest(one.pbx.media.heard(25).subarray(0, 3200))).toBe(900);
		expect(loudest(one.pbx.media.heard(25).subarray(3200))).toBe(0);
		expect(one.pbx.media.uploads(25)).toMatchObject([{ end: 'replaced' }, { end: null }]);
	});

	it('mix: both are heard', async () => {
		const one = await callUp({ switches: { secondUpload: 'mix' } });
		await send(one, await opened(one, play), tone(650, 200));
		await send(one, await opened(one, play), tone(900, 200));
		await one.clock.advance(200);
		const heard = one.pbx.media.heard(25);
		expect(loudest(heard, [650, 1200])).toBe(650);
		expect(loudest(heard, [900, 1200])).toBe(900);
		expect(heard.readInt16LE(8)).toBe(
			tone(650, 200).readInt16LE(8) + tone(900, 200).readInt16LE(8),
		);
	});

	it('409: is refused, until the first is over', async () => {
		const one = await callUp({ switches: { secondUpload: 409 } });
		const first = await opened(one, play);
		expect(await play(one).answered()).toBe(409);
		first.request.end();
		expect(await first.answered()).toBe(200);
		await opened(one, play);
		expect(one.pbx.media.openStreams).toBe(1);
	});

	it('after the first ended: it is heard when that has been heard', async () => {
		const one = await callUp();
		const first = await opened(one, play);
		await send(one, first, tone(650, 200));
		first.request.end();
		await first.answered();
		await send(one, await opened(one, play), tone(900, 200));
		await one.clock.advance(400);
		expect(loudest(one.pbx.media.heard(25).subarray(0, 3200))).toBe(650);
		expect(loudest(one.pbx.media.heard(25).subarray(3200))).toBe(900);
		expect(one.pbx.media.uploads(25)).toMatchObject([{ maxLeadMs: 200 }, { maxLeadMs: 200 }]);
	});
});
