import {
	CancelledError,
	HttpError,
	NetworkError,
	parseSettings,
	PbxConnection,
	ProtocolError,
	silentLogger,
} from '../../../../nodes/shared/transport';
import { TestClock } from '../../../helpers/testClock';
import { selfSigned } from '../../../pbx/http/certificate';
import { everythingIn, failureOf, TestTokens } from './bench';
import { downloadsBeside, redirect, SOUND, sound } from './downloadBench';
import { deadOrigin, replies, serve } from './testServer';

const PROMPT = '/prompts/welcome.wav';
const PROMPTS_HINT = expect.stringMatching(
	/\/var\/lib\/3cxpbx\/Bin\/nginx\/html\/prompts\/.*3CX hosts.*https address or binary data/,
) as string;

describe('a path on the PBX', () => {
	it('is fetched from there, without a token, byte by byte', async () => {
		const pbx = await serve(sound);
		const { get, tokens } = downloadsBeside(pbx.origin);

		expect(await get(PROMPT)).toEqual({ bytes: SOUND, contentType: 'audio/wav' });
		expect(pbx.seen).toMatchObject([{ method: 'GET', url: PROMPT, authorization: undefined }]);
		expect(tokens.reads + tokens.renewals).toBe(0);
	});

	it('may hold blanks and letters of any language, and have blanks around it', async () => {
		const pbx = await serve(sound);
		await downloadsBeside(pbx.origin).get(' /prompts/grüß gott.wav ');
		expect(pbx.seen).toMatchObject([{ url: '/prompts/gr%C3%BC%C3%9F%20gott.wav' }]);
	});

	it('may be given as a whole address of the PBX', async () => {
		const pbx = await serve(sound);
		const { bytes } = await downloadsBeside(pbx.origin).get(`${pbx.origin}${PROMPT}`);
		expect(bytes).toEqual(SOUND);
	});

	it.each(['/\t/other.example.com/a.wav', '/@other.example.com/a.wav', '/.other.example.com'])(
		'cannot be made another host: %s',
		async (path) => {
			const pbx = await serve(sound);
			await downloadsBeside(pbx.origin).get(path);
			expect(pbx.seen).toHaveLength(1);
		},
	);

	it.each([401, 403])('brings the token where the PBX answers %d without one', async (status) => {
		const pbx = await serve((request, response) => {
			if (request.headers.authorization === 'Bearer token-1') return sound(request, response);
			response.writeHead(status).end();
		});
		const { get } = downloadsBeside(pbx.origin);

		expect((await get(PROMPT)).bytes).toEqual(SOUND);
		expect(pbx.seen.map(({ authorization }) => authorization)).toEqual([
			undefined,
			'Bearer token-1',
		]);
	});

	it('gets over a token that was replaced, once', async () => {
		const pbx = await serve((request, response) => {
			if (request.headers.authorization === 'Bearer token-2') return sound(request, response);
			response.writeHead(401).end();
		});
		expect((await downloadsBeside(pbx.origin).get(PROMPT)).bytes).toEqual(SOUND);
	});

	it('that nobody may read is given up, and does not use up tokens', async () => {
		const pbx = await serve(replies({ status: 401 }));
		const { get, tokens } = downloadsBeside(pbx.origin);

		expect(await failureOf(get(PROMPT))).toMatchObject({ status: 401, hint: PROMPTS_HINT });
		expect(tokens.renewals).toBe(2);
	});

	it('where there is no file says where prompts lie', async () => {
		const pbx = await serve(replies({ status: 404 }));
		const error = await failureOf(downloadsBeside(pbx.origin).get(`${PROMPT}?key=secret`));

		expect(error).toBeInstanceOf(HttpError);
		expect(error).toMatchObject({
			status: 404,
			retryable: false,
			message: `There is no such file on the PBX: ${pbx.origin}${PROMPT}`,
			hint: PROMPTS_HINT,
		});
		expect(everythingIn(error)).not.toContain('secret');
	});

	it('on a PBX that is down says so as any request does', async () => {
		const error = await failureOf(downloadsBeside(await deadOrigin()).get(PROMPT));
		expect(error).toBeInstanceOf(NetworkError);
		expect(error).toMatchObject({ message: expect.stringContaining('3CX at') as string });
	});
});

describe('what is no sound file', () => {
	it.each(['text/html', 'Text/HTML; charset=utf-8', 'application/xhtml+xml'])(
		'a web page (%s) is refused',
		async (type) => {
			const pbx = await serve(replies({ headers: { 'content-type': type }, body: '<html>' }));
			const error = await failureOf(downloadsBeside(pbx.origin).get(PROMPT));
			expect(error).toBeInstanceOf(ProtocolError);
			expect(error).toMatchObject({
				message: `${pbx.origin}${PROMPT} is a web page, not audio`,
				hint: PROMPTS_HINT,
			});
		},
	);

	it('an empty file is refused', async () => {
		for (const canned of [{ body: '' }, { status: 204, body: '' }]) {
			const pbx = await serve(replies(canned));
			expect(await failureOf(downloadsBeside(pbx.origin).get(PROMPT))).toMatchObject({
				message: `${pbx.origin}${PROMPT} is an empty file`,
			});
		}
	});

	it('a redirect without a target is refused', async () => {
		const pbx = await serve(replies({ status: 302 }));
		expect(await failureOf(downloadsBeside(pbx.origin).get(PROMPT))).toMatchObject({
			message: expect.stringContaining('answered with status 302 instead of a file') as string,
		});
	});
});

