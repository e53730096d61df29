import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import {
	authenticateRequest,
	mintForCredential,
} from '../../../../nodes/shared/n8n/authentication';
import { tokenFields } from '../../../../nodes/shared/n8n/credential';
import { AuthError, SettingsError } from '../../../../nodes/shared/transport';
import { credentialFor } from '../../../helpers/storedCredential';
import { failureOf } from '../transport/bench';
import { addressOf, loggedIn, pbxWith } from './n8nBench';

describe('a request of n8n with our credential', () => {
	it('carries the stored token to the PBX, beside what it had', async () => {
		const pbx = await pbxWith();
		const credential = await loggedIn(pbx);
		const request = await authenticateRequest(credential.read(), {
			url: `${pbx.url}/xapi/v1/Users`,
			headers: { Accept: 'application/json' },
		});
		expect(request).toMatchObject({
			url: `${pbx.url}/xapi/v1/Users`,
			headers: {
				Accept: 'application/json',
				Authorization: `Bearer ${String(credential.data.accessToken)}`,
			},
		});
	});

	it.each([
		['/xapi/v1/Users', undefined],
		['/xapi/v1/Users', ''],
		['/xapi/v1/Users', 'own'],
	])('is taken with the path %s and the base %p', async (url, base) => {
		const pbx = await pbxWith();
		const credential = await loggedIn(pbx);
		const baseURL = base === 'own' ? pbx.url : base;
		const { headers } = await authenticateRequest(credential.read(), { url, baseURL });
		expect(headers?.Authorization).toBeDefined();
	});

	it.each([
		'https://evil.example.com/x',
		'http://127.0.0.1:1/x',
		'http://localhost/x',
		'//evil.example.com/x',
		'http://127.0.0.1@evil.example.com/x',
	])('to %s is refused', async (url) => {
		const credential = await loggedIn(await pbxWith());
		const error = await failureOf(authenticateRequest(credential.read(), { url }));
		expect(error).toBeInstanceOf(SettingsError);
		expect(error).toMatchObject({ message: expect.stringContaining('is not sent to') as string });
	});

	it('with a base elsewhere is refused', async () => {
		const credential = await loggedIn(await pbxWith());
		const request = { url: '/x', baseURL: 'https://evil.example.com' };
		expect(await failureOf(authenticateRequest(credential.read(), request))).toBeInstanceOf(
			SettingsError,
		);
	});

	it('leaves an ended token out, so that the PBX answers 401 and n8n gets a new one', async () => {
		const pbx = await pbxWith();
		const credential = await loggedIn(pbx);
		const ended = tokenFields({ value: 'ended', expiresAt: Date.now() }, addressOf(credential));
		const { headers } = await authenticateRequest(
			{ ...credential.read(), ...ended },
			{ url: pbx.url },
		);
		expect(headers).toEqual({});
	});

	it('gives an old token to no other server, client or secret', async () => {
		const credential = await loggedIn(await pbxWith());
		const other = await pbxWith();
		const changes: ICredentialDataDecryptedObject[] = [
			{ serverUrl: other.url },
			{ clientId: '801' },
			{ clientSecret: 'new' },
		];
		for (const change of changes) {
			const data = { ...credential.read(), ...change };
			const { headers } = await authenticateRequest(data, { url: String(data.serverUrl) });
			expect(headers).toEqual({});
		}
	});

	it('follows no redirect', async () => {
		const credential = await loggedIn(await pbxWith());
		const url = addressOf(credential).origin;
		expect(await authenticateRequest(credential.read(), { url })).toMatchObject({
			disableFollowRedirect: true,
			skipSslCertificateValidation: false,
		});
	});

	it.each([
		[true, undefined, true],
		[false, true, true],
		[false, undefined, false],
	])(
		'skips the certificate check as credential (%p) or request (%p) say: %p',
		async (own, asked, skipped) => {
			const credential = credentialFor(await pbxWith(), { ignoreSslIssues: own });
			const url = addressOf(credential).origin;
			const request = { url, skipSslCertificateValidation: asked };
			expect(await authenticateRequest(credential.read(), request)).toMatchObject({
				skipSslCertificateValidation: skipped,
			});
		},
	);
});

describe('a token for the stored credential', () => {
	it('is minted once and comes with its mark and its end', async () => {
		const pbx = await pbxWith({ tokenTtlSeconds: 3_600 });
		const credential = credentialFor(pbx);
		const before = Date.now();

		const fields = await mintForCredential(credential.read());

		expect(pbx.journal.mints('800')).toBe(1);
		expect(pbx.journal.count()).toBe(1);
		const [mark, ends] = fields.accessTokenFor.split(' ');
		expect(mark).toHaveLength(22);
		expect(Number(ends) - before).toBeGreaterThan(3_580_000);
		expect(Number(ends) - before).toBeLessThan(3_600_000);
	});

	it('is not to be had with a wrong secret, and is asked for once', async () => {
		const pbx = await pbxWith();
		const credential = credentialFor(pbx, { clientSecret: 'wrong' });
		expect(await failureOf(mintForCredential(credential.read()))).toBeInstanceOf(AuthError);
		expect(pbx.journal.count()).toBe(1);
	});
});
