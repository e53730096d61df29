import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import {
	HttpError,
	MediaStreams,
	TimeoutError,
	TokenKeeper,
	type StreamedFile,
} from '../../../../nodes/shared/transport';
import { TestClock } from '../../../helpers/testClock';
import { exchangeWith, failureOf, TestTokens } from './bench';
import { listen } from './testServer';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const PATH = '/xapi/v1/Recordings/Pbx.DownloadRecording(recId=42)';
const SOUND = Buffer.alloc(200_000, 7);
const servers: Server[] = [];

afterEach(() => {
	for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A PBX of one handler, and a client of it in a time that stands still. */
async function fileFrom(handler: Handler, signal?: AbortSignal) {
	const server = createServer(handler);
	servers.push(server);
	const exchange = exchangeWith(`http://127.0.0.1:${await listen(server)}`);
	const clock = new TestClock();
	const tokens = new TokenKeeper(new TestClock(), () => 0.5);
	const streams = new MediaStreams({ exchange, tokens, clock }, new TestTokens());
	return { clock, file: streams.file(PATH, signal), origin: exchange.origin };
}

/** Resolves when the first bytes of a file are there. */
async function begun({ body }: StreamedFile): Promise<void> {
	await new Promise<void>((resolve) => body.once('readable', resolve));
}

describe('A file of the PBX', () => {
	it('comes whole, with its name and type, and leaves nothing behind', async () => {
		const { file, clock } = await fileFrom((_request, response) => {
			response.writeHead(200, {
				'content-type': 'audio/x-wav; charset=binary',
				'content-disposition': 'attachment; filename="a b.wav"',
			});
			response.end(SOUND);
		});
		const { body, contentType, name } = await file;
		expect([contentType, name]).toEqual(['audio/x-wav', 'a b.wav']);
		expect((await buffer(body)).equals(SOUND)).toBe(true);
		expect(clock.waiting).toBe(0);
	});

	it('fails in words when the line breaks in the middle: half a file is none', async () => {
		const { file, clock, origin } = await fileFrom((_request, response) => {
			response.writeHead(200, { 'content-length': SOUND.length });
			response.write(SOUND.subarray(0, 1000), () => response.destroy());
		});
		const error = await failureOf(file.then(async ({ body }) => await buffer(body)));
		expect(error).toMatchObject({
			message: `3CX at ${origin} sent a file that was cut off`,
			retryable: true,
		});
		expect(clock.waiting).toBe(0);
	});

	it('fails the same when the end of a body of pieces is cut off', async () => {
		const { file, origin } = await fileFrom((request, response) => {
			response.write(SOUND.subarray(0, 1000), () => request.socket.destroy());
		});
		const error = await failureOf(file.then(async ({ body }) => await buffer(body)));
		expect(error).toMatchObject({ message: `3CX at ${origin} sent a file that was cut off` });
	});

	it('that stands still for half a minute is given up, and the line is closed', async () => {
		let closed: () => void = () => {};
		const lineClosed = new Promise<void>((resolve) => (closed = resolve));
		const { file, clock, origin } = await fileFrom((request, response) => {
			request.socket.once('close', () => closed());
			response.write(SOUND.subarray(0, 1000));
		});
		const opened = await file;
		await begun(opened);
		const read = failureOf(buffer(opened.body));
		await new Promise((resolve) => setImmediate(resolve));
		clock.advance(29_999);
		expect(opened.body.destroyed).toBe(false);
		clock.advance(1);
		const error = await read;
		expect(error).toBeInstanceOf(TimeoutError);
		expect(error).toMatchObject({ message: `3CX at ${origin} stopped in the middle of a file` });
		await lineClosed;
		expect(clock.waiting).toBe(0);
	});

	it('may take hours as long as something comes every half minute', async () => {
		let more: (chunk: Buffer) => void = () => {};
		let done: () => void = () => {};
		const { file, clock } = await fileFrom((_request, response) => {
			more = (chunk) => response.write(chunk);
			done = () => response.end();
			more(Buffer.from('0'));
		});
		const { body } = await file;
		const pieces: string[] = [];
		body.setEncoding('utf8').on('data', (text: string) => pieces.push(text));
		for (let i = 1; i < 5; i++) {
			while (pieces.join('').length < i) await new Promise((resolve) => setImmediate(resolve));
			clock.advance(29_000);
			more(Buffer.from(String(i)));
		}
		while (pieces.join('').length < 5) await new Promise((resolve) => setImmediate(resolve));
		const ended = new Promise((resolve) => body.once('end', resolve));
		done();
		await ended;
		expect(pieces.join('')).toBe('01234');
		expect(clock.waiting).toBe(0);
	});

	it('that nobody wants any more is called off', async () => {
		let closed: () => void = () => {};
		const lineClosed = new Promise<void>((resolve) => (closed = resolve));
		const { file, clock } = await fileFrom((request, response) => {
			request.socket.once('close', () => closed());
			response.write(SOUND);
		});
		const opened = await file;
		opened.body.destroy();
		await lineClosed;
		expect(clock.waiting).toBe(0);
	});

	it('whose head never comes is given up after a minute', async () => {
		let asked: () => void = () => {};
		const arrived = new Promise<void>((resolve) => (asked = resolve));
		const { file, clock } = await fileFrom(() => asked());
		const refused = failureOf(file);
		await arrived;
		clock.advance(60_000);
		const error = await refused;
		expect(error).toBeInstanceOf(TimeoutError);
		expect(error).toMatchObject({ message: expect.stringContaining('within 60 s') as string });
		expect(clock.waiting).toBe(0);
	});

	it('ends with the execution that wants it', async () => {
		const stop = new AbortController();
		const { file, clock } = await fileFrom(() => stop.abort(), stop.signal);
		expect(await failureOf(file)).toMatchObject({ name: 'CancelledError' });
		expect(clock.waiting).toBe(0);
	});

	it('ends with it in the middle, too', async () => {
		const stop = new AbortController();
		const { file, clock } = await fileFrom((_request, response) => {
			response.write(SOUND.subarray(0, 1000));
		}, stop.signal);
		const opened = await file;
		await begun(opened);
		const read = failureOf(buffer(opened.body));
		stop.abort();
		expect(await read).toMatchObject({ name: 'CancelledError' });
		expect(clock.waiting).toBe(0);
	});

	it.each<[string, string, string]>([
		['plain', 'attachment; filename=a.wav', 'a.wav'],
		['in quotes', 'attachment; filename="a; b.wav"', 'a; b.wav'],
		['encoded', "attachment; filename=x.wav; filename*=UTF-8''M%C3%BCller.wav", 'Müller.wav'],
		['wrongly encoded', "attachment; filename=x.wav; filename*=UTF-8''%FF%", 'x.wav'],
		['with a path', 'attachment; filename="../../etc/passwd"', 'passwd'],
		['with a path of Windows', 'attachment; filename="C:\\\\x\\\\a.wav"', 'a.wav'],
		['encoded with a path', "attachment; filename*=UTF-8''..%2F..%2Fa.wav", 'a.wav'],
		['missing', 'attachment', ''],
		['empty', 'attachment; filename=""', ''],
		['in capitals', 'ATTACHMENT; FILENAME=A.WAV', 'A.WAV'],
	])('has a name where the head tells one: %s', async (_how, disposition, name) => {
		const { file } = await fileFrom((_request, response) => {
			response.writeHead(200, { 'content-disposition': disposition }).end('x');
		});
		const opened = await file;
		expect([opened.name, opened.contentType]).toEqual([name, '']);
		opened.body.destroy();
	});
});

describe('A refused file', () => {
	it('says what 3CX says: 400 for a file that is not there (xapi.md §3.9)', async () => {
		const said = { error: { code: '', message: 'WARNINGS.XAPI.FILE_NOT_FOUND' } };
		const { file } = await fileFrom((_request, response) => {
			response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(said));
		});
		const error = await failureOf(file);
		expect(error).toBeInstanceOf(HttpError);
		expect(error).toMatchObject({ status: 400, body: said });
	});

	it.each<[string, (response: ServerResponse) => void]>([
		['nothing', (response) => response.end()],
		['no JSON', (response) => response.end('<html>Forbidden</html>')],
		['a megabyte', (response) => response.end(Buffer.alloc(1024 * 1024, 'x'))],
		['half a word', (response) => response.write('{"err', () => response.destroy())],
	])('is a refusal by its status where %s is said', async (_what, say) => {
		const { file, clock } = await fileFrom((_request, response) => {
			response.writeHead(403);
			say(response);
		});
		expect(await failureOf(file)).toMatchObject({ status: 403, body: undefined });
		expect(clock.waiting).toBe(0);
	});

	it('does not make anybody wait for what it says', async () => {
		let asked: () => void = () => {};
		const arrived = new Promise<void>((resolve) => (asked = resolve));
		const { file, clock } = await fileFrom((_request, response) => {
			response.writeHead(500).write('{"error":', () => asked());
		});
		const refused = failureOf(file);
		await arrived;
		// The head is on its way to us: only then its words are waited for.
		while (clock.waiting < 2) await new Promise((resolve) => setImmediate(resolve));
		clock.advance(30_000);
		expect(await refused).toMatchObject({ status: 500, body: undefined });
		expect(clock.waiting).toBe(0);
	});
});
