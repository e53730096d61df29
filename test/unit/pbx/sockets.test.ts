import { Client, login } from './client';
import { line, listen, refusedWith, until } from './line';

describe('opening a socket', () => {
	it('is refused as HTTP before the 101, by the same gate', async () => {
		const { pbx, token } = await line();
		expect(await refusedWith(pbx, 'nonsense')).toBe(401);
		const noControl = await login(pbx, 'xapi-only');
		expect(await refusedWith(pbx, noControl.token)).toBe(403);
		pbx.world.licensed = false;
		expect(await refusedWith(pbx, token)).toBe(403);
		expect(pbx.journal.requests({ path: '/callcontrol/ws' }).map(({ status }) => status)).toEqual([
			101, 401, 403, 403,
		]);
	});

	it('is refused as often as ordered, or by a fault', async () => {
		const { pbx, token } = await line();
		pbx.sockets.rejectUpgrade(503, 2);
		expect(await refusedWith(pbx, token)).toBe(503);
		expect(await refusedWith(pbx, token)).toBe(503);
		const path = '/callcontrol/ws';
		pbx.faults.add({ match: { path }, action: { kind: 'status', status: 429 } });
		expect(await refusedWith(pbx, token)).toBe(429);
		pbx.faults.add({ match: { path }, action: { kind: 'tokenSuperseded' } });
		expect(await refusedWith(pbx, token)).toBe(401);
		pbx.faults.add({ match: { path }, action: { kind: 'resetBefore' } });
		await expect(refusedWith(pbx, token)).rejects.toThrow('cut');
		expect(pbx.sockets.opened).toBe(1);
	});

	it('waits for a delay, and a hang ends with the PBX', async () => {
		const { pbx, clock, token } = await line();
		const path = '/callcontrol/ws';
		pbx.faults.add({ match: { path }, action: { kind: 'delay', ms: 5000 } });
		const opening = listen(pbx, token);
		await until(() => pbx.journal.count({ path }) === 2);
		expect(pbx.sockets.count()).toBe(1);
		await clock.advance(5000);
		await opening;
		expect(pbx.sockets.count('800')).toBe(2);
		pbx.faults.add({ match: { path }, action: { kind: 'hang' } });
		const hanging = expect(listen(pbx, token)).rejects.toThrow();
		await until(() => pbx.journal.count({ path }) === 3);
		await pbx.close();
		await hanging;
	});

	it('has no other address', async () => {
		const { pbx, token } = await line();
		expect((await new Client(pbx, token).get('/callcontrol/ws')).status).toBe(403);
		expect(await refusedWith(pbx, token, '/xapi/v1/ws')).toBe(404);
	});
});

