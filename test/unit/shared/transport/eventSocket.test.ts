import type { WebSocket } from 'ws';
import {
	AuthError,
	CancelledError,
	CertificateError,
	HttpError,
	NetworkError,
	openWebSocket,
	ProtocolError,
	silentLogger,
	TimeoutError,
	type ThreeCxError,
} from '../../../../nodes/shared/transport';
import { EventSocket } from '../../../../nodes/shared/transport/eventSocket';
import { TestClock } from '../../../helpers/testClock';
import { selfSigned } from '../../../pbx/http/certificate';
import { everythingIn, failureOf } from './bench';
import { serveEvents, status, type EventServer } from './eventServer';
import { deadOrigin } from './testServer';

const TOKEN = 'the-live-token';

describe('an event socket', () => {
	let clock: TestClock;
	let texts: string[];
	let ends: ThreeCxError[];
	let raw: WebSocket | undefined;
	let stop: AbortController;

	beforeEach(() => {
		clock = new TestClock();
		texts = [];
		ends = [];
		raw = undefined;
		stop = new AbortController();
	});

	afterEach(() => {
		raw?.terminate();
		expect(clock.waiting).toBe(0);
	});

	const open = async (origin: string, ignoreSslIssues = false) =>
		await EventSocket.open(
			{ address: `${origin.replace('http', 'ws')}/callcontrol/ws`, token: TOKEN, ignoreSslIssues },
			origin,
			{ text: (data) => texts.push(data), ended: (why) => ends.push(why) },
			{
				clock,
				logger: silentLogger,
				factory: async (target, signal) => (raw = await openWebSocket(target, signal)),
			},
			stop.signal,
		);

	/** Until the condition holds, in real time. */
	const until = async (holds: () => boolean) => {
		for (let i = 0; i < 1_000 && !holds(); i++) await new Promise((next) => setTimeout(next, 2));
		expect(holds()).toBe(true);
	};

	/** The server's end of it. */
	const far = (server: EventServer): WebSocket => {
		const [socket] = server.sockets;
		if (!socket) throw new Error('No socket');
		return socket;
	};

	it('asks for the address of events with the token', async () => {
		const server = await serveEvents();
		const socket = await open(server.origin);
		expect(server.asked).toEqual([`/callcontrol/ws Bearer ${TOKEN}`]);
		await socket.close();
		expect(ends).toEqual([]);
	});

	it('hears the first frame though it comes with the upgrade', async () => {
		const server = await serveEvents({ accepted: (socket) => socket.send('first') });
		const socket = await open(server.origin);
		await until(() => texts.length === 1);
		await socket.close();
		expect(texts).toEqual(['first']);
	});

	it('passes on texts in order, and no bytes', async () => {
		const server = await serveEvents();
		const socket = await open(server.origin);
		for (let i = 0; i < 100; i++) far(server).send(String(i));
		far(server).send(Buffer.from('bytes'));
		far(server).send('ümlaut');
		await until(() => texts.includes('ümlaut'));
		expect(texts).toHaveLength(101);
		await socket.close();
	});

	it.each([
		[401, AuthError],
		[403, HttpError],
		[404, HttpError],
		[502, HttpError],
		[200, ProtocolError],
		[302, ProtocolError],
	])('tells a refusal with %i', async (code, kind) => {
		const server = await serveEvents({ refuse: status(code, 'Location: /elsewhere\r\n') });
		const error = await failureOf(open(server.origin));
		expect(error).toBeInstanceOf(kind);
		if (error instanceof HttpError) expect(error.status).toBe(code);
		expect(everythingIn(error)).not.toContain(TOKEN);
		expect(server.asked).toHaveLength(1);
	});

	it('tells that nobody is there', async () => {
		expect(await failureOf(open(await deadOrigin()))).toBeInstanceOf(NetworkError);
	});

	it('checks the certificate, unless told otherwise', async () => {
		const server = await serveEvents({ tls: await selfSigned('localhost', false) });
		const error = await failureOf(open(server.origin));
		expect(error).toBeInstanceOf(CertificateError);
		expect(server.asked).toEqual([]);
		const socket = await open(server.origin, true);
		expect(server.asked).toHaveLength(1);
		await socket.close();
	});

	it('does not wait for ever for the upgrade', async () => {
		const server = await serveEvents({ refuse: () => true });
		const opening = failureOf(open(server.origin));
		await until(() => server.asked.length === 1);
		clock.advance(15_000);
		expect(await opening).toBeInstanceOf(TimeoutError);
	});

	it.each([
		['before', 0],
		['while', 1],
	])('is not opened when stopped %s it opens', async (_when, asked) => {
		const server = await serveEvents({ refuse: () => true });
		if (asked === 0) stop.abort();
		const opening = failureOf(open(server.origin));
		await until(() => server.asked.length === asked);
		stop.abort();
		expect(await opening).toBeInstanceOf(CancelledError);
	});

	it.each([
		['is closed', (socket: WebSocket) => socket.close(1001)],
		['is cut', (socket: WebSocket) => socket.terminate()],
		[
			'breaks the protocol',
			(socket: WebSocket) => Reflect.get(socket, '_socket').write('\xff\xff\xff'),
		],
		['sends far too much', (socket: WebSocket) => socket.send('x'.repeat(5 * 1024 * 1024))],
	])('that %s says so once', async (_what, harm) => {
		const server = await serveEvents();
		const socket = await open(server.origin);
		harm(far(server));
		await until(() => ends.length === 1);
		expect(ends[0]).toBeInstanceOf(NetworkError);
		await socket.close();
		expect(ends).toHaveLength(1);
	});

	it('pings every 20 s and is alive while it is answered', async () => {
		const server = await serveEvents();
		const socket = await open(server.origin);
		let pings = 0;
		far(server).on('ping', () => pings++);
		let pongs = 0;
		raw?.on('pong', () => pongs++);
		for (let i = 1; i <= 10; i++) {
			clock.advance(20_000);
			await until(() => pongs === i);
		}
		expect([pings, ends]).toEqual([10, []]);
		await socket.close();
	});

	it('is dead 10 s after the second ping that nobody answers', async () => {
		const server = await serveEvents();
		const socket = await open(server.origin);
		far(server).pause();
		clock.advance(20_000);
		clock.advance(20_000);
		clock.advance(9_999);
		expect(ends).toEqual([]);
		clock.advance(1);
		expect(ends).toHaveLength(1);
		await socket.close();
	});

	it('takes a frame, or a ping of 3CX, for a sign of life', async () => {
		const server = await serveEvents();
		const socket = await open(server.origin);
		far(server).pause();
		let heard = 0;
		raw?.on('ping', () => heard++);
		for (let i = 1; i <= 6; i++) {
			clock.advance(20_000);
			if (i % 2 === 0) far(server).send('frame');
			else far(server).ping();
			await until(() => heard + texts.length === i);
		}
		expect(ends).toEqual([]);
		const closed = socket.close();
		clock.advance(2_000);
		await closed;
	});

	it('closes within 2 s though the other side does not answer, and hears nothing more', async () => {
		const server = await serveEvents();
		const socket = await open(server.origin);
		far(server).pause();
		const closed = socket.close();
		far(server).send('late');
		clock.advance(2_000);
		await closed;
		await socket.close();
		expect([texts, ends]).toEqual([[], []]);
	});

	it('survives an error event at any time', async () => {
		const server = await serveEvents();
		const socket = await open(server.origin);
		await socket.close();
		expect(() => raw?.emit('error', new Error('late'))).not.toThrow();
	});
});
