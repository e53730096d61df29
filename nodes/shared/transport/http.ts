import { backoffMs, retryAfterMs, type Backoff } from './backoff';
import type { Clock } from './clock';
import {
	abortError,
	asThreeCxError,
	AuthError,
	HttpError,
	ProtocolError,
	ThreeCxError,
	TimeoutError,
} from './errors';
import type { Exchange, Incoming, Outgoing } from './exchange';
import type { Logger } from './logger';
import type { TokenKeeper, TokenSource } from './tokenKeeper';

/** A request to the PBX. */
export interface HttpRequest {
	method: Outgoing['method'];
	/** Begins with `/`, encoded, with its query. */
	path: string;
	body?: object;
	/** Whether sending it twice does no harm; GET is repeatable unless said otherwise. */
	repeatable?: boolean;
	/** Time for one try, where it is not the usual one (reports take longer). */
	timeoutMs?: number;
	/** Statuses that a repetition would not change, although others of their kind may be repeated. */
	final?: readonly number[];
}

/** A good reply (2xx). */
export interface HttpReply {
	status: number;
	body: unknown;
	header(name: string): string | undefined;
}

export interface HttpOptions {
	/** Time for one try. */
	requestTimeoutMs: number;
	/** Time for everything, repetitions and waits included. */
	timeoutMs: number;
	retryAttempts: number;
}

/** What a request needs from outside. */
export interface HttpDeps {
	exchange: Exchange;
	tokens: TokenKeeper;
	clock: Clock;
	random: () => number;
}

/** How often one request may be refused with 401 before it is given up (design promise 1). */
const TOKEN_TRIES = 4;
const BACKOFF: Backoff = { firstMs: 500, maxMs: 8_000 };

/**
 * Requests with a token to one PBX, on behalf of one caller (its token source, its cancel signal, its log).
 * Repeats what may be repeated, within one deadline; never a request whose effect is in doubt.
 */
export class Http {
	constructor(
		private readonly deps: HttpDeps,
		private readonly options: HttpOptions,
		private readonly source: TokenSource,
		private readonly logger: Logger,
		private readonly signal?: AbortSignal,
	) {}

	/** Address of the PBX, for messages. */
	get origin(): string {
		return this.deps.exchange.origin;
	}

	/** @throws ThreeCxError; {@link HttpError} for a status of 400 and above */
	async request(request: HttpRequest): Promise<HttpReply> {
		const { clock, random } = this.deps;
		const repeatable = request.repeatable ?? request.method === 'GET';
		// A request that is known to take long brings its own time.
		const deadline = clock.now() + Math.max(this.options.timeoutMs, request.timeoutMs ?? 0);
		for (let attempt = 1; ; attempt++) {
			const failure = await this.attempt(request, deadline).catch(asThreeCxError);
			if (!(failure instanceof ThreeCxError)) return failure;
			if (!repeatable || !failure.retryable || attempt > this.options.retryAttempts) throw failure;
			if (failure instanceof HttpError && request.final?.includes(failure.status)) throw failure;
			const asked = failure instanceof HttpError ? failure.retryAfterMs : undefined;
			const wait = asked ?? backoffMs(attempt, BACKOFF, random());
			// A repetition that cannot end in time is a hang in disguise: the first answer counts.
			if (clock.now() + wait >= deadline) throw failure;
			this.logger.debug(`${request.method} is repeated in ${wait} ms: ${failure.message}`);
			await clock.sleep(wait, this.signal);
		}
	}

	private async attempt(request: HttpRequest, deadline: number): Promise<HttpReply> {
		if (this.signal?.aborted) throw abortError();
		let token = await this.deps.tokens.current(this.source);
		for (let tokenTry = 1; ; tokenTry++) {
			const left = deadline - this.deps.clock.now();
			if (left <= 0) throw new TimeoutError(`3CX at ${this.origin} took too long`);
			const reply = await this.deps.exchange.send({
				method: request.method,
				path: request.path,
				headers: { Authorization: `Bearer ${token}` },
				body: request.body,
				timeoutMs: Math.min(left, request.timeoutMs ?? this.options.requestTimeoutMs),
				// Some transfers that ring for half a minute would use up the pool.
				alone: (request.timeoutMs ?? 0) > this.options.requestTimeoutMs,
				signal: this.signal,
			});
			if (reply.status !== 401) return this.judge(reply);
			if (tokenTry >= TOKEN_TRIES) {
				throw new AuthError(`3CX refused the access token ${TOKEN_TRIES} times`, {
					hint: 'Another program seems to use the same API client: each token it gets ends ours. Make a client of its own for n8n.',
				});
			}
			token = await this.deps.tokens.replace(token, this.source);
		}
	}

	private judge(reply: Incoming): HttpReply {
		if (reply.status < 400) {
			if (typeof reply.body === 'string') {
				throw new ProtocolError(
					`3CX at ${this.origin} sent something that is not its API's JSON`,
					true,
					{
						hint: 'A proxy or a login page may stand in between, or the connection was cut.',
					},
				);
			}
			return reply;
		}
		throw new HttpError(`3CX answered with status ${reply.status}`, reply.status, reply.body, {
			retryAfterMs: retryAfterMs(reply.header('retry-after'), this.deps.clock.now()),
		});
	}
}
