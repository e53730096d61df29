import { InputError, NetworkError } from '../../../../nodes/shared/transport';
import { lookupWithin, type Reach } from '../../../../nodes/shared/transport/downloadReach';
import { everythingIn, failureOf } from './bench';
import { downloadsBeside, NAMES, SOUND, sound, TestNames } from './downloadBench';
import { serve } from './testServer';

const PBX = 'https://pbx.example.com:5001';

describe('an address that is typed', () => {
	it.each([
		['', 'There is no address of a file'],
		['   ', 'There is no address of a file'],
		['//other.example.com/a.wav', 'An address that begins with two slashes'],
		['/\\other.example.com/a.wav', 'An address that begins with two slashes'],
		['\\\\server\\share\\a.wav', 'An address that begins with two slashes'],
		['welcome.wav', 'This is not the address of a file'],
		['https://', 'This is not the address of a file'],
		['https://[::1/a.wav', 'This is not the address of a file'],
		['file:///etc/passwd', 'Files are not fetched by "file:"'],
		['ftp://example.com/a.wav', 'Files are not fetched by "ftp:"'],
		['data:audio/wav;base64,AAAA', 'Files are not fetched by "data:"'],
		['javascript:alert(1)', 'Files are not fetched by "javascript:"'],
		['C:\\sounds\\a.wav', 'Files are not fetched by "c:"'],
	])('"%s" is refused', async (address, message) => {
		for (const allowPrivate of [true, false]) {
			const { get } = downloadsBeside(PBX);
			const error = await failureOf(get(address, { allowPrivate, label: 'Prompt' }));
			expect(error).toBeInstanceOf(InputError);
			expect(error).toMatchObject({
				parameter: 'Prompt',
				message: expect.stringContaining(message) as string,
				hint: expect.stringContaining('/prompts/welcome.wav') as string,
			});
		}
	});

	it.each([
		'https://me:secret@example.com/a.wav',
		'https://secret@example.com/a.wav',
		`https://me:secret@pbx.example.com:5001/a.wav`,
	])('with a login is refused, and the login not repeated: %s', async (address) => {
		const error = await failureOf(downloadsBeside(PBX).get(address));
		expect(error).toBeInstanceOf(InputError);
		expect(error).toMatchObject({ message: expect.stringContaining('password') as string });
		expect(everythingIn(error)).not.toContain('secret@');
	});

	it('by plain http is refused', async () => {
		const { get } = downloadsBeside(PBX);
		const error = await failureOf(get('http://example.com/a.wav?sig=secret'));
		expect(error).toBeInstanceOf(InputError);
		expect(error).toMatchObject({
			parameter: 'Audio File',
			message: 'http://example.com/a.wav is not encrypted (http)',
		});
		expect(everythingIn(error)).not.toContain('secret');
	});

	it.each(['http://8.8.8.8/a.wav', 'http://public.example.com/a.wav', 'http://mixed.example.com/'])(
		'by plain http is refused outside the own network, also where private addresses are allowed: %s',
		async (address) => {
			const { lookup } = new TestNames(NAMES);
			const { get } = downloadsBeside(PBX, { lookup });
			expect(await failureOf(get(address, { allowPrivate: true }))).toMatchObject({
				name: 'InputError',
				message: `${address} is not encrypted (http)`,
				hint: 'Use an https address.',
			});
		},
	);
});

