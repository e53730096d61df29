import { tokenFields } from '../../../../nodes/shared/n8n/credential';
import { CredentialTokenSource } from '../../../../nodes/shared/n8n/tokenSource';
import {
	AuthError,
	PbxConnection,
	systemClock,
	type Clock,
	type Http,
} from '../../../../nodes/shared/transport';
import type { Pbx } from '../../../pbx';
import { credentialFor, type StoredCredential } from '../../../helpers/storedCredential';
import { failureOf } from '../transport/bench';
import { addressOf, KeptLog, loadContext, pbxWith, SETTINGS } from './n8nBench';

const USERS = { method: 'GET', path: '/xapi/v1/Users?$select=Id&$top=1' } as const;

/**
 * The machine's clock, on which the waits before a mint are longer by so much: they have to be longer than a mint takes,
 * also on a machine that is busy with other tests.
 */
const PATIENT: Clock = {
	...systemClock,
	sleep: async (ms, signal) => await systemClock.sleep(ms * 6, signal),
};

/** Main and workers of one n8n: own memory and own connections, one stored credential, one PBX. */
describe('several processes with one client', () => {
	const open: PbxConnection[] = [];
	let pbx: Pbx;
	let credential: StoredCredential;

	beforeEach(async () => {
		pbx = await pbxWith({ switches: { tokens: 'exclusive' } });
		credential = credentialFor(pbx);
	});

	afterEach(() => {
		for (const connection of open.splice(0)) connection.close();
	});

	/** The chance of each process is given, so that the race is the same in every run. */
	function processes(count: number): Http[] {
		return Array.from({ length: count }, (_, i) => {
			const address = addressOf(credential);
			const connection = new PbxConnection(address, SETTINGS, PATIENT, () => i / count);
			open.push(connection);
			const logger = new KeptLog();
			const context = loadContext(credential, { logger });
			const deps = { settings: SETTINGS, clock: PATIENT, logger };
			const tokens = new CredentialTokenSource(context, address, connection, deps);
			return connection.http({ tokens, logger });
		});
	}

	async function twentyAtOnce(all: Http[]): Promise<number[]> {
		const replies = await Promise.all(
			Array.from({ length: 20 }, (_, i) => all[i % all.length]?.request(USERS)),
		);
		return replies.map((reply) => reply?.status ?? 0);
	}

	const TWENTY_GOOD = Array<number>(20).fill(200);

	it('share the token that the first of them got', async () => {
		for (const http of processes(4)) await http.request(USERS);
		expect(pbx.journal.mints('800')).toBe(1);
	});

	it('all succeed with at most two mints when the token was lost', async () => {
		const all = processes(4);
		for (const http of all) await http.request(USERS);
		pbx.journal.clear();
		pbx.mintForeignToken('800');

		expect(await twentyAtOnce(all)).toEqual(TWENTY_GOOD);
		expect(pbx.journal.mints('800')).toBeLessThanOrEqual(2);
	});

	it('all succeed with at most two mints when the stored token has ended', async () => {
		const ended = { value: 'ended', expiresAt: 1 };
		Object.assign(credential.data, tokenFields(ended, addressOf(credential)));

		expect(await twentyAtOnce(processes(4))).toEqual(TWENTY_GOOD);
		expect(pbx.journal.mints('800')).toBeLessThanOrEqual(2);
	});

	it('all succeed when none of them has a token yet', async () => {
		expect(await twentyAtOnce(processes(4))).toEqual(TWENTY_GOOD);
		expect(pbx.journal.mints('800')).toBeLessThanOrEqual(4);
	});

	it('survive a PBX that comes back and knows no token any more', async () => {
		const all = processes(4);
		for (const http of all) await http.request(USERS);
		await pbx.restart();
		pbx.journal.clear();

		expect(await twentyAtOnce(all)).toEqual(TWENTY_GOOD);
		expect(pbx.journal.mints('800')).toBeLessThanOrEqual(2);
	});

	it('end with a clear error when another program mints again and again', async () => {
		pbx.faults.add({
			match: { path: '/xapi/v1/Users' },
			action: { kind: 'tokenSuperseded' },
			times: Infinity,
		});

		const [http] = processes(1);
		const error = await failureOf(http?.request(USERS) ?? Promise.resolve());

		expect(error).toBeInstanceOf(AuthError);
		expect(error).toMatchObject({
			message: '3CX refused the access token 4 times',
			hint: expect.stringContaining('Make a client of its own for n8n') as string,
		});
		expect(pbx.journal.count({ path: '/xapi/v1/Users' })).toBe(4);
		expect(pbx.journal.mints('800')).toBe(4);
	});

	it('go on when the other program stops', async () => {
		const [http] = processes(1);
		pbx.faults.add({
			match: { path: '/xapi/v1/Users' },
			action: { kind: 'tokenSuperseded' },
			times: 3,
		});
		expect((await http?.request(USERS))?.status).toBe(200);
	});
});
