import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { readExample } from '../n8n/exampleFile';
import type { Workflow, WorkflowNode } from '../n8n/n8nTypes';
import { DEFAULT_SECRET } from '../pbx';
import { around, drawnNodes, fitToView, type Box } from './canvas';
import { CredentialDialog } from './credentialDialog';
import { CREDENTIAL_TYPE, type Lab } from './lab';
import { addNode, listBox, listedNodes, searchNodes } from './nodeList';
import { closePanel, openPanel, parametersBox } from './panel';
import { savePicture } from './savePicture';

/** How a person would have set each node; what differs from the default is what the picture shows. */
const PANELS: Array<[picture: string, type: string, parameters: WorkflowNode['parameters']]> = [
	['call-receiver', 'threeCxCallReceiverTrigger', {}],
	['call-control', 'threeCxCallControl', { operation: 'collectDTMF' }],
	['call-monitor', 'threeCxCallMonitorTrigger', {}],
	['call-data', 'threeCxCallData', { operation: 'getCallHistory' }],
	['update-on-call-forwarding', 'threeCxUpdateOnCallForwarding', { numberSource: 'plan' }],
];

/** The address in the picture of the credential: one that nobody has. */
const SHOWN_ADDRESS = 'https://pbx.example.com:5001';

type Save = (name: string, clip: () => Promise<Box>) => Promise<void>;

/** Takes all pictures whose name contains `wanted`. */
export async function takePictures(lab: Lab, folder: string, wanted: string): Promise<void> {
	const { editor, api, pbx, root } = lab;
	const isWanted = (name: string): boolean => name.includes(wanted);
	const save: Save = async (name, clip) => {
		if (!isWanted(name)) return;
		await savePicture(editor, await clip(), join(folder, `${name}.webp`));
		console.log(name);
	};
	if (['node-list-dark', 'node-list-light', 'credential'].some(isWanted))
		await listAndCredential(lab, save);
	const { id, name } = await api.createCredential(CREDENTIAL_TYPE, '3CX account', {
		serverUrl: pbx.url,
		clientId: '800',
		clientSecret: DEFAULT_SECRET,
	});
	const credential = { id, name };
	// Also leaves what is still open.
	await editor.openNewWorkflow();
	if (PANELS.some(([picture]) => isWanted(picture))) await panels(lab, credential, save);

	await editor.page.setViewportSize({ width: 1300, height: 1000 });
	for (const file of readdirSync(join(root, 'examples')).filter((one) => one.endsWith('.json'))) {
		const picture = `example-${basename(file, '.json')}`;
		if (!isWanted(picture)) continue;
		const example = readExample(root, file, { credential });
		// What the note says stands beside the picture; without it the nodes are larger.
		const rest = example.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
		await open(lab, { ...example, nodes: rest });
		await fitToView(editor);
		await save(picture, async () => around(await drawnNodes(editor), 30));
	}
}

async function listAndCredential({ editor }: Lab, save: Save): Promise<void> {
	for (const theme of ['dark', 'light'] as const) {
		await editor.setTheme(theme);
		await editor.openNewWorkflow();
		await searchNodes(editor, '3CX');
		await listedNodes(editor, '3CX Call Receiver');
		await save(`node-list-${theme}`, async () => await listBox(editor));
	}
	const dialog = new CredentialDialog(editor);
	await addNode(editor, '3CX Call Receiver');
	await dialog.openNew();
	await dialog.fill({ serverUrl: SHOWN_ADDRESS, clientId: '800', clientSecret: DEFAULT_SECRET });
	// Nothing is under the mouse.
	await editor.page.mouse.move(0, 0);
	await save('credential', async () => ({ x: 181, y: 91, width: 838, height: 718 }));
}

async function panels(
	lab: Lab,
	credential: { id: string; name: string },
	save: Save,
): Promise<void> {
	const { editor, packageName } = lab;
	const nodes = PANELS.map(([picture, type, parameters], index) => ({
		id: picture,
		name: picture,
		type: `${packageName}.${type}`,
		typeVersion: 1,
		position: [index * 240, 0] satisfies [number, number],
		parameters,
		credentials: { [CREDENTIAL_TYPE]: credential },
	}));
	await editor.page.setViewportSize({ width: 1300, height: 1500 });
	await open(lab, { name: 'Panels', nodes, connections: {}, settings: {} });
	for (const [picture] of PANELS) {
		await openPanel(editor, picture);
		await save(picture, async () => await parametersBox(editor));
		await closePanel(editor);
	}
}

async function open({ api, editor }: Lab, workflow: Workflow): Promise<void> {
	const { id } = await api.createWorkflow(workflow);
	await editor.openWorkflow(id, workflow.name);
}
