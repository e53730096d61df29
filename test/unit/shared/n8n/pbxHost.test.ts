import { PbxHost } from '../../../../nodes/shared/n8n/pbx';
import { CancelledError, parseSettings, SettingsError } from '../../../../nodes/shared/transport';
import { executeContext } from '../../../helpers/executeContext';
import { credentialFor } from '../../../helpers/storedCredential';
import { TestClock } from '../../../helpers/testClock';
import { failureOf } from '../transport/bench';
import { KeptLog, loadContext, pbxWith } from './n8nBench';

const USERS = { select: ['Number'], orderBy: 'Number' };

describe('what all nodes of a process share', () => {
	let clock: TestClock;
	let host: PbxHost;
	let log: KeptLog;

	beforeEach(() => {
		clock = new TestClock(Date.now());
		host = new PbxHost(parseSettings({}), clock);
		log = new KeptLog();
	});

	afterEach(() => {
		clock.advance(60_000);
		expect(host.connections.size).toBe(0);
	});

	it('is one connection and one token for several nodes', async () => {
		const server = await pbxWith();
		const credential = credentialFor(server);
		const pbxs = await Promise.all(
			[1, 2, 3].map(async () => await host.open(loadContext(credential))),
		);
		await Promise.all(pbxs.map(async (pbx) => await pbx.xapi.page('Users', USERS)));

		expect(host.connections.size).toBe(1);
		expect(server.journal.mints()).toBe(1);
		for (const pbx of pbxs) pbx.release();
	});

	it('is nothing for a credential that cannot work', async () => {
		const credential = credentialFor(await pbxWith(), { clientId: '' });
		expect(await failureOf(host.open(loadContext(credential)))).toBeInstanceOf(SettingsError);
		expect(host.connections.size).toBe(0);
	});

	it('tells bad values of the environment once, not at every run', async () => {
		const warned = new PbxHost(parseSettings({ N8N_3CX_TIMEOUT: 'x' }), clock);
		const credential = credentialFor(await pbxWith());
		for (let i = 0; i < 3; i++) {
			(await warned.open(loadContext(credential, { logger: log }))).release();
		}
		expect(log.lines).toEqual([
			'warn [3CX] N8N_3CX_TIMEOUT="x" is not a whole number from 1000 to 600000; 30000 is used',
		]);
	});

	it('logs as much as the environment says', async () => {
		const quiet = new PbxHost(parseSettings({ N8N_3CX_LOG_LEVEL: 'error' }), clock);
		const credential = credentialFor(await pbxWith());
		const pbx = await quiet.open(loadContext(credential, { logger: log }));
		pbx.logger.warn('not said');
		pbx.logger.error('said');
		pbx.release();
		expect(log.lines).toEqual(['error [3CX] said']);
	});

	it('stops with the execution', async () => {
		const server = await pbxWith();
		const stop = new AbortController();
		const credential = credentialFor(server);
		const pbx = await host.open(
			executeContext({ credential, parameters: {}, signal: stop.signal }),
		);
		stop.abort();

		expect(await failureOf(pbx.xapi.page('Users', USERS))).toBeInstanceOf(CancelledError);
		expect(server.journal.count()).toBe(0);
		pbx.release();
	});

	it('remembers for each PBX and client apart', async () => {
		const one = credentialFor(await pbxWith());
		const other = credentialFor(await pbxWith());
		let loads = 0;
		const seen: number[] = [];
		for (const credential of [one, other, one, other]) {
			const pbx = await host.open(loadContext(credential));
			seen.push(await pbx.remember('time zone', 60_000, async () => ++loads));
			pbx.release();
		}
		expect(seen).toEqual([1, 2, 1, 2]);
	});

	it('does one thing at a time for the same PBX', async () => {
		const credential = credentialFor(await pbxWith());
		const steps: string[] = [];
		await Promise.all(
			['a', 'b'].map(async (name) => {
				const pbx = await host.open(loadContext(credential));
				await pbx.exclusively('999', async () => {
					steps.push(`${name}1`);
					await pbx.xapi.page('Users', USERS);
					steps.push(`${name}2`);
				});
				pbx.release();
			}),
		);
		expect(['a1 a2 b1 b2', 'b1 b2 a1 a2']).toContain(steps.join(' '));
	});

	it('sends the old token nowhere after the server URL was changed', async () => {
		const [first, second] = [await pbxWith(), await pbxWith()];
		const credential = credentialFor(first);
		const before = await host.open(loadContext(credential));
		await before.xapi.page('Users', USERS);
		before.release();
		credential.data.serverUrl = second.url;

		const after = await host.open(loadContext(credential));
		await after.xapi.page('Users', USERS);
		after.release();

		const texts = second.journal.requests().filter(({ hasToken }) => hasToken);
		expect(texts.length).toBeGreaterThan(0);
		for (const { tokenGeneration } of texts) expect(tokenGeneration).toBe(1);
	});
});
