import { startPbx, type Pbx } from '../../pbx';
import { equal, holds, matches } from '../check';
import type { Lab } from '../lab';
import { itemsOf } from '../n8nApi';
import type { Json, WorkflowNode } from '../n8nTypes';
import { waitFor } from '../waitFor';

const TYPE = 'threeCxCallControlApi';
const CALLER = '+491711234567';
const START = node('Start', 'n8n-nodes-base.manualTrigger', {});

/** The credential, and each node once with a call: in tests in the editor and in published workflows. */
export async function eachNode(lab: Lab): Promise<void> {
	const pbx = await startPbx();
	try {
		await withPbx(lab, pbx);
	} finally {
		await pbx.close();
	}
}

async function withPbx(lab: Lab, pbx: Pbx): Promise<void> {
	const { check, api, packageName } = lab;
	const fields = (clientSecret?: string): Json => ({
		serverUrl: pbx.url,
		clientId: '800',
		clientSecret,
	});
	const stored = await api.createCredential(TYPE, '3CX', fields(pbx.world.client('800')?.secret));
	/** n8n 1.x tests what is stored only. */
	const tested = async ({ id }: { id: string }) =>
		await api.testCredential(TYPE, await api.credentialData(id), id);

	await check('the test of the credential says what is wrong, and that nothing is', async () => {
		const wrong = await tested(await api.createCredential(TYPE, 'Wrong', fields('wrong')));
		equal(wrong.status, 'Error', 'status of a wrong secret');
		matches(wrong.message, /secret/i, 'message');
		const right = await tested(stored);
		equal(right.status, 'OK', `status (${right.message})`);
	});

	const ours = (name: string, type: string, parameters: Json = {}): WorkflowNode => ({
		...node(name, `${packageName}.${type}`, parameters),
		credentials: { [TYPE]: stored },
	});
	const chain = async (...nodes: WorkflowNode[]): Promise<string> => {
		const links = nodes.slice(0, -1).map(({ name }, i) => [name, to(nodes[i + 1]?.name)]);
		const connections: Json = Object.fromEntries(links);
		const settings = { executionOrder: 'v1' };
		return (await api.createWorkflow({ name: nodes[0]?.name ?? '', nodes, connections, settings }))
			.id;
	};
	const sockets = async (count: number) =>
		await waitFor(`${count} sockets`, () => pbx.sockets.count('800') === count, { ms: 40_000 });

	await check('a list in the editor is filled from the PBX', async () => {
		const type = `${packageName}.threeCxUpdateOnCallForwarding`;
		const found = await api.searchList(
			type,
			{ [TYPE]: stored },
			'extension',
			'searchUsers',
			'notd',
		);
		equal(found, [{ name: '999 Routing, Notdienst', value: '999' }], 'users');
	});

	await check('a test in the editor takes one call, answers it and hangs up', async () => {
		const id = await chain(
			ours('Receiver', 'threeCxCallReceiverTrigger', { autoAnswer: false }),
			ours('Answer', 'threeCxCallControl', call('answerCall')),
			ours('Hang Up', 'threeCxCallControl', call('hangupCall')),
		);
		const test = await api.startManually(id, 'Receiver');
		await sockets(1);
		const { callid } = pbx.calls.inbound({ from: CALLER });
		const execution = await api.finished(test);
		const reason = execution.data?.resultData?.error?.message;
		equal(execution.status, 'success', `status (${reason})`);
		equal(itemsOf(execution, 'Receiver')[0]?.fromNumber, CALLER, 'fromNumber');
		equal(itemsOf(execution, 'Answer')[0]?.answered, true, 'answered');
		holds(
			pbx.calls.list().every((one) => one.callid !== callid),
			'the call was not ended',
		);
		await sockets(0);
	});

	await check('3CX Call Monitor starts one execution after the other, each call once', async () => {
		const id = await chain(
			ours('Monitor', 'threeCxCallMonitorTrigger', {
				eventTypes: ['call_started'],
				filters: { extensions: '800' },
				batchMode: true,
				batchSize: 2,
				batchSeconds: 60,
			}),
			node('Slow', 'n8n-nodes-base.wait', { resume: 'timeInterval', amount: 1, unit: 'seconds' }),
		);
		await api.activate(id);
		await sockets(1);
		const numbers = [1, 2, 3, 4].map((digit) => `+49172000000${digit}`);
		const calls = numbers.map((from) => pbx.calls.inbound({ from }));
		const runs = await waitFor('two executions', async () => {
			const all = await api.executions(id);
			return all.length === 2 && all.sort((one, other) => Number(one.id) - Number(other.id));
		});
		const told = runs.flatMap((run) =>
			itemsOf(run, 'Monitor').map(({ data }) => String((data as Json).fromNumber)),
		);
		// Legs of the same moment are fetched side by side: whose reply is first is told first.
		equal(told.sort(), numbers, 'callers');
		const [first, second] = runs;
		holds(
			Date.parse(second?.startedAt ?? '') >= Date.parse(first?.stoppedAt ?? ''),
			'the second execution began before the first had ended',
		);
		for (const { callid } of calls) pbx.calls.hangUp(callid);
		await api.deactivate(id);
		await sockets(0);
	});

	await check('3CX Call Control makes a call, 3CX Call Data sees it', async () => {
		const id = await chain(
			START,
			ours('Make', 'threeCxCallControl', {
				operation: 'makeCall',
				target: '+491729876543',
				waitFor: 'answered',
				timeout: 30,
			}),
			ours('Live', 'threeCxCallData', { operation: 'getActiveCalls' }),
		);
		const execution = await api.runManually(id, 'Start');
		equal(execution.status, 'success', execution.data?.resultData?.error?.message);
		matches(itemsOf(execution, 'Make')[0]?.callId, /^call-\d+-\d+$/, 'callId');
		equal(itemsOf(execution, 'Live').length, 1, 'calls');
		for (const { callid } of pbx.calls.list()) pbx.calls.hangUp(callid);
	});

	await check("n8n's own HTTP Request node works with the credential", async () => {
		const request: WorkflowNode = {
			...node('Defs', 'n8n-nodes-base.httpRequest', {
				url: `${pbx.url}/xapi/v1/Defs`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: TYPE,
				options: {},
			}),
			typeVersion: 4.2,
			credentials: { [TYPE]: stored },
		};
		const execution = await api.runManually(await chain(START, request), 'Start');
		equal(execution.status, 'success', execution.data?.resultData?.error?.message);
		matches(JSON.stringify(itemsOf(execution, 'Defs')), /Id|value/, 'the answer');
	});

	await check('all of that was done with one token', () => {
		// One to begin with; a second one if the list and a test began in the same moment.
		const minted = pbx.journal.mints('800');
		holds(minted >= 1 && minted <= 2, `${minted} tokens were minted`);
	});

	await check('what the user must mend fails the activation, in words', async () => {
		const id = await chain(ours('Receiver', 'threeCxCallReceiverTrigger', { extension: '104' }));
		const refused = await api.activate(id).then(
			() => 'published',
			(error: Error) => error.message,
		);
		matches(refused, /does not grant the extension 104/, 'what n8n answers');
	});
}

function node(name: string, type: string, parameters: Json): WorkflowNode {
	return { name, type, typeVersion: 1, position: [0, 0], parameters };
}

function to(name: string | undefined): Json {
	return { main: [[{ node: name, type: 'main', index: 0 }]] };
}

const call = (operation: string): Json => ({ operation, callId: '={{ $json.callId }}' });
