import { equal, matches } from '../n8n/check';
import { waitFor } from '../n8n/waitFor';
import { DEFAULT_SECRET } from '../pbx';
import { CREDENTIAL_TYPE, type Lab, type Spec } from './lab';
import { openPanel } from './panel';

/** Somebody tries single nodes in their panels, and reads what comes out. */
export const spec: Spec = async (lab) => {
	const { check, editor, pbx, picture } = lab;

	for (const [name, type] of [
		['Receiver', 'threeCxCallReceiverTrigger'],
		['Monitor', 'threeCxCallMonitorTrigger'],
	] as const)
		await check(`the test of the ${name} waits for a call and shows it in the panel`, async () => {
			await openNode(lab, name, type, {});
			await editor.id('trigger-execute-button').click();
			await waitFor('the socket', () => pbx.sockets.count('800') === 1, { ms: 60_000 });
			const call = pbx.calls.inbound({ from: '+491711234567' });
			const output = editor.id('output-panel');
			await output.getByText('+491711234567').first().waitFor();
			await picture(`test of the ${name}`);
			await output
				.getByText(/^call-\d+-\d+$/)
				.first()
				.waitFor();
			pbx.calls.hangUp(call.callid);
			await waitFor('the socket to close', () => pbx.sockets.count('800') === 0, { ms: 60_000 });
			equal(editor.newComplaints(), [], 'complaints of the page');
		});

	await check(
		'an extension that 3CX does not know is told in the panel, with what to do',
		async () => {
			await openNode(lab, 'Update', 'threeCxUpdateOnCallForwarding', {
				extension: { __rl: true, mode: 'number', value: '5555' },
				mobileNumber: '+491711234567',
			});
			await editor.id('node-execute-button').click();
			const shown = editor.id('output-panel');
			await shown
				.getByText(/shows this API client no user with the extension 5555/)
				.first()
				.waitFor();
			await picture('error of the Update node');
			matches(await shown.innerText(), /department|role/i, 'what to do');
		},
	);
};

async function openNode(
	{ api, editor, pbx, packageName }: Lab,
	name: string,
	type: string,
	parameters: Record<string, unknown>,
): Promise<void> {
	const credential = await api.createCredential(CREDENTIAL_TYPE, `3CX of ${name}`, {
		serverUrl: pbx.url,
		clientId: '800',
		clientSecret: DEFAULT_SECRET,
	});
	const node = {
		id: name,
		name,
		type: `${packageName}.${type}`,
		typeVersion: 1,
		position: [0, 0] satisfies [number, number],
		parameters,
		credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
	};
	const workflow = { name: `Trial of ${name}`, nodes: [node], connections: {}, settings: {} };
	const { id } = await api.createWorkflow(workflow);
	await editor.openWorkflow(id, workflow.name);
	await openPanel(editor, name);
}
