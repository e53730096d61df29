import type { IDataObject, ITriggerResponse } from 'n8n-workflow';
import { startReceiver } from '../../../nodes/ThreeCxCallReceiver/startReceiver';
import { PbxHost } from '../../../nodes/shared/n8n/pbx';
import { parseSettings, systemClock } from '../../../nodes/shared/transport';
import { credentialFor } from '../../helpers/storedCredential';
import { TriggerLab } from '../../helpers/triggerContext';
import { startPbx, type Pbx } from '../../pbx';

describe('The trigger 3CX Call Receiver', () => {
	let pbx: Pbx;
	let host: PbxHost;
	const started: ITriggerResponse[] = [];

	beforeEach(async () => {
		pbx = await startPbx();
		host = new PbxHost(parseSettings({}), systemClock);
	});

	afterEach(async () => {
		for (const { closeFunction } of started.splice(0)) await closeFunction?.();
		await pbx.close();
	});

	async function start(lab: TriggerLab): Promise<ITriggerResponse> {
		const response = await startReceiver.call(lab.context, host);
		started.push(response);
		return response;
	}

	const lab = (parameters: IDataObject = {}, fields: IDataObject = {}, mode?: 'manual') =>
		new TriggerLab(credentialFor(pbx, fields as never), parameters, mode);

	it('tells a call on the own route point', async () => {
		const calls = lab();
		await start(calls);
		pbx.calls.inbound({ from: '+491711234567' });
		await calls.until(() => calls.emitted.length > 0);
		expect(calls.emitted).toMatchObject([{ fromNumber: '+491711234567', status: 'connected' }]);
	});

	it('throws in words when the login is refused: n8n shows it at the activation', async () => {
		await expect(start(lab({}, { clientSecret: 'wrong' }))).rejects.toThrow(
			'3CX refused "Client ID" or "Client Secret"',
		);
	});

	it('throws in words when the extension is not granted', async () => {
		await expect(start(lab({ extension: '104' }))).rejects.toThrow(
			'3CX does not grant the extension 104',
		);
	});

	it('throws in words when Call Control is not ticked', async () => {
		await expect(start(lab({}, { clientId: 'xapi-only' }))).rejects.toThrow(/403|not allow/);
	});

	it('throws for a parameter that cannot work, by its label', async () => {
		await expect(start(lab({ timeout: 0 }))).rejects.toThrow('"Timeout (Seconds)"');
	});

	it('closes the one before it when n8n starts the same node twice', async () => {
		const [first, second] = [lab(), lab()];
		await start(first);
		await start(second);
		pbx.calls.inbound({ from: '+491711234567' });
		await second.until(() => second.emitted.length > 0);
		expect([first.emitted.length, second.emitted.length]).toEqual([0, 1]);
		expect(pbx.sockets.count()).toBe(1);
	});

	it('takes a changed secret by itself when the old one is of no use any more', async () => {
		const calls = lab();
		await start(calls);
		const client = pbx.world.client('800');
		if (client) client.secret = 'renewed';
		Object.assign(calls.credential.data, { clientSecret: 'renewed' });
		pbx.mintForeignToken('800');
		const opened = pbx.sockets.opened;
		pbx.sockets.drop();
		while (pbx.sockets.opened === opened) await systemClock.sleep(20);
		pbx.calls.inbound({ from: '+491711234567' });
		await calls.until(() => calls.emitted.length > 0);
		expect(calls.failures).toEqual([]);
	});

	it.each([
		['a failed execution', true],
		['the log where n8n knows none (before 2.7)', false],
	])('tells a login that is refused later in %s', async (_where, isKnown) => {
		const calls = lab();
		calls.knowsFailedExecutions = isKnown;
		await start(calls);
		const client = pbx.world.client('800');
		if (client) client.secret = 'renewed';
		pbx.mintForeignToken('800');
		pbx.sockets.drop();
		await calls.until(() => calls.failures.length + calls.errors.length > 0);
		const [told, silent] = isKnown
			? [calls.failures, calls.errors]
			: [calls.errors, calls.failures];
		expect(told[0]).toContain('3CX refused "Client ID" or "Client Secret"');
		expect(silent).toEqual([]);
		if (!isKnown) expect(told[0]).toMatch(/^\[3CX\] Node ".+" of workflow workflow: /);
	});

	it('in a test waits for one call, and tells it though the published workflow was told', async () => {
		const calls = lab({}, {}, 'manual');
		const { manualTriggerFunction } = await start(calls);
		const waiting = manualTriggerFunction?.();
		while (pbx.sockets.count() === 0) await systemClock.sleep(20);
		pbx.calls.inbound({ from: '+491711234567' });
		await waiting;
		expect(calls.emitted).toHaveLength(1);
		expect(calls.staticData).toEqual({});
	});

	it('ends a test that is stopped', async () => {
		const calls = lab({}, {}, 'manual');
		const { closeFunction, manualTriggerFunction } = await start(calls);
		const waiting = manualTriggerFunction?.();
		await closeFunction?.();
		await closeFunction?.();
		await waiting;
		expect(calls.emitted).toEqual([]);
	});
});
