import type { RequestListener } from 'node:http';
import {
	asThreeCxError,
	atLevel,
	Http,
	TokenKeeper,
	requestToken,
	type Exchange,
	type HttpRequest,
} from '../../../../nodes/shared/transport';
import { Xapi } from '../../../../nodes/shared/xapi';
import { TestClock } from '../../../helpers/testClock';
import { everythingIn, exchangeWith, failureOf, FOR_EVER } from './bench';
import { deadOrigin, replies, serve } from './testServer';

const LIVE = 'eyJhbGciOiJFUzI1NiJ9.the-live-token.sig';
const SECRET = 'the-client-secret';
const NUMBER = '+491712345678';

const SPOKEN = {
	error: {
		code: '',
		message: `Mobile: ${NUMBER} is wrong`,
		details: [{ code: '', message: `${NUMBER} is not a number`, target: 'Mobile' }],
	},
};

const TROUBLES: ReadonlyArray<[string, RequestListener]> = [
	['400', replies({ status: 400, body: SPOKEN })],
	['403', replies({ status: 403, body: SPOKEN })],
	['404', replies({ status: 404, body: SPOKEN })],
	['500', replies({ status: 500, body: `Cannot dial ${NUMBER}` })],
	['401 for ever', replies({ status: 401 })],
	['a redirect', replies({ status: 302, headers: { location: `https://x/?n=${NUMBER}` } })],
	['HTML', replies({ body: `<html>${NUMBER}</html>` })],
	['half of a JSON', replies({ body: `{"Mobile":"${NUMBER}` })],
	['a cut connection', replies('reset')],
	['no answer', replies('hang')],
];

/** A PATCH with everything in it that must not come out again. */
const PATCH: HttpRequest = {
	method: 'PATCH',
	path: '/xapi/v1/Users(29)',
	body: { Mobile: NUMBER, AuthPassword: SECRET },
	repeatable: true,
	timeoutMs: 60,
};

describe('errors and log lines hold no token, no secret and no full phone number', () => {
	let lines: string[];

	beforeEach(() => {
		lines = [];
	});

	function http(exchange: Exchange): Http {
		const clock = new TestClock();
		const log = (message: string, meta?: object) => {
			lines.push(`${message} ${JSON.stringify(meta)}`);
		};
		const logger = atLevel('debug', { debug: log, info: log, warn: log, error: log });
		const token = { value: LIVE, expiresAt: FOR_EVER };
		let minted = 0;
		const tokens = {
			stored: async () => undefined,
			renew: async () => ({ ...token, value: `${LIVE}${minted++}` }),
		};
		const keeper = new TokenKeeper(clock, () => 0);
		const options = { requestTimeoutMs: 60, timeoutMs: 30_000, retryAttempts: 1 };
		return new Http({ exchange, tokens: keeper, clock, random: () => 0 }, options, tokens, logger);
	}

	function expectNothingIn(error: unknown): void {
		const all = [everythingIn(error), everythingIn(asThreeCxError(error)), ...lines].join('\n');
		for (const secret of ['the-live-token', SECRET, NUMBER, NUMBER.slice(1)]) {
			expect(all).not.toContain(secret);
		}
	}

	it.each(TROUBLES)('%s', async (_what, handler) => {
		const server = await serve(handler);
		expectNothingIn(await failureOf(http(exchangeWith(server.origin)).request(PATCH)));
	});

	it.each(TROUBLES)('%s, in the words of the XAPI', async (_what, handler) => {
		const server = await serve(handler);
		const xapi = new Xapi(http(exchangeWith(server.origin)));
		expectNothingIn(await failureOf(xapi.patch('Users', 29, { Mobile: NUMBER })));
	});

	it.each(TROUBLES)('%s, when a token is asked for', async (_what, handler) => {
		const server = await serve(handler);
		const login = { clientId: '800', clientSecret: SECRET };
		expectNothingIn(
			await failureOf(
				requestToken(exchangeWith(server.origin), login, { timeoutMs: 60, now: Date.now() }),
			),
		);
	});

	it('a PBX that is down', async () => {
		expectNothingIn(await failureOf(http(exchangeWith(await deadOrigin())).request(PATCH)));
	});

	it('a repetition is logged, with its reason', async () => {
		const server = await serve(replies({ status: 503 }, {}));
		await http(exchangeWith(server.origin)).request(PATCH);
		expect(lines).toEqual([
			'[3CX] PATCH is repeated in 250 ms: 3CX answered with status 503 undefined',
		]);
	});
});
