import { startPbx } from '../pbx';
import { equal, holds, matches } from './check';
import type { Spec } from './lab';
import { itemsOf } from './n8nApi';
import type { Json, WorkflowNode } from './n8nTypes';
import { waitFor } from './waitFor';

const CALLER = '+491711234567';

/** A call is received, sent on and followed; and one is made: in published and manual workflows. */
export const spec: Spec = async ({ check, api, packageName }) => {
	const pbx = await startPbx();
	try {
		const credential = await api.createCredential('threeCxCallControlApi', 'Control 3CX', {
			serverUrl: pbx.url,
			clientId: '800',
			clientSecret: pbx.world.client('800')?.secret,
		});
		const credentials = { threeCxCallControlApi: { id: credential.id, name: credential.name } };
		const control = (name: string, parameters: Json): WorkflowNode => ({
			name,
			type: `${packageName}.threeCxCallControl`,
			typeVersion: 1,
			position: [200, 0],
			parameters,
			credentials,
		});
		const receiver: WorkflowNode = {
			name: 'Receiver',
			type: `${packageName}.threeCxCallReceiverTrigger`,
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials,
		};
		const start: WorkflowNode = {
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		};
		const workflowOf = async (nodes: WorkflowNode[]) =>
			await api.createWorkflow({
				name: 'Steering',
				nodes,
				connections: Object.fromEntries(
					nodes
						.slice(0, -1)
						.map(({ name }, i) => [
							name,
							{ main: [[{ node: nodes[i + 1]?.name, type: 'main', index: 0 }]] },
						]),
				),
				settings: { executionOrder: 'v1' },
			});

		await check(
			'a caller is received and transferred, though the socket is cut in mid-call',
			async () => {
				const { id } = await workflowOf([
					receiver,
					control('Transfer', {
						operation: 'transferCall',
						callId: '={{ $json.callId }}',
						targetType: 'extension',
						target: { __rl: true, mode: 'number', value: '101' },
					}),
				]);
				await api.activate(id);
				await waitFor('the socket', () => pbx.sockets.count('800') === 1, { ms: 15_000 });
				const call = pbx.calls.inbound({ from: CALLER });
				await waitFor(
					'the workflow to take it',
					() => pbx.calls.list()[0]?.legs.some(({ dn }) => dn === '101'),
					{
						ms: 15_000,
					},
				);
				pbx.sockets.drop();
				const execution = await api.nextExecution(
					id,
					new Date(0),
					(one) => itemsOf(one, 'Transfer').length > 0,
				);
				const [item] = itemsOf(execution, 'Transfer');
				equal([item?.success, item?.status], [true, 'transferred'], 'the result');
				equal(item?.fromNumber, CALLER, 'fields of the call go on');
				holds(pbx.calls.whoHas(call.callid).includes('101'), '101 does not have the call');
				await api.deactivate(id);
				pbx.calls.hangUp(call.callid);
			},
		);

		await check('a call is made, once, followed to the answer, and hung up', async () => {
			const { id } = await workflowOf([
				start,
				control('Make', {
					operation: 'makeCall',
					target: '+491729876543',
					waitFor: 'answered',
					timeout: 30,
				}),
				control('Hang Up', { operation: 'hangupCall', callId: '={{ $json.callId }}' }),
			]);
			const before = pbx.calls.truth().length;
			const execution = await api.runManually(id, 'Start');
			const made = itemsOf(execution, 'Make')[0];
			matches(made?.callId, /^call-\d+-\d+$/, 'callId');
			equal(made?.success, true, 'success');
			equal(pbx.calls.truth().length, before + 1, 'calls at the PBX');
			await waitFor('the call to end', () => pbx.calls.list().length === 0, { ms: 5_000 });
		});

		await check('a call that is gone is told in words', async () => {
			const { id } = await workflowOf([
				start,
				control('Transfer', {
					operation: 'transferCall',
					callId: 'call-9999-9999',
					targetType: 'extension',
					target: { __rl: true, mode: 'number', value: '101' },
				}),
			]);
			const execution = await api.runManually(id, 'Start');
			equal(execution.status, 'error', 'status');
			matches(execution.data?.resultData?.error?.message, /call|Call/, 'the message');
		});
	} finally {
		await pbx.close();
	}
};
