import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { equal } from '../n8n/check';
import type { Workflow } from '../n8n/n8nTypes';
import { drawnNodes, fitToView, layoutFaults, marks } from './canvas';
import { CREDENTIAL_TYPE, type Lab, type Spec } from './lab';
import { DEFAULT_SECRET } from '../pbx';

/** Access to other services is for the person to choose; our own credential is chosen by n8n, as there is only one. */
const CREDENTIAL_MISSING = /: Issues Credentials for [^.]+ are not set\.$/;

/** Somebody copies an example and pastes it into an empty workflow. */
export const spec: Spec = async (lab) => {
	const { check, editor, api, pbx, root, picture } = lab;
	await api.createCredential(CREDENTIAL_TYPE, 'Simulated 3CX', {
		serverUrl: pbx.url,
		clientId: '800',
		clientSecret: DEFAULT_SECRET,
	});
	const folder = join(root, 'examples');
	for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')))
		await check(`${file}, pasted: readable, all nodes known, only access to choose`, async () => {
			const text = readFileSync(join(folder, file), 'utf8');
			const { nodes }: Workflow = JSON.parse(text);
			await paste(lab, `Paste of ${file}`, text, nodes.length);
			await fitToView(editor);
			const drawn = await drawnNodes(editor);
			await picture(`example ${file}`);
			const names = nodes.map(({ name }) => name).sort();
			equal(drawn.map(({ name }) => name).sort(), names, 'nodes on the canvas');
			equal(layoutFaults(drawn), [], 'layout');
			const others = (await marks(editor)).filter((mark) => !CREDENTIAL_MISSING.test(mark));
			equal(others, [], 'marks');
			equal(editor.newComplaints(), [], 'complaints of the page');
		});
};

async function paste({ editor, api }: Lab, name: string, text: string, count: number) {
	const workflow = { name, nodes: [], connections: {}, settings: {} };
	const { id } = await api.createWorkflow(workflow);
	await editor.openWorkflow(id, name);
	await editor.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
	await editor.page.keyboard.press('ControlOrMeta+V');
	await editor.page
		.locator('.vue-flow__node')
		.nth(count - 1)
		.waitFor();
}