describe('a private address', () => {
	it.each([
		'127.0.0.1',
		'127.1',
		'0x7f.1',
		'2130706433',
		'017700000001',
		'①②⑦.0.0.1',
		'127.0.0.1.',
		'0',
		'10.0.0.1',
		'169.254.169.254',
		'192.168.1.1',
		'[::1]',
		'[::]',
		'[::ffff:127.0.0.1]',
		'[0:0:0:0:0:ffff:7f00:1]',
		'[64:ff9b::10.0.0.1]',
		'[fe80::1]',
		'[fd00::1]',
	])('as a number is refused before a connection is made: %s', async (host) => {
		// Where something listens: a connection would be seen.
		const trap = await serve(sound);
		const error = await failureOf(downloadsBeside(PBX).get(`https://${host}:${trap.port}/a.wav`));
		expect(error).toBeInstanceOf(InputError);
		expect(error).toMatchObject({
			message: expect.stringMatching(/^https:\/\/.*\/a\.wav lies in a private network$/) as string,
			hint: expect.stringContaining('Allow Private Addresses') as string,
		});
		expect(trap.connections).toBe(0);
	});

	it.each([
		'files.example.com',
		'mixed.example.com',
		'metadata.example.com',
		'mapped.example.com',
		'translated.example.com',
		'own.example.com',
	])('behind a public name is refused before a connection is made: %s', async (host) => {
		const trap = await serve(sound);
		const names = new TestNames(NAMES);
		const { get } = downloadsBeside(PBX, { lookup: names.lookup });
		const address = `https://${host}:${trap.port}/a.wav`;

		expect(await failureOf(get(`${address}?sig=secret`))).toMatchObject({
			name: 'InputError',
			message: `${address} lies in a private network`,
		});
		expect(names.asked).toEqual([host]);
		expect(trap.connections).toBe(0);
	});

	it('behind the name that every machine has is refused by the system lookup', async () => {
		const trap = await serve(sound);
		const error = await failureOf(downloadsBeside(PBX).get(`https://localhost:${trap.port}/`));
		expect(error).toMatchObject({ message: expect.stringContaining('private network') as string });
		expect(trap.connections).toBe(0);
	});

	it('is asked where the user says so', async () => {
		const files = await serve(sound);
		const { lookup } = new TestNames(NAMES);
		const { get } = downloadsBeside(PBX, { lookup });
		const address = `http://own.example.com:${files.port}/a.wav`;
		expect((await get(address, { allowPrivate: true })).bytes).toEqual(SOUND);
	});

	it('is asked where it is that of the PBX', async () => {
		const pbx = await serve(sound);
		const { lookup } = new TestNames({ 'pbx.example.com': ['127.0.0.1'] });
		const { get } = downloadsBeside(`http://pbx.example.com:${pbx.port}`, { lookup });
		expect((await get('/prompts/a.wav')).bytes).toEqual(SOUND);
	});

	it('another port of the PBX is not the PBX', async () => {
		const pbx = await serve(sound);
		const other = await serve(sound);
		const { get } = downloadsBeside(pbx.origin);
		expect(await failureOf(get(`${other.origin}/a.wav`))).toBeInstanceOf(InputError);
		expect(other.connections).toBe(0);
	});

	it('a name that nobody knows is a network error', async () => {
		const { lookup } = new TestNames(NAMES);
		const { get } = downloadsBeside(PBX, { lookup });
		const error = await failureOf(get('https://nowhere.example.com/a.wav'));
		expect(error).toBeInstanceOf(NetworkError);
		expect(error).toMatchObject({
			message: expect.stringContaining('the host name is not known') as string,
		});
	});
});

/** What a lookup within reach answers for a name. */
async function answer(reach: Reach, host: string): Promise<unknown> {
	const { lookup } = new TestNames(NAMES);
	return await new Promise((resolve) => {
		lookupWithin(reach, lookup)(host, {}, (error, addresses) => resolve(error ?? addresses));
	});
}

describe('the lookup of names', () => {
	it('lets public addresses through where only they may be asked', async () => {
		expect(await answer('publicOnly', 'public.example.com')).toEqual([
			{ address: '8.8.8.8', family: 4 },
		]);
	});

	it('lets all addresses through where there is no limit', async () => {
		expect(await answer('anywhere', 'mixed.example.com')).toEqual([
			{ address: '8.8.8.8', family: 4 },
			{ address: '::1', family: 6 },
		]);
	});

	it('refuses a name with no address at all', async () => {
		const lookup = new TestNames({ 'empty.example.com': [] }).lookup;
		const found = await new Promise((resolve) => {
			lookupWithin('anywhere', lookup)('empty.example.com', {}, (error) => resolve(error));
		});
		expect(found).toMatchObject({ code: 'ERR_OUT_OF_REACH' });
	});
});