describe('an open socket', () => {
	it('says nothing until something happens', async () => {
		const { ear, clock } = await line();
		await clock.advance(60_000);
		expect(await ear.news()).toEqual([]);
	});

	it('attachedData participant: the Upsert brings the participant, the Remove does not', async () => {
		const one = await line({ switches: { attachedData: 'participant' } });
		const { callid } = one.pbx.calls.inbound({ from: '+49171' });
		one.pbx.calls.hangUp(callid);
		await one.ear.sync();
		expect(one.ear.frames.map(({ event }) => event.attached_data)).toEqual([
			expect.objectContaining({ id: 25, status: 'Connected' }),
			null,
		]);
	});

	it.each([
		['socket', [1, 1, 2]],
		['app', [1, 2, 2]],
	] as const)('sequenceScope %s', async (sequenceScope, [first, later, last]) => {
		const one = await line({ switches: { sequenceScope } });
		one.pbx.calls.inbound({ from: '+49171' });
		const second = await listen(one.pbx, one.token);
		one.pbx.calls.hangUp(26);
		await one.ear.sync();
		await second.sync();
		expect(one.ear.frames.map(({ sequence }) => sequence)).toEqual([first, last]);
		expect(second.frames.map(({ sequence }) => sequence)).toEqual([later]);
	});

	it('severalSockets: all are served, or the newest only', async () => {
		const one = await line();
		const second = await listen(one.pbx, one.token);
		one.pbx.calls.inbound({ from: '+49171' });
		expect([await one.ear.news(), await second.news()]).toEqual([['U 800/25'], ['U 800/25']]);
		one.pbx.switches.severalSockets = 'newestOnly';
		await listen(one.pbx, one.token);
		expect([await one.ear.closed(), await second.closed()]).toEqual([1000, 1000]);
		expect(one.pbx.sockets.count()).toBe(1);
	});

	it('shows each client its own route point and no keys of another', async () => {
		const one = await line();
		one.pbx.world.client('admin')?.monitored.push('800');
		const admin = await listen(one.pbx, (await login(one.pbx, 'admin')).token);
		one.pbx.calls.inbound({ from: '+49171', to: 'admin' });
		one.pbx.calls.inbound({ from: '+49172', to: '800' });
		one.pbx.calls.press(26, '5');
		expect(await one.ear.news()).toEqual(['U 800/26', 'D 800/26 5']);
		expect(await admin.news()).toEqual(['U admin/25', 'U 800/26']);
	});

	it('socketOnRotation keep: lives on with a token that is dead', async () => {
		const one = await line({ tokenTtlSeconds: 60 });
		one.pbx.mintForeignToken('800');
		await one.clock.advance(120_000);
		one.pbx.calls.inbound({ from: '+49171' });
		expect(await one.ear.news()).toEqual(['U 800/25']);
	});

	it.each([
		['superseded', (): number => 0],
		['expired', (): number => 60_000],
	])('socketOnRotation close: ends when its token is %s', async (why, ms) => {
		const one = await line({
			tokenTtlSeconds: 60,
			switches: { socketOnRotation: 'close' },
		});
		if (why === 'superseded') one.pbx.mintForeignToken('800');
		await one.clock.advance(ms());
		expect(await one.ear.closed()).toBe(1008);
		expect(await refusedWith(one.pbx, one.token)).toBe(401);
	});

	it('socketOnRotation close: does not mind another client', async () => {
		const one = await line({ switches: { socketOnRotation: 'close' } });
		one.pbx.mintForeignToken('admin');
		await one.ear.sync();
		expect(one.ear.closeCode).toBeNull();
	});

	it.each([0, 15] as const)('serverPingSeconds %d', async (serverPingSeconds) => {
		const one = await line({ switches: { serverPingSeconds } });
		await one.clock.advance(30_000);
		await one.ear.sync();
		expect(one.ear.pings).toBe(serverPingSeconds === 0 ? 0 : 2);
	});

	it('idleCloseSeconds: a client that does not ping is closed', async () => {
		const one = await line({ switches: { idleCloseSeconds: 60 } });
		await one.clock.advance(59_999);
		await one.ear.sync();
		await one.clock.advance(59_999);
		expect(one.pbx.sockets.count()).toBe(1);
		await one.clock.advance(1);
		expect(await one.ear.closed()).toBe(1000);
	});

	it('closes with 1009 on a frame over 64 KiB, and not at 64 KiB', async () => {
		const one = await line();
		one.ear.socket.send('x'.repeat(64 * 1024));
		await one.ear.sync();
		expect(one.ear.closeCode).toBeNull();
		one.ear.socket.send('x'.repeat(64 * 1024 + 1));
		expect(await one.ear.closed()).toBe(1009);
	});
});

describe('requests over the socket', () => {
	it('are answered as over HTTP, with the id of the client', async () => {
		const one = await line();
		one.pbx.calls.inbound({ from: '+49171' });
		const Path = '/callcontrol/800/participants/25';
		one.ear.socket.send(JSON.stringify({ RequestID: 'a1', Path }));
		await until(() => one.ear.frames.length === 2);
		expect(one.ear.frames[1]).toEqual({
			sequence: 2,
			event: {
				event_type: 4,
				entity: Path,
				attached_data: {
					RequestID: 'a1',
					Path,
					StatusCode: 200,
					Response: expect.objectContaining({ id: 25 }) as unknown,
				},
			},
		});
		one.pbx.switches.responseCasing = 'lower';
		one.ear.socket.send(JSON.stringify({ requestid: 'a2', path: `${Path}/drop`, requestdata: '' }));
		await until(() => one.ear.frames.length === 4);
		expect(one.ear.frames[3]?.event.attached_data).toMatchObject({
			requestid: 'a2',
			statuscode: 200,
			response: { finalstatus: 'Success' },
		});
		expect(one.pbx.calls.list()).toEqual([]);
	});

	it('place calls and carry their data', async () => {
		const one = await line();
		const RequestData = { Destination: '+4930111222' };
		const Path = '/callcontrol/800/makecall';
		one.ear.socket.send(JSON.stringify({ RequestID: 1, Path, RequestData }));
		await until(() => one.pbx.calls.list().length === 1);
		await one.clock.advance(300);
		await until(() => one.ear.frames.length === 1);
		expect(one.ear.frames[0]?.event.attached_data).toMatchObject({
			RequestID: 1,
			StatusCode: 200,
			Response: { result: { id: 25 } },
		});
	});

	it('tell the status of what is refused, and what is no request is ignored', async () => {
		const one = await line();
		for (const text of ['{', '[]', '{"RequestID":"x"}', '']) one.ear.socket.send(text);
		one.ear.socket.send(Buffer.from([1, 2, 3]));
		one.ear.socket.send(JSON.stringify({ RequestID: 'x', Path: '/callcontrol/104' }));
		await until(() => one.ear.frames.length === 1);
		expect(one.ear.frames[0]?.event.attached_data).toMatchObject({ StatusCode: 403 });
	});
});
