import { CertificateError, ProtocolError } from '../../../../nodes/shared/transport';
import { everythingIn, failureOf } from './bench';
import {
	certificate,
	downloadsBeside,
	NAMES,
	redirect,
	SOUND,
	sound,
	TestNames,
} from './downloadBench';
import { serve } from './testServer';

const PBX = 'https://pbx.example.com:5001';

// Loading what makes it takes seconds on a busy machine.
beforeAll(async () => void (await certificate()), 30_000);

describe('a redirect', () => {
	const allowed = { allowPrivate: true };

	it.each([301, 302, 303, 307, 308])('with status %d is followed', async (status) => {
		const files = await serve((request, response) => {
			const next = request.url === '/a' ? redirect('/b?x=1', status) : sound;
			next(request, response);
		});
		const { get } = downloadsBeside(PBX);
		expect((await get(`${files.origin}/a`, allowed)).bytes).toEqual(SOUND);
		expect(files.seen.map(({ url }) => url)).toEqual(['/a', '/b?x=1']);
	});

	it('is followed three times and no more', async () => {
		const files = await serve((request, response) => {
			const left = Number(request.url?.slice(1));
			(left === 0 ? sound : redirect(`/${left - 1}`))(request, response);
		});
		const { get } = downloadsBeside(PBX);
		expect((await get(`${files.origin}/3`, allowed)).bytes).toEqual(SOUND);

		const error = await failureOf(get(`${files.origin}/4`, allowed));
		expect(error).toBeInstanceOf(ProtocolError);
		expect(error).toMatchObject({
			retryable: false,
			message: `${files.origin}/1 redirects once more, after 3 redirects`,
		});
		expect(files.seen).toHaveLength(8);
	});

	it.each([
		['file:///etc/passwd', 'Files are not fetched by "file:"'],
		['data:audio/wav,AAAA', 'Files are not fetched by "data:"'],
		['https://me:pw@example.com/', 'The address of the file contains a user name or password'],
		['http://8.8.8.8/?sig=secret', 'http://8.8.8.8/ is not encrypted (http)'],
		['http://public.example.com/', 'http://public.example.com/ is not encrypted (http)'],
	])('to %s is refused even where private addresses are allowed', async (target, message) => {
		const files = await serve(redirect(target));
		const { lookup } = new TestNames(NAMES);
		const { get } = downloadsBeside(PBX, { lookup });
		const error = await failureOf(get(`${files.origin}/a?sig=secret`, allowed));
		expect(error).toBeInstanceOf(ProtocolError);
		expect(error).toMatchObject({
			retryable: false,
			message: `${files.origin}/a redirects elsewhere. ${message}`,
		});
		expect(everythingIn(error)).not.toMatch(/secret|:pw@/);
	});

	it('to what is no address is refused', async () => {
		const files = await serve(redirect('https://[::1'));
		const error = await failureOf(downloadsBeside(PBX).get(`${files.origin}/a`, allowed));
		expect(error).toMatchObject({
			message: `${files.origin}/a redirects to something that is no address`,
		});
	});

	it.each(['https://127.1/', 'https://files.example.com/', 'https://[::ffff:a00:1]/'])(
		'of the PBX to a private address is refused where those are not allowed: %s',
		async (target) => {
			const pbx = await serve(redirect(target));
			const { lookup } = new TestNames({ ...NAMES });
			const { get } = downloadsBeside(pbx.origin, { lookup });
			expect(await failureOf(get('/prompts/a.wav'))).toMatchObject({
				name: 'ProtocolError',
				message: expect.stringContaining('lies in a private network') as string,
			});
		},
	);

	it('to a name whose address has changed meanwhile is judged by the new one', async () => {
		const files = await serve((_request, response) => {
			names['own.example.com'] = ['8.8.8.8'];
			redirect('/again')(_request, response);
		});
		const names: Record<string, string[]> = { 'own.example.com': ['127.0.0.1'] };
		const { asked, lookup } = new TestNames(names);
		const { get } = downloadsBeside(PBX, { lookup });
		const error = await failureOf(get(`http://own.example.com:${files.port}/a`, allowed));
		expect(error).toMatchObject({ message: expect.stringContaining('not encrypted') as string });
		expect(asked).toHaveLength(2);
		expect(files.connections).toBe(1);
	});

	it('from https to http is refused, also by the PBX', async () => {
		const plain = await serve(sound);
		const pbx = await serve(redirect(`${plain.origin}/a.wav`), await certificate());
		const { get } = downloadsBeside(pbx.origin, { ignoreSslIssues: true });
		expect(await failureOf(get('/prompts/a.wav', allowed))).toMatchObject({
			name: 'ProtocolError',
			message: `${pbx.origin}/prompts/a.wav redirects elsewhere. ${plain.origin}/a.wav is not encrypted (http)`,
		});
		expect(plain.connections).toBe(0);
	});
});

describe('a certificate that nobody trusts', () => {
	it('is taken from the PBX where the credential says so, and refused otherwise', async () => {
		const pbx = await serve(sound, await certificate());
		const lax = downloadsBeside(pbx.origin, { ignoreSslIssues: true });
		expect((await lax.get('/prompts/a.wav')).bytes).toEqual(SOUND);

		expect(await failureOf(downloadsBeside(pbx.origin).get('/prompts/a.wav'))).toBeInstanceOf(
			CertificateError,
		);
	});

	it('is not taken from anybody else, also not where the PBX redirects there', async () => {
		const files = await serve(sound, await certificate());
		const pbx = await serve(redirect(`${files.origin}/a.wav`), await certificate());
		const { get } = downloadsBeside(pbx.origin, { ignoreSslIssues: true });
		for (const address of ['/prompts/a.wav', `${files.origin}/a.wav`]) {
			const error = await failureOf(get(address, { allowPrivate: true }));
			expect(error).toBeInstanceOf(CertificateError);
			expect(error).toMatchObject({
				hint: expect.stringContaining('about the PBX only') as string,
			});
		}
		expect(files.seen).toEqual([]);
	});
});