describe('a file elsewhere', () => {
	it('is fetched by http from the own network, where that is allowed, and without a token', async () => {
		const pbx = await serve(sound);
		const files = await serve(replies({ status: 401 }));
		const { get, tokens } = downloadsBeside(pbx.origin);
		const error = await failureOf(get(`${files.origin}/a.wav`, { allowPrivate: true }));

		expect(error).toMatchObject({
			status: 401,
			message: `${files.origin}/a.wav answered with status 401 instead of a file`,
			hint: expect.stringContaining('not logged in') as string,
		});
		expect(files.seen).toMatchObject([{ authorization: undefined }]);
		expect(pbx.seen).toEqual([]);
		expect(tokens.reads).toBe(0);
	});

	it('that is not there, or whose server is down, is told by the name without its query', async () => {
		const files = await serve(replies({ status: 404 }));
		const { get } = downloadsBeside('https://pbx.example.com');
		const missing = await failureOf(
			get(`${files.origin}/+491712345678.wav?sig=secret`, { allowPrivate: true }),
		);
		expect(missing).toMatchObject({
			message: `There is no such file there: ${files.origin}/+491…78.wav`,
		});

		const dead = await deadOrigin();
		const down = await failureOf(get(`${dead}/a.wav?sig=secret`, { allowPrivate: true }));
		expect(down).toBeInstanceOf(NetworkError);
		expect(down).toMatchObject({
			message: `The file ${dead}/a.wav cannot be fetched: nothing answers at that address and port`,
			hint: expect.stringContaining('ECONNREFUSED') as string,
		});
		for (const error of [missing, down]) expect(everythingIn(error)).not.toContain('secret');
	});
});

describe('the token goes to the PBX only', () => {
	it('and not to where the PBX redirects to', async () => {
		const files = await serve(sound);
		const pbx = await serve((request, response) => {
			const { authorization } = request.headers;
			if (authorization === undefined) return void response.writeHead(401).end();
			redirect(`${files.origin}/a.wav`)(request, response);
		});
		const { get } = downloadsBeside(pbx.origin);

		expect((await get(PROMPT, { allowPrivate: true })).bytes).toEqual(SOUND);
		expect(pbx.seen.map(({ authorization }) => authorization)).toEqual([
			undefined,
			'Bearer token-1',
		]);
		expect(files.seen).toMatchObject([{ authorization: undefined }]);
	});

	it('and is of no use to another host that sends us back to the PBX', async () => {
		const pbx = await serve((request, response) => {
			if (request.url === '/secret') return void response.writeHead(401).end();
			redirect(`${files.origin}/a.wav`)(request, response);
		});
		const files = await serve(redirect(`${pbx.origin}/secret`));
		const { get, tokens } = downloadsBeside(pbx.origin);

		expect(await failureOf(get(PROMPT, { allowPrivate: true }))).toMatchObject({ status: 401 });
		expect(pbx.seen.map(({ url }) => url)).toEqual([PROMPT, '/secret']);
		for (const { authorization } of [...pbx.seen, ...files.seen]) {
			expect(authorization).toBeUndefined();
		}
		expect(tokens.reads).toBe(0);
	});

	it('also where it redirects within itself', async () => {
		const pbx = await serve((request, response) => {
			if (request.url === PROMPT) return redirect('moved.wav', 301)(request, response);
			if (request.headers.authorization === undefined) {
				return void response.writeHead(401).end();
			}
			sound(request, response);
		});
		expect((await downloadsBeside(pbx.origin).get(PROMPT)).bytes).toEqual(SOUND);
		expect(pbx.seen.map(({ url, authorization }) => [url, authorization])).toEqual([
			[PROMPT, undefined],
			['/prompts/moved.wav', undefined],
			['/prompts/moved.wav', 'Bearer token-1'],
		]);
	});
});

describe('the downloads of a connection', () => {
	it('use its PBX, its trust and its token, and end with it', async () => {
		const pbx = await serve(
			(request, response) => {
				if (request.url === '/slow') return connection.close();
				if (request.headers.authorization === 'Bearer token-1') return sound(request, response);
				response.writeHead(401).end();
			},
			await selfSigned('localhost', false),
		);
		const login = { clientId: '800', clientSecret: 'the-client-secret' };
		const address = { origin: pbx.origin, ignoreSslIssues: true, ...login };
		const connection = new PbxConnection(
			address,
			parseSettings({}).settings,
			new TestClock(),
			() => 0,
		);
		const downloads = connection.downloads({ tokens: new TestTokens(), logger: silentLogger });
		const order = { maxBytes: 10_000, timeoutMs: 5_000, allowPrivate: false };

		expect((await downloads.get({ ...order, address: PROMPT })).bytes).toEqual(SOUND);
		expect(await failureOf(downloads.get({ ...order, address: '/slow' }))).toBeInstanceOf(
			CancelledError,
		);
	}, 30_000);
});
