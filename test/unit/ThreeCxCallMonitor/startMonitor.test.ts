import type { IDataObject, ITriggerResponse } from 'n8n-workflow';
import { startMonitor } from '../../../nodes/ThreeCxCallMonitor/startMonitor';
import { PbxHost } from '../../../nodes/shared/n8n/pbx';
import { parseSettings, systemClock } from '../../../nodes/shared/transport';
import { credentialFor } from '../../helpers/storedCredential';
import { TriggerLab } from '../../helpers/triggerContext';
import { startPbx, type Pbx } from '../../pbx';

describe('The trigger 3CX Call Monitor', () => {
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
		const response = await startMonitor.call(lab.context, host);
		started.push(response);
		return response;
	}

	const lab = (parameters: IDataObject = {}, fields: IDataObject = {}, mode?: 'manual') =>
		new TriggerLab(credentialFor(pbx, fields as never), parameters, mode);
	const types = ({ emitted }: TriggerLab) => emitted.map(({ eventType }) => eventType);

	it('tells the start and the end of a call as in the dashboard of the guide', async () => {
		const calls = lab({
			eventTypes: ['call_started', 'call_ended'],
			filters: { directions: ['inbound'] },
		});
		await start(calls);
		const { callid } = pbx.calls.inbound({ from: '+491711234567' });
		await calls.until(() => calls.emitted.length > 0);
		pbx.calls.hangUp(callid);
		await calls.until(() => calls.emitted.length > 1);
		expect(calls.emitted).toMatchObject([
			{ eventType: 'call_started', extension: '800', data: { fromNumber: '+491711234567' } },
			{ eventType: 'call_ended', data: { outcome: 'answered' } },
		]);
	});

	it('hands n8n a key by which it drops a second start for the same event', async () => {
		const calls = lab();
		await start(calls);
		pbx.calls.inbound({ from: '+491711234567' });
		await calls.until(() => calls.emitted.length > 0);
		expect(calls.keys[0]).toBe(`workflow node ${String(calls.emitted[0]?.eventId)}`);
	});

	it('throws in words when the login is refused', async () => {
		await expect(start(lab({}, { clientSecret: 'wrong' }))).rejects.toThrow(
			'3CX refused "Client ID" or "Client Secret"',
		);
	});

	it('throws in words when an extension is not granted', async () => {
		await expect(start(lab({ filters: { extensions: '101, 104' } }))).rejects.toThrow(
			'3CX does not grant the extension 104 to this API client ("Extensions")',
		);
	});

	it('throws for a parameter that cannot work, by its label', async () => {
		await expect(start(lab({ eventTypes: ['call_held'] }))).rejects.toThrow('"Events"');
	});

	it('waits for a PBX that is down at the activation', async () => {
		await pbx.stop();
		const calls = lab();
		const clock = {
			...systemClock,
			later: (_ms: number, task: () => void) => systemClock.later(50, task),
		};
		host = new PbxHost(parseSettings({}), clock);
		await start(calls);
		await pbx.start();
		while (pbx.sockets.count() === 0) await systemClock.sleep(20);
		pbx.calls.inbound({ from: '+491711234567' });
		await calls.until(() => calls.emitted.length > 0);
		expect([types(calls)[0], calls.failures]).toEqual(['call_started', []]);
	});

	it('closes the one before it when n8n starts the same node twice', async () => {
		const [first, second] = [lab(), lab()];
		await start(first);
		await start(second);
		pbx.calls.inbound({ from: '+491711234567' });
		await second.until(() => second.emitted.length > 0);
		expect(first.emitted).toEqual([]);
		expect(pbx.sockets.count()).toBe(1);
	});

	it('in a test waits for one event, and keeps nothing of it', async () => {
		const calls = lab({}, {}, 'manual');
		const { manualTriggerFunction } = await start(calls);
		const waiting = manualTriggerFunction?.();
		while (pbx.sockets.count() === 0) await systemClock.sleep(20);
		pbx.calls.inbound({ from: '+491711234567' });
		await waiting;
		expect(types(calls)[0]).toBe('call_started');
		expect([calls.staticData, calls.keys[0]]).toEqual([{}, undefined]);
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
