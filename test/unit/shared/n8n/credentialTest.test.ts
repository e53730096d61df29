import type { ICredentialDataDecryptedObject, ICredentialTestFunctions } from 'n8n-workflow';
import { tokenFields } from '../../../../nodes/shared/n8n/credential';
import { testCredential } from '../../../../nodes/shared/n8n/credentialTest';
import { processHost } from '../../../../nodes/shared/n8n/pbx';
import { partial } from '../../../helpers/executeContext';
import { credentialFor, type StoredCredential } from '../../../helpers/storedCredential';
import { DEFAULT_SECRET, type Pbx } from '../../../pbx';
import { FOR_EVER } from '../transport/bench';
import { deadOrigin, replies, serve } from '../transport/testServer';
import { addressOf, loggedIn, pbxWith } from './n8nBench';

async function answer(credential: StoredCredential) {
	const context = partial<ICredentialTestFunctions>({});
	const { status, message } = await testCredential.call(context, {
		id: '1',
		name: '3CX',
		type: 'threeCxCallControlApi',
		data: credential.read(),
	});
	expect(message).not.toContain(DEFAULT_SECRET);
	return { status, message };
}

async function answerFor(pbx: Pbx, fields: ICredentialDataDecryptedObject = {}) {
	return await answer(credentialFor(pbx, fields));
}

function says(status: 'OK' | 'Error', ...words: string[]) {
	const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
	return { status, message: expect.stringMatching(new RegExp(pattern)) as string };
}

describe('the test of a credential says', () => {
	it('that all is well, and which build', async () => {
		const pbx = await pbxWith({ version: '20.0.10.1234' });
		expect(await answerFor(pbx)).toEqual({
			status: 'OK',
			message: 'Connection successful, 3CX 20.0.10.1234',
		});
	});

	it('that nothing answers there', async () => {
		const credential = credentialFor(await pbxWith(), { serverUrl: await deadOrigin() });
		expect(await answer(credential)).toEqual(says('Error', 'cannot be reached', 'firewall'));
	});

	it.each([
		['a web server', { status: 404, body: '<html>nginx</html>' }],
		['a page for every address', { status: 200, body: '<html>Login</html>' }],
		['another API', { status: 200, body: { ok: true } }],
	])('that %s is no 3CX', async (_what, canned) => {
		const server = await serve(replies(canned));
		const credential = credentialFor(await pbxWith(), { serverUrl: server.origin });
		expect(await answer(credential)).toEqual(
			says('Error', 'is not a 3CX V20', 'Check "Server URL"'),
		);
	});

	it('that the address only redirects', async () => {
		const server = await serve(
			replies({ status: 301, headers: { location: 'https://x.example' } }),
		);
		const credential = credentialFor(await pbxWith(), { serverUrl: server.origin });
		expect(await answer(credential)).toEqual(says('Error', 'redirects to another address'));
	});

	it('that the certificate is not trusted, and takes it when the user insists', async () => {
		const pbx = await pbxWith({ tls: true });
		expect(await answerFor(pbx)).toEqual(says('Error', 'is not trusted', 'Ignore SSL Issues'));
		expect(await answerFor(pbx, { ignoreSslIssues: true })).toMatchObject({ status: 'OK' });
	});

	it.each([
		[400, { clientSecret: 'wrong' }],
		[401, { clientSecret: 'wrong' }],
		[401, { clientId: 'nobody' }],
	] as const)('that ID or secret are refused (%d)', async (invalidClientStatus, fields) => {
		const pbx = await pbxWith({ switches: { invalidClientStatus } });
		expect(await answerFor(pbx, fields)).toEqual(
			says('Error', 'refused "Client ID" or "Client Secret"', 'Integrations > API'),
		);
		expect(pbx.journal.count()).toBe(1);
	});

	it.each(['callcontrol-only', 'users-role'])(
		'that the configuration API is not ticked or the role is too low (%s)',
		async (clientId) => {
			expect(await answerFor(await pbxWith(), { clientId })).toEqual(
				says('Error', 'not allowed to use the configuration API', 'XAPI', 'System Owner'),
			);
		},
	);

	it('that the licence may be missing', async () => {
		expect(await answerFor(await pbxWith(), { clientId: 'nolicence' })).toEqual(
			says('Error', '(403)', 'licence'),
		);
	});

	it('that Call Control is not ticked, and what works without it', async () => {
		expect(await answerFor(await pbxWith(), { clientId: 'xapi-only' })).toEqual(
			says(
				'Error',
				'not allowed to use Call Control',
				'Enterprise',
				'licence',
				'Update On-Call Forwarding',
			),
		);
	});

	it('that the extension is not granted, and which are', async () => {
		const pbx = await pbxWith();
		expect(await answerFor(pbx, { extension: '104' })).toEqual(
			says('Error', 'The extension 104 is not granted', '800, 101, 102, 103'),
		);
		expect(await answerFor(pbx, { extension: '101' })).toMatchObject({ status: 'OK' });
	});

	it.each([
		[{ serverUrl: '' }, 'no "Server URL"'],
		[{ serverUrl: 'http://pbx.example.com' }, 'not encrypted'],
		[{ clientId: '' }, 'no "Client ID"'],
		[{ clientSecret: '' }, 'no "Client Secret"'],
	])('which field cannot work: %j', async (fields, words) => {
		expect(await answerFor(await pbxWith(), fields)).toEqual(says('Error', words));
	});

	it('that even a new token is refused', async () => {
		const pbx = await pbxWith();
		const credential = await loggedIn(pbx);
		pbx.faults.add({ match: { path: '/xapi' }, action: { kind: 'tokenSuperseded' }, times: 9 });
		expect(await answer(credential)).toEqual(says('Error', 'refuses the access token'));
		expect(pbx.journal.mints()).toBe(1);
	});
});

