import type { RequestListener } from 'node:http';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { CancelledError, ProtocolError, TimeoutError } from '../../../../nodes/shared/transport';
import { everythingIn, failureOf } from './bench';
import { downloadsBeside, SOUND, sound } from './downloadBench';
import { replies, serve } from './testServer';

const PROMPT = '/prompts/welcome.wav';

/** Answers with these bytes under these headers, whatever they say. */
function answer(headers: Record<string, string>, bytes: Buffer): RequestListener {
	return ({ socket }) => {
		const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
		socket.write(`HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\n${lines.join('')}\r\n`);
		socket.end(bytes);
	};
}

/** Brotli that does not take long over it. */
function quickBrotli(bytes: Buffer): Buffer {
	return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } });
}

/** Sends and sends; counts what the other side has taken. */
function endless(
	headers: Record<string, string> = {},
	chunk = Buffer.alloc(64 * 1024),
): {
	listener: RequestListener;
	sent: () => number;
} {
	let sent = 0;
	return {
		listener: (_request, response) => {
			response.writeHead(200, { 'Content-Type': 'audio/wav', ...headers });
			const more = () => {
				while (!response.destroyed && response.write(chunk)) sent += chunk.length;
			};
			response.on('drain', more);
			more();
		},
		sent: () => sent,
	};
}

describe('the size of a file', () => {
	it('may be as large as the limit, and not a byte more', async () => {
		const pbx = await serve(sound);
		const { get } = downloadsBeside(pbx.origin);
		expect((await get(PROMPT, { maxBytes: SOUND.length })).bytes).toEqual(SOUND);

		const error = await failureOf(get(PROMPT, { maxBytes: SOUND.length - 1 }));
		expect(error).toBeInstanceOf(ProtocolError);
		expect(error).toMatchObject({
			retryable: false,
			message: `The file ${pbx.origin}${PROMPT} is too large: it has more than 1023 bytes, the limit is 1023 bytes`,
		});
	});

	it('that is announced as too large is refused before it comes, with both sizes', async () => {
		const { listener } = endless({ 'Content-Length': '2400000000' });
		const pbx = await serve(listener);
		expect(
			await failureOf(downloadsBeside(pbx.origin).get(PROMPT, { maxBytes: 20_000_000 })),
		).toMatchObject({
			message: expect.stringContaining('it has 2400.0 MB, the limit is 20.0 MB') as string,
		});
	});

	it('without an end is cut off at the limit', async () => {
		const { listener, sent } = endless();
		const pbx = await serve(listener);
		expect(
			await failureOf(downloadsBeside(pbx.origin).get(PROMPT, { maxBytes: 500_000 })),
		).toMatchObject({
			message: expect.stringContaining('more than 500 kB, the limit is 500 kB') as string,
		});
		// What lies in the buffers of two sockets, and no more.
		expect(sent()).toBeLessThan(20_000_000);
	});

	it('is what comes, where the server announces less', async () => {
		const pbx = await serve(answer({ 'Content-Length': '100' }, Buffer.alloc(1_000_000, 1)));
		const { bytes } = await downloadsBeside(pbx.origin).get(PROMPT);
		expect(bytes).toHaveLength(100);
	});

	it('of less than announced is a connection that was cut', async () => {
		const pbx = await serve(answer({ 'Content-Length': '5000' }, SOUND));
		expect(await failureOf(downloadsBeside(pbx.origin).get(PROMPT))).toMatchObject({
			name: 'NetworkError',
			retryable: true,
			message: expect.stringContaining('the connection was cut') as string,
		});
	});
});

