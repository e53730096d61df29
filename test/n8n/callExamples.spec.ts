import { startPbx } from '../pbx';
import { equal, holds } from './check';
import { readExample } from './exampleFile';
import type { Spec } from './lab';
import { waitFor } from './waitFor';

/** The examples with calls but without audio, as published but for the credential. */
export const spec: Spec = async ({ check, api, root, server }) => {
	const pbx = await startPbx();
	try {
		const credential = await api.createCredential('threeCxCallControlApi', 'Examples 3CX', {
			serverUrl: pbx.url,
			clientId: '800',
			clientSecret: pbx.world.client('800')?.secret,
		});
		const publish = async (file: string) => {
			const { id } = await api.createWorkflow(readExample(root, file, { credential }));
			await api.activate(id);
			await waitFor('the socket', () => pbx.sockets.count('800') === 1, { ms: 15_000 });
			return id;
		};

		await check('robust-call-handler.json sends a call to the queue', async () => {
			const id = await publish('robust-call-handler.json');
			const call = pbx.calls.inbound({ from: '+491720000001' });
			await waitFor(
				'the queue to have it',
				() => pbx.calls.list()[0]?.legs.some(({ dn }) => ['820', '101', '102'].includes(dn)),
				{ ms: 20_000 },
			);
			await waitFor('the workflow to end', async () => (await api.executions(id)).length > 0, {
				ms: 60_000,
			});
			equal((await api.executions(id))[0]?.status, 'success', 'status');
			pbx.calls.hangUp(call.callid);
			await api.deactivate(id);
		});

		await check(
			'robust-call-handler.json ends the call when nobody can be reached at all',
			async () => {
				pbx.faults.add({
					match: { method: 'POST', path: /routeto|transferto/ },
					action: { kind: 'status', status: 422 },
					times: Infinity,
				});
				const id = await publish('robust-call-handler.json');
				pbx.calls.inbound({ from: '+491730000002' });
				await waitFor('the call to end', () => pbx.calls.list().length === 0, { ms: 60_000 });
				await api.deactivate(id);
			},
		);

		await check(
			'click-to-dial.json rings the phone, dials the number and says how it went',
			async () => {
				const key = await api.createCredential('httpHeaderAuth', 'Key of the button', {
					name: 'X-Button',
					value: 'pressed',
				});
				const { id } = await api.createWorkflow(
					readExample(root, 'click-to-dial.json', {
						credential,
						nodes: { Click: { credentials: { httpHeaderAuth: key } } },
					}),
				);
				await api.activate(id);
				const click = async (
					body: object,
					headers: Record<string, string> = { 'x-button': 'pressed' },
				) =>
					await fetch(`${server.url}/webhook/3cx-click-to-dial`, {
						method: 'POST',
						headers: { 'content-type': 'application/json', ...headers },
						body: JSON.stringify(body),
					});
				const order = { extension: '101', number: '+49 171 1234567' };
				const before = pbx.calls.truth().length;
				equal((await click(order, {})).status, 403, 'status without the header');
				equal(pbx.calls.truth().length, before, 'calls without the header');

				const reply = await click(order);
				const said = (await reply.json()) as Record<string, unknown>;
				equal([reply.status, said.result], [200, 'answered'], 'the answer');
				const made = pbx.calls.truth().slice(before);
				equal(made.length, 1, 'calls made');
				const legs = made[0]?.legs ?? [];
				equal(
					said.callId,
					`call-${made[0]?.callid}-${legs.find(({ dn }) => dn === '101')?.id}`,
					'callId',
				);
				holds(
					legs.some(({ number }) => number === '+491711234567'),
					`the number was not dialled: ${JSON.stringify(legs)}`,
				);
				for (const { callid } of pbx.calls.list()) pbx.calls.hangUp(callid);

				for (const wrong of [{ ...order, number: '112' }, { ...order, extension: '104' }, {}]) {
					const refused = await click(wrong);
					const { result, reason } = (await refused.json()) as Record<string, unknown>;
					equal([refused.status, result], [502, 'failed'], JSON.stringify(wrong));
					holds(String(reason).length > 10, 'no reason is given');
				}
				equal(pbx.calls.truth().length, before + 1, 'calls made in all');
				await api.deactivate(id);
			},
		);
	} finally {
		await pbx.close();
	}
};
