import { startPbx } from '../pbx';
import { equal, matches } from './check';
import type { Spec } from './lab';
import type { Execution, Json, WorkflowNode } from './n8nTypes';

const UPDATE = 'Update';
const LINES = [
	{ line: '999', number: '0171-12345' },
	{ line: '820', number: '0172-67890' },
];

/** The node by hand, with expressions worked out by n8n for each item. */
export const spec: Spec = async ({ check, api, packageName }) => {
	const pbx = await startPbx();
	try {
		const credential = await api.createCredential('threeCxCallControlApi', 'Update 3CX', {
			serverUrl: pbx.url,
			clientId: 'admin',
			clientSecret: pbx.world.client('admin')?.secret,
		});
		const type = `${packageName}.threeCxUpdateOnCallForwarding`;
		const credentials = { threeCxCallControlApi: { id: credential.id, name: credential.name } };

		/** Runs the lines through the node; `more` are settings of the node, `options` its own. */
		const run = async (more: Json, options: Json = {}): Promise<Execution> => {
			const nodes: WorkflowNode[] = [
				node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
				node('Lines', 'n8n-nodes-base.code', 2, {
					jsCode: `return ${JSON.stringify(LINES)}.map((json) => ({ json }));`,
				}),
				{
					...node(UPDATE, type, 1, {
						operation: 'update',
						extension: { __rl: true, mode: 'number', value: '={{ $json.line }}' },
						numberSource: 'number',
						mobileNumber: '={{ $json.number }}',
						fallbackNumber: '200',
						mode: 'both',
						options: { person: '={{ $json.line }}', ...options },
					}),
					credentials,
					...more,
				},
			];
			const workflow = await api.createWorkflow({
				name: 'Lines',
				nodes,
				connections: { Start: to('Lines'), Lines: to(UPDATE) },
				settings: { executionOrder: 'v1' },
			});
			return await api.runManually(workflow.id, 'Start');
		};

		await check('the list search offers the users of the PBX', async () => {
			const found = await api.searchList(type, credentials, 'extension', 'searchUsers', 'notd');
			equal(found, [{ name: '999 Routing, Notdienst', value: '999' }], 'users');
		});

		await check(
			'four outputs: a problem goes out by its own and stops nothing; a run by hand is no alarm',
			async () => {
				const execution = await run({}, { separateOutputs: true });
				equal(execution.status, 'success', 'status');
				const outputs = execution.data?.resultData?.runData?.[UPDATE]?.[0]?.data?.main ?? [];
				const statuses = outputs.map((items) =>
					(items ?? []).map(({ json }) => [json.extension, json.status]),
				);
				equal(statuses, [[['999', 'changed']], [], [['820', 'failed']], []], 'outputs');
				equal(pbx.whereWouldACallGo('999').number, '017112345', 'where a call goes');
			},
		);

		await check('"Continue" puts the problem into the item, in our words', async () => {
			const execution = await run({ onError: 'continueRegularOutput' });
			const items = execution.data?.resultData?.runData?.[UPDATE]?.[0]?.data?.main[0] ?? [];
			equal(
				items.map(({ json }) => json.status),
				['unchanged', 'failed'],
				'statuses',
			);
			matches(
				items[1]?.json.error,
				/820 is no user but of the kind "Queue" \("Extension"\)/,
				'error',
			);
		});

		await check('otherwise the run fails with the message, after all lines were done', async () => {
			pbx.world.user('999').Mobile = '+491790000000';
			const execution = await run({});
			equal(execution.status, 'error', 'status');
			matches(execution.data?.resultData?.error?.message, /820 is no user/, 'message');
			equal(pbx.world.user('999').Mobile, '0171-12345', 'Mobile of 999');
		});
	} finally {
		await pbx.close();
	}
};

function node(name: string, type: string, typeVersion: number, parameters: Json): WorkflowNode {
	return { name, type, typeVersion, position: [0, 0], parameters };
}

function to(name: string): Json {
	return { main: [[{ node: name, type: 'main', index: 0 }]] };
}
