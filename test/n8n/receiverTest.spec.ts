import { startPbx } from '../pbx';
import { equal } from './check';
import type { Spec } from './lab';
import { itemsOf } from './n8nApi';
import { waitFor } from './waitFor';

const RECEIVER = 'Call Receiver';

/** The "Execute workflow" button with 3CX Call Receiver as the start: one call, or Stop. */
export const spec: Spec = async ({ check, api, packageName }) => {
	const pbx = await startPbx();
	try {
		const { id: credentialId, name } = await api.createCredential(
			'threeCxCallControlApi',
			'Test of a receiver',
			{ serverUrl: pbx.url, clientId: '800', clientSecret: pbx.world.client('800')?.secret },
		);
		const { id } = await api.createWorkflow({
			name: 'Test of a receiver',
			nodes: [
				{
					name: RECEIVER,
					type: `${packageName}.threeCxCallReceiverTrigger`,
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
					credentials: { threeCxCallControlApi: { id: credentialId, name } },
				},
			],
			connections: {},
			settings: { executionOrder: 'v1' },
		});
		const sockets = async (count: number) =>
			await waitFor(`${count} sockets`, () => pbx.sockets.count('800') === count, { ms: 30_000 });

		await check(
			'a test takes one call and ends; the socket closes and later calls are not taken',
			async () => {
				const test = await api.startManually(id, RECEIVER);
				await sockets(1);
				const first = pbx.calls.inbound({ from: '+491711234567' });
				const execution = await api.finished(test);
				const second = pbx.calls.inbound({ from: '+491729876543' });
				equal([execution.status, execution.mode], ['success', 'manual'], 'status and mode');
				equal(
					itemsOf(execution, RECEIVER).map(({ fromNumber }) => fromNumber),
					['+491711234567'],
					'calls told',
				);
				await sockets(0);
				equal((await api.executions(id)).length, 1, 'executions');
				for (const { callid } of [first, second]) pbx.calls.hangUp(callid);
			},
		);

		await check('a test that is stopped while it waits stays stopped', async () => {
			const test = await api.startManually(id, RECEIVER);
			await sockets(1);
			const { opened } = pbx.sockets;
			await api.stop(test);
			await sockets(0);
			const call = pbx.calls.inbound({ from: '+491730000003' });
			equal((await api.finished(test)).status, 'canceled', 'status');
			equal(
				[(await api.executions(id)).length, pbx.sockets.opened],
				[2, opened],
				'executions, sockets',
			);
			pbx.calls.hangUp(call.callid);
		});

		await check('after a stop the next test takes its call', async () => {
			const test = await api.startManually(id, RECEIVER);
			await sockets(1);
			const call = pbx.calls.inbound({ from: '+491740000004' });
			equal(itemsOf(await api.finished(test), RECEIVER).length, 1, 'calls told');
			pbx.calls.hangUp(call.callid);
		});
	} finally {
		await pbx.close();
	}
};