describe('the token of a test', () => {
	it('is the stored one while that is good', async () => {
		const pbx = await pbxWith();
		expect(await answer(await loggedIn(pbx))).toMatchObject({ status: 'OK' });
		expect(pbx.journal.mints()).toBe(0);
	});

	it("is that of this process while that is good, and the running workflow's requests go on", async () => {
		const pbx = await pbxWith();
		const credential = credentialFor(pbx);
		const { connection, release } = processHost().connections.acquire(addressOf(credential));
		connection.tokens.adopt({ value: pbx.mintForeignToken('800'), expiresAt: FOR_EVER });
		expect(await answer(credential)).toMatchObject({ status: 'OK' });
		expect(pbx.journal.mints()).toBe(0);
		release();
	});

	it('is the stored one when that of this process is dead', async () => {
		const pbx = await pbxWith();
		const credential = credentialFor(pbx);
		const address = addressOf(credential);
		const { connection, release } = processHost().connections.acquire(address);
		connection.tokens.adopt({ value: pbx.mintForeignToken('800'), expiresAt: FOR_EVER });
		const stored = { value: pbx.mintForeignToken('800'), expiresAt: FOR_EVER };
		Object.assign(credential.data, tokenFields(stored, address));

		expect(await answer(credential)).toMatchObject({ status: 'OK' });
		expect(pbx.journal.mints()).toBe(0);
		release();
	});

	it('is a new one when all are dead, and the live connection has it at once', async () => {
		const pbx = await pbxWith();
		const credential = await loggedIn(pbx);
		const { connection, release } = processHost().connections.acquire(addressOf(credential));
		connection.tokens.adopt({ value: String(credential.data.accessToken), expiresAt: FOR_EVER });
		pbx.mintForeignToken('800');

		expect(await answer(credential)).toMatchObject({ status: 'OK' });

		expect(pbx.journal.mints()).toBe(1);
		const adopted = connection.tokens.peek()?.value ?? '';
		const reply = await connection.exchange.send({
			method: 'GET',
			path: '/xapi/v1/Defs?$select=Id',
			headers: { Authorization: `Bearer ${adopted}` },
			timeoutMs: 2_000,
		});
		expect(reply.status).toBe(200);
		release();
	});

	it('of another server is sent nowhere', async () => {
		const pbx = await pbxWith();
		const credential = await loggedIn(pbx);
		const other = await pbxWith();
		credential.data.serverUrl = other.url;
		expect(await answer(credential)).toMatchObject({ status: 'OK' });
		expect(other.journal.requests().map(({ hasToken }) => hasToken)[0]).toBe(false);
		expect(other.journal.mints()).toBe(1);
	});
});
