import type { NodeType, WorkflowNode } from '../n8n/n8nTypes';
import { equal, holds } from '../n8n/check';
import { DEFAULT_SECRET } from '../pbx';
import { CREDENTIAL_TYPE, type Lab, type Spec } from './lab';
import { closePanel, openPanel } from './panel';

/** What no panel shows a person. */
const SLIPS = /\[object Object\]|\bundefined\b|\bNaN\b|\[ERROR/;

/** Every operation of every node, as it comes from the list of nodes: its panel opens without complaint and reads well. */
export const spec: Spec = async ({ api, check, editor, packageName, pbx, picture }: Lab) => {
	const { id: credentialId, name } = await api.createCredential(CREDENTIAL_TYPE, 'Panels: 3CX', {
		serverUrl: pbx.url,
		clientId: '800',
		clientSecret: DEFAULT_SECRET,
	});
	const credentials = { [CREDENTIAL_TYPE]: { id: credentialId, name } };
	const types = (await api.nodeTypes()).filter(
		(type) => type.name.startsWith(`${packageName}.`) && !type.name.endsWith('Tool'),
	);
	const nodes = types.flatMap(operationsOf).map(
		([type, operation], index): WorkflowNode => ({
			id: `panel-${index}`,
			name: `${type.displayName} ${operation}`.trim(),
			type: type.name,
			typeVersion: 1,
			position: [(index % 6) * 260, Math.floor(index / 6) * 220],
			parameters: operation === '' ? {} : { operation },
			credentials,
		}),
	);
	const workflow = { name: 'All panels', nodes, connections: {}, settings: {} };
	const { id } = await api.createWorkflow(workflow);
	await editor.openWorkflow(id, workflow.name);
	editor.newComplaints();

	for (const node of nodes)
		await check(`the panel of "${node.name}" opens and reads well`, async () => {
			await openPanel(editor, node.name);
			const text = await editor.id('node-parameters').innerText();
			await picture(`panel of ${node.name}`);
			await closePanel(editor);
			holds(text.length > 20, `it is nearly empty: ${text}`);
			holds(!SLIPS.test(text), `it shows ${SLIPS.exec(text)?.[0]}: ${text}`);
			equal(editor.newComplaints(), [], 'complaints of the page');
		});
};

function operationsOf(type: NodeType): Array<[NodeType, string]> {
	const operation = type.properties.find(({ name }) => name === 'operation');
	const options = operation?.options as Array<{ value: string }> | undefined;
	return options ? options.map(({ value }) => [type, value]) : [[type, '']];
}
