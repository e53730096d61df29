import { startPbx, type Pbx } from '../pbx';
import { equal, holds } from './check';
import { freePort } from './freePort';
import { installPackage } from './install';
import type { Lab, Spec } from './lab';
import { itemsOf, N8nApi } from './n8nApi';
import { N8nServer } from './n8nServer';
import type { Execution, Json, Workflow } from './n8nTypes';
import { temporaryFolder } from './temporaryFolder';
import { waitFor } from './waitFor';

const MONITOR = 'Call Monitor';
const WAIT = 'Slow';

/** Batch mode of 3CX Call Monitor: every event once, whatever n8n does meanwhile. */
export const spec: Spec = async (lab) => {
	const { check, api } = lab;
	const pbx = await startPbx();
	const callers = new Callers(pbx);
	try {
		await check('a burst of calls: executions one after the other, every call once', async () => {
			const { id } = await workflow(lab, api, pbx, { batchSize: 5, batchSeconds: 2 }, 3);
			await listening(pbx, async () => await api.activate(id));
			const numbers = callers.ring(12);
			const executions = await told(api, id, numbers);
			equal(
				executions.map(({ length }) => length),
				[5, 5, 2],
				'items of the executions',
			);
			const runs = oldestFirst(await api.executions(id));
			for (const [i, run] of runs.slice(1).entries()) {
				holds(
					Date.parse(run.startedAt) >= Date.parse(runs[i]?.stoppedAt ?? ''),
					'an execution began before the one before had ended',
				);
			}
			await api.deactivate(id);
			await waitFor('the socket to close', () => pbx.sockets.count('800') === 0, { ms: 30_000 });
		});
		callers.hangUp();

		await check('deactivated with events waiting: told at once, and not again', async () => {
			const { id } = await workflow(lab, api, pbx, { batchSize: 100, batchSeconds: 600 }, 0);
			await listening(pbx, async () => await api.activate(id));
			const before = callers.ring(3);
			await callers.heard();
			await api.deactivate(id);
			await told(api, id, before);
			await waitFor('the socket to close', () => pbx.sockets.count('800') === 0, { ms: 30_000 });
			await listening(pbx, async () => await api.activate(id));
			const after = callers.ring(2);
			await callers.heard();
			await api.deactivate(id);
			await told(api, id, [...before, ...after]);
		});
		callers.hangUp();

		await check('published anew with events waiting: every call once', async () => {
			const limits = { batchSize: 100, batchSeconds: 600 };
			const { id, content } = await workflow(lab, api, pbx, limits, 0);
			await listening(pbx, async () => await api.activate(id));
			const before = callers.ring(3);
			await callers.heard();
			const [first, ...others] = content.nodes;
			if (!first) throw new Error('no node');
			const parameters = { ...first.parameters, batchSize: 99 };
			await api.changeWorkflow(id, { ...content, nodes: [{ ...first, parameters }, ...others] });
			await told(api, id, before);
			await waitFor('the socket', () => pbx.sockets.count('800') === 1, { ms: 30_000 });
			const after = callers.ring(2);
			await callers.heard();
			await api.deactivate(id);
			await told(api, id, [...before, ...after]);
		});
		callers.hangUp();

		await check('a test in the editor ends with one batch', async () => {
			const { id } = await workflow(lab, api, pbx, { batchSize: 2, batchSeconds: 600 }, 0);
			const test = await api.startManually(id, MONITOR);
			await waitFor('the socket', () => pbx.sockets.count('800') === 1, { ms: 30_000 });
			callers.ring(2);
			const execution = await api.finished(test);
			equal([execution.status, itemsOf(execution, MONITOR).length], ['success', 2], 'the test');
			await waitFor('the socket to close', () => pbx.sockets.count('800') === 0, { ms: 30_000 });
			equal((await api.executions(id)).length, 1, 'executions');
		});
		callers.hangUp();

		await check('n8n is stopped and started with events waiting: every call once', async () => {
			const { host, tarball } = lab;
			const folder = temporaryFolder('3cx-n8n-');
			await installPackage(tarball, folder);
			const port = await freePort();
			let server = await N8nServer.start({ host, folder, port });
			try {
				const own = await N8nApi.setUp(server.url);
				const limits = { batchSize: 100, batchSeconds: 600 };
				const { id } = await workflow(lab, own, pbx, limits, 1);
				await listening(pbx, async () => await own.activate(id));
				const before = callers.ring(4);
				await callers.heard();
				await server.stop();
				equal(pbx.sockets.count('800'), 0, 'sockets after the stop');
				server = await N8nServer.start({ host, folder, port });
				await told(own, id, before);
				await waitFor('the socket', () => pbx.sockets.count('800') === 1, { ms: 60_000 });
				const after = callers.ring(2);
				await callers.heard();
				await own.deactivate(id);
				await told(own, id, [...before, ...after]);
			} finally {
				await server.stop();
			}
		});
	} finally {
		await pbx.close();
	}
};

