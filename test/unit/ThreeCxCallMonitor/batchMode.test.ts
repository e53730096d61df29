import {
	ManualExecutionCancelledError,
	UserError,
	type IDataObject,
	type ITriggerResponse,
} from 'n8n-workflow';
import { startMonitor } from '../../../nodes/ThreeCxCallMonitor/startMonitor';
import { PbxHost } from '../../../nodes/shared/n8n/pbx';
import { parseSettings, systemClock, type Clock } from '../../../nodes/shared/transport';
import { credentialFor } from '../../helpers/storedCredential';
import { TriggerLab } from '../../helpers/triggerContext';
import { startPbx, type Pbx } from '../../pbx';

/** Waits that were begun. */
const waits: number[] = [];

/** What waits for n8n goes on soon. */
const fast: Clock = {
	...systemClock,
	later: (ms, task) => {
		waits.push(ms);
		return systemClock.later(ms / 20, task);
	},
};

/** Who calls. */
const NUMBERS = ['+491711111111', '+491722222222', '+491733333333', '+491744444444'];

describe('The Call Monitor in batch mode', () => {
	let pbx: Pbx;
	let host: PbxHost;
	const started: ITriggerResponse[] = [];

	beforeEach(async () => {
		pbx = await startPbx();
		host = new PbxHost(parseSettings({}), fast);
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

	const batches = { batchMode: true, batchSize: 3, batchSeconds: 3_600 };
	const lab = (parameters: IDataObject = {}, store: IDataObject = {}, mode?: 'manual') =>
		new TriggerLab(
			credentialFor(pbx),
			{ eventTypes: ['call_started'], ...batches, ...parameters },
			mode,
			store,
		);

	/** What n8n keeps, as its database gives it back. */
	const kept = ({ staticData }: TriggerLab) =>
		JSON.parse(JSON.stringify(staticData)) as IDataObject;

	const waiting = ({ staticData }: TriggerLab) =>
		((staticData.backlog as IDataObject | undefined)?.events as unknown[] | undefined)?.length ?? 0;

	/** So many of them ring, one after the other, and all of them were heard. */
	async function ring(monitor: TriggerLab, from: number, to: number): Promise<void> {
		for (const number of NUMBERS.slice(from, to)) {
			const before = monitor.emitted.length + waiting(monitor);
			pbx.calls.inbound({ from: number });
			while (monitor.emitted.length + waiting(monitor) === before) await systemClock.sleep(5);
		}
	}

	const told = (monitor: TriggerLab) =>
		monitor.executions.map(({ items }) =>
			items.map(({ data }) => NUMBERS.indexOf(String((data as IDataObject).fromNumber))),
		);

	it('starts the workflow once for many events, in their order, with a key of its own', async () => {
		const monitor = lab();
		await start(monitor);
		await ring(monitor, 0, 3);
		expect(told(monitor)).toEqual([[0, 1, 2]]);
		expect(monitor.keys).toEqual([expect.stringMatching(/^workflow node batch-[0-9a-f]{32}$/)]);
	});

	it('starts the workflow after the longest wait, also for fewer', async () => {
		const monitor = lab({ batchSeconds: 1 });
		await start(monitor);
		await ring(monitor, 0, 2);
		await monitor.until(() => monitor.emitted.length > 0);
		expect(told(monitor)).toEqual([[0, 1]]);
	});

	it('waits until n8n is done with the batch before', async () => {
		const monitor = lab({ batchSize: 1 });
		await start(monitor);
		await ring(monitor, 0, 3);
		expect([told(monitor), waiting(monitor)]).toEqual([[[0]], 2]);
		monitor.executions[0]?.end();
		await monitor.until(() => monitor.executions.length > 1);
		monitor.executions[1]?.end();
		await monitor.until(() => monitor.executions.length > 2);
		expect(told(monitor)).toEqual([[0], [1], [2]]);
	});

	it('gives n8n what waits when the workflow is stopped, and tells none of it again', async () => {
		const monitor = lab();
		const { closeFunction } = await start(monitor);
		await ring(monitor, 0, 2);
		const closing = closeFunction?.();
		expect(told(monitor)).toEqual([[0, 1]]);
		monitor.executions[0]?.end();
		await closing;
		const after = lab({}, kept(monitor));
		await start(after);
		await ring(after, 2, 4);
		expect([told(after), waiting(after)]).toEqual([[], 2]);
	});

	it('keeps what n8n does not take when the workflow is stopped, for the next start', async () => {
		const monitor = lab();
		const { closeFunction } = await start(monitor);
		await ring(monitor, 0, 2);
		const closing = closeFunction?.();
		monitor.executions[0]?.fail(new Error('Published version not found for workflow'));
		await monitor.until(() => monitor.executions.length > 1);
		monitor.executions[1]?.fail(new Error('Published version not found for workflow'));
		await closing;
		expect(monitor.warnings.at(-1)).toContain('is kept until the workflow is started again');
		host = new PbxHost(parseSettings({}), fast);
		const after = lab({}, kept(monitor));
		await start(after);
		await after.until(() => after.emitted.length > 0);
		expect(told(after)).toEqual([[0, 1]]);
		expect(after.keys).toEqual([monitor.keys[0]]);
	});

	it('tells what was kept one by one when batch mode is off at the next start', async () => {
		const monitor = lab();
		await start(monitor);
		await ring(monitor, 0, 2);
		host = new PbxHost(parseSettings({}), fast);
		const after = lab({ batchMode: false }, kept(monitor));
		await start(after);
		expect([told(after), after.staticData.backlog]).toEqual([[[0], [1]], undefined]);
		expect(after.keys).toEqual(
			after.emitted.map(({ eventId }) => `workflow node ${String(eventId)}`),
		);
	});

	it('of a changed workflow knows what the version before has told, though n8n saved it too late', async () => {
		const monitor = lab();
		const { closeFunction } = await start(monitor);
		// n8n reads the static data for the next version before it closes this one.
		const old = kept(monitor);
		await ring(monitor, 0, 2);
		const closing = closeFunction?.();
		monitor.executions[0]?.end();
		await closing;
		const after = lab({}, old);
		await start(after);
		await ring(after, 2, 3);
		expect([told(after), waiting(after)]).toEqual([[], 1]);
	});

	it('tries again what n8n did not start, under the same key', async () => {
		const monitor = lab();
		await start(monitor);
		await ring(monitor, 0, 3);
		monitor.executions[0]?.fail(new Error('database is locked'));
		await monitor.until(() => monitor.executions.length > 1);
		expect(told(monitor)).toEqual([
			[0, 1, 2],
			[0, 1, 2],
		]);
		expect(monitor.keys[1]).toBe(monitor.keys[0]);
		expect(monitor.warnings.at(-1)).toContain('database is locked');
	});

	it('does not repeat a batch whose execution somebody stopped', async () => {
		const monitor = lab({ batchSize: 1 });
		await start(monitor);
		await ring(monitor, 0, 2);
		monitor.executions[0]?.fail(new ManualExecutionCancelledError('1'));
		await monitor.until(() => monitor.executions.length > 1);
		expect(told(monitor)).toEqual([[0], [1]]);
	});

	it('does not ask for the end of an execution where n8n refuses a trigger that does', async () => {
		const monitor = lab();
		await start(monitor);
		await ring(monitor, 0, 3);
		const refusal = 'Engine 2.0 cannot run a trigger that waits for its execution to finish yet.';
		monitor.executions[0]?.fail(new UserError(refusal));
		await monitor.until(() => monitor.executions.length > 1);
		expect(told(monitor)).toEqual([
			[0, 1, 2],
			[0, 1, 2],
		]);
		expect(monitor.executions.map(({ asksForTheEnd }) => asksForTheEnd)).toEqual([true, false]);
	});

	it('in a test waits for one batch, asks for nothing else, and keeps nothing of it', async () => {
		const monitor = lab({}, {}, 'manual');
		const { manualTriggerFunction } = await start(monitor);
		const test = manualTriggerFunction?.();
		while (pbx.sockets.count() === 0) await systemClock.sleep(5);
		for (const from of NUMBERS.slice(0, 3)) pbx.calls.inbound({ from });
		await test;
		expect([told(monitor), monitor.keys]).toEqual([[[0, 1, 2]], [undefined]]);
		expect(monitor.executions[0]?.asksForTheEnd).toBe(false);
		expect(monitor.staticData).toEqual({});
	});

	it('a test that is stopped is told nothing of what waited', async () => {
		const monitor = lab({ batchSeconds: 3_500 }, {}, 'manual');
		const { closeFunction, manualTriggerFunction } = await start(monitor);
		const test = manualTriggerFunction?.();
		while (pbx.sockets.count() === 0) await systemClock.sleep(5);
		pbx.calls.inbound({ from: NUMBERS[0] ?? '' });
		while (!waits.some((ms) => ms > 3_490_000 && ms <= 3_500_000)) await systemClock.sleep(5);
		await closeFunction?.();
		await test;
		expect(monitor.emitted).toEqual([]);
	});

	it.each([
		[{ batchSize: 0 }, '"Maximum Items" is not a whole number from 1 to 1000'],
		[{ batchSize: 1_001 }, '"Maximum Items" is not a whole number from 1 to 1000'],
		[{ batchSize: 'many' }, '"Maximum Items" is not a whole number from 1 to 1000'],
		[{ batchSeconds: 0 }, '"Maximum Wait (Seconds)" is not a whole number from 1 to 3600'],
		[{ batchSeconds: 3_601 }, '"Maximum Wait (Seconds)" is not a whole number from 1 to 3600'],
	])('refuses %j by its label', async (parameters, message) => {
		await expect(start(lab(parameters))).rejects.toThrow(message);
	});
});
