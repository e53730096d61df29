import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpError, MediaStreams, TokenKeeper } from '../../../../nodes/shared/transport';
import { TestClock } from '../../../helpers/testClock';
import { exchangeWith, failureOf, TestTokens } from './bench';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const PATH = '/callcontrol/800/participants/25/stream';
const servers: Server[] = [];

afterEach(() => {
	for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A PBX of one handler, which gets requests before their bodies; and streams to it. */
async function streamsTo(handler: Handler) {
	const server = createServer(handler);
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const exchange = exchangeWith(`http://127.0.0.1:${port}`);
	const clock = new TestClock();
	const tokens = new TokenKeeper(new TestClock(), () => 0.5);
	return { streams: new MediaStreams({ exchange, tokens, clock }, new TestTokens()), clock };
}

/** Something that comes to pass on the other side of the line. */
function happening<T>(): { promise: Promise<T>; tell: (value: T) => void } {
	let tell: (value: T) => void = () => {};
	const promise = new Promise<T>((resolve) => {
		tell = resolve;
	});
	return { promise, tell };
}

describe('An upload', () => {
	it('sends bytes as they are written, with the token, and ends cleanly', async () => {
		const first = happening<string>();
		const whole = happening<{ headers: IncomingMessage['headers']; text: string }>();
		const { streams } = await streamsTo((request, response) => {
			let text = '';
			request.on('data', (chunk: Buffer) => first.tell((text += chunk.toString())));
			request.on('end', () => {
				whole.tell({ headers: request.headers, text });
				response.end();
			});
		});
		const upload = await streams.upload(PATH);
		await upload.write(Buffer.from('ab'));
		expect(await first.promise).toBe('ab');
		await upload.write(Buffer.from('cd'));
		expect(await upload.finish()).toEqual({ kind: 'finished' });
		const { headers, text } = await whole.promise;
		expect(text).toBe('abcd');
		expect(headers).toMatchObject({
			authorization: 'Bearer token-1',
			'content-type': 'application/octet-stream',
			'transfer-encoding': 'chunked',
		});
	});

	it.each([401, 403, 404, 409, 424])(
		'tells a refusal with %i while its body is open',
		async (status) => {
			const { streams } = await streamsTo((_request, response) => {
				response.writeHead(status).end('{"reasontext":"no"}');
			});
			const upload = await streams.upload(PATH);
			await upload.write(Buffer.alloc(640));
			expect(await upload.ended).toMatchObject({ kind: 'refused', error: { status } });
			// Who writes on must not be held up.
			await upload.write(Buffer.alloc(1_000_000));
		},
	);

	it('goes on after an answer that comes before the last byte', async () => {
		const whole = happening<number>();
		const { streams } = await streamsTo((request, response) => {
			let bytes = 0;
			response.writeHead(200).end();
			request.on('data', (chunk: Buffer) => (bytes += chunk.length));
			request.on('end', () => whole.tell(bytes));
		});
		const upload = await streams.upload(PATH);
		for (let piece = 0; piece < 20; piece++) {
			await upload.write(Buffer.alloc(640));
			await new Promise((resolve) => setImmediate(resolve));
		}
		expect(await upload.finish()).toEqual({ kind: 'finished' });
		expect(await whole.promise).toBe(20 * 640);
	});

	it('is open with its head, before the first byte', async () => {
		const head = happening<string | undefined>();
		const { streams } = await streamsTo((request) => head.tell(request.headers.authorization));
		const upload = await streams.upload(PATH);
		await upload.opened;
		expect(await head.promise).toBe('Bearer token-1');
		upload.stop();
	});

	it('is not open for ever where the line never opens', async () => {
		const { streams } = await streamsTo(() => {});
		const upload = await streams.upload(PATH);
		upload.stop();
		await upload.opened;
		expect(await upload.ended).toEqual({ kind: 'stopped' });
	});

	it('tells that the line was cut', async () => {
		const { streams } = await streamsTo((request) => {
			request.once('data', () => request.socket.destroy());
		});
		const upload = await streams.upload(PATH);
		await upload.write(Buffer.alloc(640));
		expect(await upload.ended).toMatchObject({ kind: 'cut', error: { retryable: true } });
	});

	it('is cut at once by stop, so that nothing more is heard', async () => {
		const opened = happening<void>();
		const aborted = happening<boolean>();
		const { streams } = await streamsTo((request) => {
			request.once('data', () => opened.tell());
			request.on('close', () => aborted.tell(!request.complete));
		});
		const upload = await streams.upload(PATH);
		await upload.write(Buffer.alloc(640));
		await opened.promise;
		upload.stop();
		upload.stop();
		expect(await upload.ended).toEqual({ kind: 'stopped' });
		expect(await aborted.promise).toBe(true);
	});

	it('gives a line up that takes nothing for five seconds', async () => {
		const { streams, clock } = await streamsTo((request) => request.pause());
		const upload = await streams.upload(PATH);
		// The first fills all the buffers on the way.
		await upload.write(Buffer.alloc(64 * 1024 * 1024));
		const writing = upload.write(Buffer.alloc(1024 * 1024));
		await new Promise((resolve) => setImmediate(resolve));
		clock.advance(5_000);
		await writing;
		expect(await upload.ended).toMatchObject({ kind: 'cut' });
		expect(clock.waiting).toBe(0);
	});

	it('does not wait for ever for the answer to its end', async () => {
		const { streams, clock } = await streamsTo((request) => request.resume());
		const upload = await streams.upload(PATH);
		const finishing = upload.finish();
		clock.advance(2_000);
		expect(await finishing).toEqual({ kind: 'finished' });
	});

	it('can be opened with another token after a 401', async () => {
		const seen: Array<string | undefined> = [];
		const { streams } = await streamsTo((request, response) => {
			seen.push(request.headers.authorization);
			request.resume();
			response.writeHead(seen.length === 1 ? 401 : 200).end();
		});
		const upload = await streams.upload(PATH);
		await upload.write(Buffer.alloc(640));
		await upload.ended;
		await streams.renewToken(upload);
		const second = await streams.upload(PATH);
		await second.write(Buffer.alloc(640));
		await second.finish();
		expect(seen).toEqual(['Bearer token-1', 'Bearer token-2']);
	});
});

describe('A download', () => {
	const read = async (line: AsyncIterable<Buffer>) => {
		let text = '';
		for await (const chunk of line) text += chunk.toString();
		return text;
	};

	it('gives the bytes as they come, with another token after a 401', async () => {
		const seen: Array<string | undefined> = [];
		const { streams } = await streamsTo((request, response) => {
			seen.push(request.headers.authorization);
			if (seen.length === 1) response.writeHead(401).end();
			else response.writeHead(200).end('abc');
		});
		const line = await streams.download(PATH, new AbortController().signal);
		expect(await read(line as AsyncIterable<Buffer>)).toBe('abc');
		expect(seen).toEqual(['Bearer token-1', 'Bearer token-2']);
	});

	it('throws a refusal, and a token that is refused again and again', async () => {
		let status = 424;
		const { streams } = await streamsTo((_request, response) => response.writeHead(status).end());
		const none = new AbortController().signal;
		const refused = await failureOf(streams.download(PATH, none));
		expect(refused).toBeInstanceOf(HttpError);
		expect(refused).toMatchObject({ status: 424 });
		status = 401;
		expect(await failureOf(streams.download(PATH, none))).toMatchObject({
			message: expect.stringContaining('4 times') as string,
		});
	});

	it('ends by its signal', async () => {
		const gone = happening<void>();
		const { streams } = await streamsTo((request, response) => {
			response.writeHead(200).write('abc');
			request.on('close', () => gone.tell());
		});
		const stop = new AbortController();
		const line = await streams.download(PATH, stop.signal);
		const chunks = (line as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
		expect((await chunks.next()).value?.toString()).toBe('abc');
		stop.abort();
		expect(await failureOf(chunks.next())).toBeDefined();
		await gone.promise;
	});
});
