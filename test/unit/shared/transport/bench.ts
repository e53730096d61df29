import { inspect } from 'node:util';
import {
	Exchange,
	Http,
	silentLogger,
	TokenKeeper,
	type AccessToken,
	type Clock,
	type ExchangeOptions,
	type HttpOptions,
	type Logger,
	type TokenSource,
} from '../../../../nodes/shared/transport';
import { TestClock } from '../../../helpers/testClock';

const exchanges: Exchange[] = [];

afterEach(() => {
	for (const exchange of exchanges.splice(0)) exchange.close();
});

/** An exchange that is closed after the test. */
export function exchangeWith(origin: string, more: Partial<ExchangeOptions> = {}): Exchange {
	const exchange = new Exchange({
		origin,
		ignoreSslIssues: false,
		poolSize: 5,
		keepaliveMs: 30_000,
		...more,
	});
	exchanges.push(exchange);
	return exchange;
}

/** A life that no test outlives. */
export const FOR_EVER = Date.UTC(2099, 0);

/** Tokens `token-1`, `token-2` …, as a PBX would issue them to this process alone. */
export class TestTokens implements TokenSource {
	renewals = 0;
	reads = 0;
	/** What another process has stored, if any. */
	shared: AccessToken | undefined;
	/** What {@link renew} gives, where it is not the next number. */
	next: () => AccessToken = () => ({ value: `token-${this.renewals}`, expiresAt: FOR_EVER });

	async stored(): Promise<AccessToken | undefined> {
		this.reads++;
		return this.shared;
	}

	async renew(): Promise<AccessToken> {
		this.renewals++;
		return this.next();
	}
}

export interface HttpBench {
	http: Http;
	clock: TestClock;
	tokens: TestTokens;
	keeper: TokenKeeper;
}

/** HTTP towards `origin` as the nodes use it, with a clock that does not wait. */
export function httpTo(
	origin: string,
	more: {
		options?: Partial<HttpOptions>;
		signal?: AbortSignal;
		clock?: TestClock;
		logger?: Logger;
		exchange?: Exchange;
	} = {},
): HttpBench {
	const clock = more.clock ?? new TestClock();
	const tokens = new TestTokens();
	const keeper = new TokenKeeper(new TestClock(), () => 0.5);
	const http = new Http(
		{
			exchange: more.exchange ?? exchangeWith(origin),
			tokens: keeper,
			clock: clock satisfies Clock,
			random: () => 1,
		},
		{ requestTimeoutMs: 5_000, timeoutMs: 30_000, retryAttempts: 3, ...more.options },
		tokens,
		more.logger ?? silentLogger,
		more.signal,
	);
	return { http, clock, tokens, keeper };
}

/** What a promise is rejected with; a promise that is kept fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
	return await promise.then(
		(value) => {
			throw new Error(`Not rejected but ${inspect(value)}`);
		},
		(error: unknown) => error,
	);
}

/** Everything of an error that could reach a log, a database or a screen. */
export function everythingIn(error: unknown): string {
	const parts = [inspect(error, { depth: 12 }), JSON.stringify(error)];
	for (let inner = error, depth = 0; inner instanceof Error && depth < 10; depth++) {
		const own = Object.entries(inner).map(([name, value]) => `${name}=${inspect(value)}`);
		parts.push(inner.message, inner.stack ?? '', ...own, JSON.stringify(inner));
		inner = inner.cause;
	}
	return parts.join('\n');
}
