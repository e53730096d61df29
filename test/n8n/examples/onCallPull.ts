import { equal } from '../check';
import { readExample } from '../exampleFile';
import type { Lab } from '../lab';
import type { Json } from '../n8nTypes';
import { waitFor } from '../waitFor';
import { changed } from './changed';

const FILE = 'on-call-pull.json';

/** A call flow app of 3CX asks who is on call; no PBX and no 3CX credential is needed. */
export async function onCallPull(lab: Lab): Promise<void> {
	const { api, root, server } = lab;
	const httpHeaderAuth = await api.createCredential('httpHeaderAuth', FILE, {
		name: 'X-Key',
		value: 'call-flow',
	});
	const published = readExample(root, FILE, {
		credential: { id: '', name: '' },
		nodes: { 'Call Flow Asks': { credentials: { httpHeaderAuth } } },
	});
	// It asks the plan alone: nothing has to be chosen there.
	const nodes = published.nodes.map((node) =>
		node.name === 'Who Is on Call' ? { ...node, credentials: undefined } : node,
	);
	const { id } = await api.createWorkflow({ ...published, nodes });
	const ask = async (key: string) =>
		await fetch(`${server.url}/webhook/3cx-on-call`, { headers: { 'X-Key': key } });
	try {
		await api.activate(id);
		await lab.check(`${FILE} answers who is on call, to those who have the key`, async () => {
			const reply = await ask('call-flow');
			equal(
				[reply.status, await reply.json()],
				[200, { number: '017112345', person: 'Max Mustermann', source: 'plan' }],
				'answer',
			);
			equal((await ask('guessed')).status, 403, 'without the key');
		});

		await lab.check(`${FILE} answers the central number when nobody is`, async () => {
			const nobody = { Roster: changed(root, FILE, 'Roster', { jsCode: 'return [];' }) };
			const empty = nodes.map((node) => ({ ...node, ...nobody[node.name as 'Roster'] }));
			await api.changeWorkflow(id, { ...published, nodes: empty });
			// n8n puts the new content into effect a moment later.
			const answer = await waitFor('the answer to change', async () => {
				const reply = (await (await ask('call-flow')).json()) as Json;
				return reply.source !== 'plan' && reply;
			});
			equal(answer, { number: '200', person: '', source: 'fallback' }, 'answer');
		});
	} finally {
		await api.deactivate(id);
	}
}
