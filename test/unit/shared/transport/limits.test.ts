import type { RequestListener } from 'node:http';
import { CancelledError, TimeoutError } from '../../../../nodes/shared/transport';
import { TestClock } from '../../../helpers/testClock';
import { exchangeWith, failureOf, httpTo } from './bench';
import { replies, serve } from './testServer';

const GET = { method: 'GET', path: '/xapi/v1/Defs' } as const;

/** Answers byte after byte, every 20 ms, without end. */
const drip: RequestListener = (_request, response) => {
	response.writeHead(200, { 'content-type': 'application/json' });
	const timer = setInterval(() => response.write(' '), 20);
	response.once('close', () => clearInterval(timer));
};

describe('a request has an end', () => {
	it.each([
		['nobody answers', replies('hang')],
		['the answer only drips', drip],
	])('when %s', async (_what, handler) => {
		const server = await serve(handler);
		const started = performance.now();

		const error = await failureOf(exchangeWith(server.origin).send({ ...GET, timeoutMs: 150 }));

		expect(error).toBeInstanceOf(TimeoutError);
		expect(error).toMatchObject({
			retryable: true,
			message: `3CX at ${server.origin} did not answer within 0.15 s`,
		});
		expect(performance.now() - started).toBeLessThan(1_500);
	});

	it('also when the execution could be stopped, but is not', async () => {
		const server = await serve(replies('hang'));
		const { signal } = new AbortController();
		const error = await failureOf(
			exchangeWith(server.origin).send({ ...GET, timeoutMs: 80, signal }),
		);
		expect(error).toBeInstanceOf(TimeoutError);
	});

	it('and gives its connection back', async () => {
		const server = await serve(replies('hang', { body: { ok: 1 } }));
		const exchange = exchangeWith(server.origin, { poolSize: 1 });
		await failureOf(exchange.send({ ...GET, timeoutMs: 50 }));
		expect((await exchange.send({ ...GET, timeoutMs: 2_000 })).body).toEqual({ ok: 1 });
	});

	it('also while it waits for a free connection', async () => {
		const server = await serve(replies('hang'));
		const exchange = exchangeWith(server.origin, { poolSize: 1 });
		const all = await Promise.all(
			[1, 2, 3].map(() => failureOf(exchange.send({ ...GET, timeoutMs: 100 }))),
		);
		for (const error of all) expect(error).toBeInstanceOf(TimeoutError);
	});

	it('and a GET is tried again after it', async () => {
		const server = await serve(replies('hang', { body: { ok: 1 } }));
		const { http } = httpTo(server.origin, { options: { requestTimeoutMs: 60 } });
		expect((await http.request(GET)).body).toEqual({ ok: 1 });
	});

	it('of its own where it is known to take longer', async () => {
		const server = await serve((_request, response) => {
			setTimeout(() => response.end('{"ok":1}'), 150);
		});
		const { http } = httpTo(server.origin, {
			options: { requestTimeoutMs: 20, retryAttempts: 0 },
		});
		expect((await http.request({ ...GET, timeoutMs: 3_000 })).body).toEqual({ ok: 1 });
	});
});

/** Stops the execution in the middle of a wait. */
class StoppingClock extends TestClock {
	constructor(private readonly stop: AbortController) {
		super();
	}

	override async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		this.stop.abort();
		await super.sleep(ms, signal);
	}
}

describe('a stopped execution', () => {
	it('sends nothing', async () => {
		const server = await serve(replies({}));
		const { http } = httpTo(server.origin, { signal: AbortSignal.abort() });

		expect(await failureOf(http.request(GET))).toBeInstanceOf(CancelledError);
		expect(server.seen).toEqual([]);
	});

	it('does not even ask for a token', async () => {
		const server = await serve(replies({}));
		const { http, tokens } = httpTo(server.origin, { signal: AbortSignal.abort() });
		await failureOf(http.request(GET));
		expect([tokens.reads, tokens.renewals]).toEqual([0, 0]);
	});

	it('waits for no reply', async () => {
		const stop = new AbortController();
		const server = await serve(() => stop.abort());
		const { http } = httpTo(server.origin, { signal: stop.signal });

		expect(await failureOf(http.request(GET))).toBeInstanceOf(CancelledError);
		expect(server.seen).toHaveLength(1);
	});

	it.each(['GET', 'PATCH'] as const)('is not taken for a time limit by a %s', async (method) => {
		const stop = new AbortController();
		const server = await serve(() => stop.abort());
		const { signal } = stop;
		const request = { method, path: '/x', timeoutMs: 2_000, signal };
		expect(await failureOf(exchangeWith(server.origin).send(request))).toBeInstanceOf(
			CancelledError,
		);
	});

	it('reads no reply to its end', async () => {
		const stop = new AbortController();
		const server = await serve((_request, response) => {
			response.writeHead(200).write('{"a":', () => setImmediate(() => stop.abort()));
		});
		const { http } = httpTo(server.origin, { signal: stop.signal });
		expect(await failureOf(http.request(GET))).toBeInstanceOf(CancelledError);
	});

	it('does not wait for a repetition and sends none', async () => {
		const stop = new AbortController();
		const server = await serve(replies({ status: 503 }));
		const clock = new StoppingClock(stop);
		const { http } = httpTo(server.origin, { signal: stop.signal, clock });

		expect(await failureOf(http.request(GET))).toBeInstanceOf(CancelledError);
		expect(clock.sleeps).toEqual([]);
		expect(server.seen).toHaveLength(1);
	});

	it('sends nothing with the token that came too late', async () => {
		const stop = new AbortController();
		const server = await serve(replies({}));
		const { http, tokens } = httpTo(server.origin, { signal: stop.signal });
		const next = tokens.next;
		tokens.next = () => {
			stop.abort();
			return next();
		};

		expect(await failureOf(http.request(GET))).toBeInstanceOf(CancelledError);
		expect(server.seen).toEqual([]);
	});

	it('leaves the others of the process alone', async () => {
		const stop = new AbortController();
		const server = await serve((_request, response) => {
			stop.abort();
			response.end('{"ok":1}');
		});
		const exchange = exchangeWith(server.origin);
		const stopped = httpTo(server.origin, { signal: stop.signal, exchange });
		const other = httpTo(server.origin, { exchange });

		const [error, reply] = await Promise.all([
			failureOf(stopped.http.request(GET)),
			other.http.request(GET),
		]);

		expect(error).toBeInstanceOf(CancelledError);
		expect(reply.body).toEqual({ ok: 1 });
	});
});
