import { readCredential, storedToken, tokenFields } from '../../../../nodes/shared/n8n/credential';
import { parseSettings, SettingsError } from '../../../../nodes/shared/transport';
import { SETTINGS } from './n8nBench';

const FULL = {
	serverUrl: ' https://pbx.example.com:5001/ ',
	clientId: ' 800 ',
	clientSecret: ' geheim ',
	extension: ' 801 ',
	ignoreSslIssues: true,
	webhookSecret: ' hook ',
};

const ENVIRONMENT = parseSettings({
	N8N_3CX_DEFAULT_SERVER: 'https://default.example.com',
	N8N_3CX_CLIENT_SECRET: 'secret of the environment',
	N8N_3CX_WEBHOOK_SECRET: 'hook of the environment',
}).settings;

describe('a credential', () => {
	it('is read with blanks cut off', () => {
		expect(readCredential(FULL, ENVIRONMENT)).toEqual({
			address: {
				origin: 'https://pbx.example.com:5001',
				clientId: '800',
				clientSecret: 'geheim',
				ignoreSslIssues: true,
			},
			extension: '801',
			webhookSecret: 'hook',
		});
	});

	it('is filled from the environment where it is empty', () => {
		expect(readCredential({ clientId: '800', serverUrl: ' ' }, ENVIRONMENT)).toEqual({
			address: {
				origin: 'https://default.example.com',
				clientId: '800',
				clientSecret: 'secret of the environment',
				ignoreSslIssues: false,
			},
			extension: '800',
			webhookSecret: 'hook of the environment',
		});
	});

	it.each([
		['serverUrl', 'no "Server URL"'],
		['clientId', 'no "Client ID"'],
		['clientSecret', 'no "Client Secret"'],
	])('without %s names the field', (field, words) => {
		for (const empty of ['', '  ', 42]) {
			const attempt = () => readCredential({ ...FULL, [field]: empty }, SETTINGS);
			expect(attempt).toThrow(SettingsError);
			expect(attempt).toThrow(words);
		}
	});

	it.each(['true', 1, ''])('checks certificates unless told by a real yes: %p', (value) => {
		const { address } = readCredential({ ...FULL, ignoreSslIssues: value }, SETTINGS);
		expect(address.ignoreSslIssues).toBe(false);
	});
});

describe('the token in a credential', () => {
	const { address } = readCredential(FULL, SETTINGS);
	const token = { value: 'abc', expiresAt: 1_700_000_000_000 };
	const stored = { ...FULL, ...tokenFields(token, address) };

	it('is found again by what minted it', () => {
		expect(storedToken(stored, address)).toEqual(token);
	});

	it.each([
		['server', { origin: 'https://other.example.com' }],
		['client', { clientId: '801' }],
		['secret', { clientSecret: 'new' }],
	])('is nothing to another %s', (_what, change) => {
		expect(storedToken(stored, { ...address, ...change })).toBeUndefined();
	});

	it.each([
		{ accessToken: '' },
		{ accessToken: 42 },
		{ accessTokenFor: '' },
		{ accessTokenFor: 42 },
		{ accessTokenFor: 'somebody 1700000000000' },
	])('is none when the fields are %j', (fields) => {
		expect(storedToken({ ...stored, ...fields }, address)).toBeUndefined();
	});

	it('has ended when its end cannot be read', () => {
		const [mark] = stored.accessTokenFor.split(' ');
		for (const accessTokenFor of [`${mark}`, `${mark} soon`]) {
			expect(storedToken({ ...stored, accessTokenFor }, address)?.expiresAt).toBe(0);
		}
	});

	it('shows neither server, client nor secret in its mark', () => {
		expect(stored.accessTokenFor).not.toMatch(/pbx|800|geheim/);
	});
});