describe('a compressed file', () => {
	it.each([
		['gzip', gzipSync],
		['deflate', deflateSync],
		['br', brotliCompressSync],
	])('is taken as what it holds (%s)', async (encoding, compress) => {
		const pbx = await serve(answer({ 'Content-Encoding': encoding }, compress(SOUND)));
		expect((await downloadsBeside(pbx.origin).get(PROMPT)).bytes).toEqual(SOUND);
	});

	it.each([
		['gzip', gzipSync],
		['br', quickBrotli],
	])('that is a bomb goes off at the limit (%s)', async (encoding, compress) => {
		const bomb = compress(Buffer.alloc(100_000_000));
		expect(bomb.length).toBeLessThan(200_000);
		const pbx = await serve(
			answer({ 'Content-Encoding': encoding, 'Content-Length': `${bomb.length}` }, bomb),
		);
		const error = await failureOf(downloadsBeside(pbx.origin).get(PROMPT, { maxBytes: 200_000 }));
		expect(error).toMatchObject({
			message: expect.stringContaining('more than 200 kB, the limit is 200 kB') as string,
		});
	});

	it('that is a bomb without an end is cut off', async () => {
		const { listener, sent } = endless(
			{ 'Content-Encoding': 'gzip' },
			gzipSync(Buffer.alloc(10_000_000)),
		);
		const pbx = await serve(listener);
		const error = await failureOf(
			downloadsBeside(pbx.origin).get(PROMPT, { maxBytes: 30_000_000 }),
		);
		expect(error).toMatchObject({
			message: expect.stringContaining('more than 30.0 MB') as string,
		});
		expect(sent()).toBeLessThan(20_000_000);
	});

	it('that is damaged is told as such', async () => {
		const damaged = gzipSync(SOUND);
		damaged.fill(0xff, 12, 200);
		const pbx = await serve(answer({ 'Content-Encoding': 'gzip' }, damaged));
		expect(await failureOf(downloadsBeside(pbx.origin).get(PROMPT))).toMatchObject({
			name: 'ProtocolError',
			message: `${pbx.origin}${PROMPT} sends data that is damaged`,
		});
	});

	it.each(['gzip, gzip', 'secret-sauce'])(
		'in a way we do not know is refused: %s',
		async (encoding) => {
			const pbx = await serve(answer({ 'Content-Encoding': encoding }, SOUND));
			expect(await failureOf(downloadsBeside(pbx.origin).get(PROMPT))).toMatchObject({
				name: 'ProtocolError',
				message: `${pbx.origin}${PROMPT} is compressed in a way that is not understood`,
			});
		},
	);
});

describe('the time for a file', () => {
	/** Sends a byte whenever some time has passed, for ever. */
	const drip: RequestListener = (_request, response) => {
		response.writeHead(200, { 'Content-Type': 'audio/wav' });
		const timer = setInterval(() => response.write('x'), 10);
		response.on('close', () => clearInterval(timer));
	};

	it('ends also while bytes drip, and the message tells limit and size', async () => {
		const pbx = await serve(drip);
		const error = await failureOf(
			downloadsBeside(pbx.origin).get(`${PROMPT}?sig=secret`, { timeoutMs: 200 }),
		);
		expect(error).toBeInstanceOf(TimeoutError);
		expect(error).toMatchObject({
			retryable: true,
			message: expect.stringMatching(
				/^The file http:.*\/prompts\/welcome\.wav did not come within 0\.2 s: there are \d+ bytes so far$/,
			) as string,
		});
		expect(everythingIn(error)).not.toContain('secret');
	});

	it('ends where nothing comes at all', async () => {
		const pbx = await serve(replies('hang'));
		expect(
			await failureOf(downloadsBeside(pbx.origin).get(PROMPT, { timeoutMs: 50 })),
		).toBeInstanceOf(TimeoutError);
	});

	it('is one for all redirects', async () => {
		let asked = 0;
		const pbx = await serve((_request, response) => {
			asked++;
			setTimeout(() => response.writeHead(302, { Location: '/next' }).end(), 80);
		});
		expect(
			await failureOf(downloadsBeside(pbx.origin).get(PROMPT, { timeoutMs: 200 })),
		).toBeInstanceOf(TimeoutError);
		expect(asked).toBeGreaterThan(1);
	});

	it('holds while a token is waited for', async () => {
		const pbx = await serve(replies({ status: 401 }));
		const { get, tokens } = downloadsBeside(pbx.origin);
		tokens.stored = async () => await new Promise(() => {});
		expect(await failureOf(get(PROMPT, { timeoutMs: 100 }))).toBeInstanceOf(TimeoutError);
	});

	it('leaves no connection open', async () => {
		const closed = new Promise<void>((resolve) => {
			void serve((request, response) => {
				request.socket.once('close', () => resolve());
				drip(request, response);
			}).then(async ({ origin }) => {
				await failureOf(downloadsBeside(origin).get(PROMPT, { timeoutMs: 50 }));
			});
		});
		await expect(closed).resolves.toBeUndefined();
	});

	it.each(['signal', 'stop', 'close'] as const)('is cut short by %s', async (way) => {
		const signal = new AbortController();
		const bench = { signal: () => signal.abort(), stop: () => {}, close: () => {} };
		const pbx = await serve((request, response) => {
			drip(request, response);
			bench[way]();
		});
		const { get, stop, close } = downloadsBeside(pbx.origin);
		Object.assign(bench, { stop, close });
		expect(await failureOf(get(PROMPT, { signal: signal.signal }))).toBeInstanceOf(CancelledError);
	});

	it('does not begin where the execution was stopped before', async () => {
		const pbx = await serve(sound);
		const { get, stop } = downloadsBeside(pbx.origin);
		stop();
		expect(await failureOf(get(PROMPT))).toBeInstanceOf(CancelledError);
		expect(pbx.connections).toBe(0);
	});
});
