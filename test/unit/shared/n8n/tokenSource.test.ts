import { tokenFields } from '../../../../nodes/shared/n8n/credential';
import { CredentialTokenSource } from '../../../../nodes/shared/n8n/tokenSource';
import { AuthError, NetworkError, PbxConnection } from '../../../../nodes/shared/transport';
import { credentialFor, type StoredCredential } from '../../../helpers/storedCredential';
import { TestClock } from '../../../helpers/testClock';
import { everythingIn, failureOf, FOR_EVER } from '../transport/bench';
import { addressOf, KeptLog, loadContext, loggedIn, pbxWith, SETTINGS } from './n8nBench';

describe('tokens from the stored credential', () => {
	const open: PbxConnection[] = [];
	let log: KeptLog;

	beforeEach(() => {
		log = new KeptLog();
	});

	afterEach(() => {
		for (const connection of open.splice(0)) connection.close();
	});

	function sourceOf(credential: StoredCredential, refuse?: () => Error): CredentialTokenSource {
		const clock = new TestClock(Date.now());
		const address = addressOf(credential);
		const connection = new PbxConnection(address, SETTINGS, clock, () => 0);
		open.push(connection);
		const context = loadContext(credential, { logger: log, refuse });
		return new CredentialTokenSource(context, address, connection, {
			settings: SETTINGS,
			clock,
			logger: log,
		});
	}

	it('are read afresh each time', async () => {
		const credential = credentialFor(await pbxWith());
		const source = sourceOf(credential);
		expect(await source.stored()).toBeUndefined();
		const token = { value: 'theirs', expiresAt: FOR_EVER };
		Object.assign(credential.data, tokenFields(token, addressOf(credential)));
		expect(await source.stored()).toEqual(token);
	});

	it('are minted by n8n, once, and stored for all processes', async () => {
		const pbx = await pbxWith();
		const credential = credentialFor(pbx);

		const token = await sourceOf(credential).renew();

		expect(token.value).toBe(credential.data.accessToken);
		expect(pbx.journal.mints('800')).toBe(1);
		expect(log.lines).toEqual([]);
	});

	it('are minted anew when the stored one is dead', async () => {
		const pbx = await pbxWith();
		const credential = await loggedIn(pbx);
		const before = credential.data.accessToken;
		pbx.mintForeignToken('800');

		const token = await sourceOf(credential).renew();

		expect(token.value).not.toBe(before);
		expect(token.value).toBe(credential.data.accessToken);
		expect(pbx.journal.mints('800')).toBe(1);
	});

	it('are not minted when the stored one turns out to be alive', async () => {
		const pbx = await pbxWith();
		const credential = await loggedIn(pbx);

		const token = await sourceOf(credential).renew();

		expect(token.value).toBe(credential.data.accessToken);
		expect(pbx.journal.mints('800')).toBe(0);
	});

	it("are minted for this process alone, with a warning, when n8n's request is blocked", async () => {
		const pbx = await pbxWith();
		const credential = credentialFor(pbx);
		const source = sourceOf(credential, () => new Error('blocked by the SSRF protection'));

		const token = await source.renew();

		expect(token.value).not.toBe('');
		expect(credential.data.accessToken).toBe('');
		expect(pbx.journal.mints('800')).toBe(1);
		expect(log.lines).toEqual([
			expect.stringMatching(/^warn n8n could not store .*SSRF protection/),
		]);
	});

	it('with a refused login are asked for once, and the words for the user come through', async () => {
		const pbx = await pbxWith();
		const credential = credentialFor(pbx, { clientSecret: 'wrong-secret' });

		const error = await failureOf(sourceOf(credential).renew());

		expect(error).toBeInstanceOf(AuthError);
		expect(error).toMatchObject({
			message: expect.stringContaining('refused "Client ID"') as string,
		});
		expect(everythingIn(error)).not.toContain('wrong-secret');
		expect(pbx.journal.count({ path: '/connect/token' })).toBe(1);
	});

	it('from a PBX that is down are a network error', async () => {
		const pbx = await pbxWith();
		const credential = credentialFor(pbx);
		await pbx.stop();
		expect(await failureOf(sourceOf(credential).renew())).toBeInstanceOf(NetworkError);
	});
});
