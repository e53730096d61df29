import { equal } from '../n8n/check';
import type { Spec } from './lab';
import { listedNodes, searchNodes } from './nodeList';

const ICONS = '/icons/n8n-nodes-3cx-call-control/dist/nodes/shared/icons';

const NODES = [
	[
		'3CX Call Control',
		'Make phone calls with a 3CX phone system, answer, transfer or end them, play audio and collect keys',
	],
	[
		'3CX Call Data',
		'Read live calls, call history, queues, extensions, recordings and reports of a 3CX phone system. Changes nothing.',
	],
	[
		'3CX Call Monitor',
		'Starts the workflow when something happens to a call, an agent, a trunk or the phone system',
	],
	['3CX Call Receiver', 'Starts the workflow when a call comes in'],
	[
		'3CX Update On-Call Forwarding',
		'Push the number of whoever is on call into a 3CX user, and prove that calls really go there',
	],
];

/** Somebody looks for 3CX in the list of nodes. */
export const spec: Spec = async ({ check, editor, picture }) => {
	for (const theme of ['dark', 'light'] as const)
		await check(`"3CX" finds the five nodes with their icons in the ${theme}`, async () => {
			await editor.setTheme(theme);
			await editor.openNewWorkflow();
			await searchNodes(editor, '3CX');
			const icon = `${ICONS}/threecx${theme === 'dark' ? '.dark' : ''}.svg`;
			const listed = await listedNodes(editor, '3CX Call Receiver');
			await picture(`node-list-${theme}`);
			equal(
				listed.sort((one, other) => one.name.localeCompare(other.name)),
				NODES.map(([name, description]) => ({ name, description, icon })),
				'list',
			);
			equal(editor.newComplaints(), [], 'complaints of the page');
		});

	for (const word of ['Notdienst', 'PBX', 'telephony', 'Anruf'])
		await check(`"${word}" finds nodes of ours`, async () => {
			await searchNodes(editor, word);
			await editor.id('node-creator-item-name').getByText(/^3CX /).first().waitFor();
		});
};