/** Calls from numbers that were never used before. */
class Callers {
	private count = 0;
	private calls: number[] = [];
	/** Of the last ones: how many, and where the journal was before them. */
	private last = { count: 0, index: 0 };

	constructor(private readonly pbx: Pbx) {}

	ring(count: number): string[] {
		this.last = { count, index: this.pbx.journal.requests().at(-1)?.index ?? 0 };
		return Array.from({ length: count }, () => {
			const from = `+49171${String(1_000_000 + this.count++)}`;
			this.calls.push(this.pbx.calls.inbound({ from }).callid);
			return from;
		});
	}

	/** Resolves when the legs of the last ones were fetched: their events wait in the trigger. */
	async heard(): Promise<void> {
		const { count, index } = this.last;
		await waitFor('the calls to be fetched', () => {
			const fetched = this.pbx.journal
				.requestsAfter(index)
				.filter(({ path, status }) => status === 200 && /\/800\/participants\/\d+$/.test(path));
			return new Set(fetched.map(({ path }) => path)).size === count;
		});
	}

	hangUp(): void {
		for (const callid of this.calls.splice(0)) this.pbx.calls.hangUp(callid);
	}
}

/** A published workflow starts with the calls at the route point, and takes its time. */
async function workflow(
	{ packageName }: Lab,
	api: N8nApi,
	pbx: Pbx,
	limits: Json,
	seconds: number,
): Promise<{ id: string; content: Workflow }> {
	const credential = await api.createCredential('threeCxCallControlApi', 'Monitor 3CX', {
		serverUrl: pbx.url,
		clientId: '800',
		clientSecret: pbx.world.client('800')?.secret,
	});
	const content: Workflow = {
		name: 'Calls in batches',
		nodes: [
			{
				id: 'monitor',
				name: MONITOR,
				type: `${packageName}.threeCxCallMonitorTrigger`,
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					eventTypes: ['call_started'],
					filters: { extensions: '800' },
					batchMode: true,
					...limits,
				},
				credentials: { threeCxCallControlApi: { id: credential.id, name: credential.name } },
			},
			{
				id: 'slow',
				name: WAIT,
				type: 'n8n-nodes-base.wait',
				typeVersion: 1.1,
				position: [200, 0],
				parameters: { resume: 'timeInterval', amount: seconds, unit: 'seconds' },
			},
		],
		connections: { [MONITOR]: { main: [[{ node: WAIT, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
	return { id: (await api.createWorkflow(content)).id, content };
}

async function listening(pbx: Pbx, activate: () => Promise<void>): Promise<void> {
	await activate();
	await waitFor('the socket', () => pbx.sockets.count('800') === 1, { ms: 30_000 });
}

/** The callers that each execution was started with; all of them are told, and each of them once. */
async function told(api: N8nApi, id: string, numbers: string[]): Promise<string[][]> {
	const read = async () =>
		oldestFirst(await api.executions(id)).map((run) =>
			itemsOf(run, MONITOR).map(({ data }) => String((data as Json).fromNumber)),
		);
	await waitFor(
		'all calls to be told',
		async () => {
			const all = (await read()).flat();
			return numbers.every((number) => all.includes(number));
		},
		{ ms: 60_000 },
	);
	const executions = await read();
	// Calls of the same moment are fetched at the same time: whose reply is first is told first.
	equal(executions.flat().sort(), numbers, 'callers');
	return executions;
}

function oldestFirst(runs: Execution[]): Execution[] {
	return [...runs].sort((one, other) => Number(one.id) - Number(other.id));
}
