import { startPbx } from '../pbx';
import { equal, matches } from './check';
import type { Spec } from './lab';
import { itemsOf } from './n8nApi';
import { waitFor } from './waitFor';

const RECEIVER = 'Call Receiver';

/** A published workflow that starts with each call on the route point. */
export const spec: Spec = async ({ check, api, packageName }) => {
	const pbx = await startPbx();
	try {
		const credential = await api.createCredential('threeCxCallControlApi', 'Receiver 3CX', {
			serverUrl: pbx.url,
			clientId: '800',
			clientSecret: pbx.world.client('800')?.secret,
		});
		const workflow = {
			name: 'Calls',
			nodes: [
				{
					name: RECEIVER,
					type: `${packageName}.threeCxCallReceiverTrigger`,
					typeVersion: 1,
					position: [0, 0] as [number, number],
					parameters: {
						extension: { __rl: true, mode: 'number', value: '' },
						triggerOn: 'inbound',
						autoAnswer: true,
						timeout: 30,
					},
					credentials: { threeCxCallControlApi: { id: credential.id, name: credential.name } },
				},
			],
			connections: {},
			settings: { executionOrder: 'v1' },
		};
		const { id } = await api.createWorkflow(workflow);
		await api.activate(id);
		const told = async (from: string) =>
			await api.nextExecution(
				id,
				new Date(0),
				(one) => itemsOf(one, RECEIVER)[0]?.fromNumber === from,
			);
		const socketOpen = async () =>
			await waitFor('the socket', () => pbx.sockets.count('800') === 1, { ms: 15_000 });

		await check(
			'a call on the route point starts the workflow, once and with its numbers',
			async () => {
				await socketOpen();
				const call = pbx.calls.inbound({ from: '+491711234567' });
				const execution = await told('+491711234567');
				const [item] = itemsOf(execution, RECEIVER);
				equal(
					[item?.status, item?.direction, item?.extension],
					['connected', 'inbound', '800'],
					'item',
				);
				matches(item?.callId, new RegExp(`^call-${call.callid}-\\d+$`), 'callId');
				equal(execution.mode, 'trigger', 'mode');
				pbx.calls.hangUp(call.callid);
			},
		);

		await check(
			'a cut socket in mid-call: one reconnect, nothing lost, nothing told twice',
			async () => {
				const before = pbx.calls.inbound({ from: '+491720000001' });
				await told('+491720000001');
				pbx.sockets.drop();
				const meanwhile = pbx.calls.inbound({ from: '+491720000002' });
				await told('+491720000002');
				await socketOpen();
				pbx.calls.hangUp(before.callid);
				pbx.calls.hangUp(meanwhile.callid);
				const numbers = (await api.executions(id)).map(
					(one) => itemsOf(one, RECEIVER)[0]?.fromNumber,
				);
				equal(numbers.sort(), ['+491711234567', '+491720000001', '+491720000002'], 'calls told');
			},
		);

		await check('published ten times it has one socket, and tells a call once', async () => {
			for (let i = 0; i < 10; i++) {
				await api.deactivate(id);
				await api.activate(id);
			}
			await socketOpen();
			const call = pbx.calls.inbound({ from: '+491730000003' });
			await told('+491730000003');
			pbx.calls.hangUp(call.callid);
			const again = (await api.executions(id)).filter(
				(one) => itemsOf(one, RECEIVER)[0]?.fromNumber === '+491730000003',
			);
			equal([again.length, pbx.sockets.count('800')], [1, 1], 'executions and sockets');
		});

		await check('unpublished it leaves no socket', async () => {
			await api.deactivate(id);
			await waitFor('the socket to close', () => pbx.sockets.count('800') === 0, { ms: 30_000 });
		});

		await check(
			'published while the PBX is down it waits, and tells the first call afterwards',
			async () => {
				await pbx.stop();
				await api.activate(id);
				await pbx.start();
				await waitFor('the socket', () => pbx.sockets.count('800') === 1, { ms: 90_000 });
				pbx.calls.inbound({ from: '+491740000004' });
				await told('+491740000004');
			},
		);

		await check('an extension that is not granted fails the activation in words', async () => {
			const other = await api.createWorkflow({
				...workflow,
				nodes: workflow.nodes.map((node) => ({
					...node,
					parameters: {
						...node.parameters,
						extension: { __rl: true, mode: 'number', value: '104' },
					},
				})),
			});
			// n8n tries five times before it says so, which is longer than our helper waits.
			await api.activate(other.id).catch(() => undefined);
			await waitFor(
				'n8n to give up',
				async () => JSON.stringify(await api.publicationStatus(other.id)).includes('failed'),
				{ ms: 40_000 },
			);
			const { triggers } = await api.publicationStatus(other.id);
			matches(JSON.stringify(triggers), /does not grant the extension 104/, 'what n8n shows');
			await api.deactivate(other.id);
		});
		await api.deactivate(id);
	} finally {
		await pbx.close();
	}
};
