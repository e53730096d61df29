import { startPbx } from '../pbx';
import { equal, holds, matches } from './check';
import type { Spec } from './lab';
import { startModel } from './modelServer';
import type { Json, WorkflowNode } from './n8nTypes';

const NUMBER = '+491729876543';

/** Our action nodes as tools of n8n's AI Agent: what a model is told, and what becomes of what it asks for. */
export const spec: Spec = async ({ check, api, packageName }) => {
	const pbx = await startPbx();
	const model = await startModel();
	try {
		const credentialOf = async (clientId: string) =>
			await api.createCredential('threeCxCallControlApi', `Agent 3CX, ${clientId}`, {
				serverUrl: pbx.url,
				clientId,
				clientSecret: pbx.world.client(clientId)?.secret,
			});
		const [calls, admin] = [await credentialOf('800'), await credentialOf('admin')];
		const openAi = await api.createCredential('openAiApi', 'Stand-in model', {
			apiKey: 'none',
			url: model.url,
		});
		const tool = (name: string, type: string, parameters: Json): WorkflowNode => ({
			name,
			type: `${packageName}.${type}Tool`,
			typeVersion: 1,
			position: [400, 200],
			parameters,
			credentials: { threeCxCallControlApi: type.includes('OnCall') ? admin : calls },
		});
		const tools = [
			tool('Make Call', 'threeCxCallControl', {
				operation: 'makeCall',
				target: "={{ $fromAI('target', 'Phone number to call, with area code') }}",
				waitFor: 'nothing',
			}),
			tool('Find Agents', 'threeCxCallData', { operation: 'findAvailableAgents' }),
			tool('Set On Call', 'threeCxUpdateOnCallForwarding', {
				operation: 'update',
				extension: { __rl: true, mode: 'number', value: '999' },
				numberSource: 'number',
				mobileNumber: "={{ $fromAI('mobileNumber', 'Mobile number of the person on duty') }}",
				fallbackNumber: '200',
			}),
		];
		const nodes: WorkflowNode[] = [
			node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
			node('Agent', '@n8n/n8n-nodes-langchain.agent', 3.1, {
				promptType: 'define',
				text: 'Do what is asked.',
			}),
			{
				...node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, {
					model: { __rl: true, mode: 'id', value: 'stand-in' },
				}),
				credentials: { openAiApi: openAi },
			},
			...tools,
		];
		const leads = (name: string, type: string) => ({
			[name]: { [type]: [[{ node: 'Agent', type, index: 0 }]] },
		});
		const { id } = await api.createWorkflow({
			name: 'Agent',
			nodes,
			connections: Object.assign(
				leads('Start', 'main'),
				leads('Model', 'ai_languageModel'),
				...tools.map(({ name }) => leads(name, 'ai_tool')),
			),
			settings: { executionOrder: 'v1' },
		});
		const run = async (name: RegExp, args: Record<string, unknown>): Promise<string> => {
			model.willCall(name, args);
			const { status, data } = await api.runManually(id, 'Start');
			equal(status, 'success', `status (${data?.resultData?.error?.message ?? ''})`);
			return model.results.at(-1) ?? '';
		};

		await check('AI agent: a model calls a number, and gets the call back', async () => {
			const result = await run(/Make_Call/, { target: NUMBER });
			matches(result, /"callId":\s*"call-\d+-\d+"/, 'what the model is told');
			const called = pbx.calls.truth().map(({ to }) => to);
			equal(called, [NUMBER], 'calls of the PBX');
		});

		await check(
			'AI agent: each tool is described by what it does, and what it must be given',
			() => {
				const told = model.tools.map(({ name, description, parameters }) => ({
					name,
					description,
					given: Object.entries(parameters.properties ?? {}).map(
						([key, { description: words = '' }]) => `${key}: ${words}`,
					),
				}));
				equal(told.map(({ name }) => name).sort(), ['Find_Agents', 'Make_Call', 'Set_On_Call']);
				for (const { name, description } of told)
					holds(/\w+ \w+/.test(description), `${name} tells the model only: ${description}`);
				const given = (name: string) => told.find((one) => one.name === name)?.given;
				equal(given('Make_Call'), ['target: Phone number to call, with area code']);
				equal(given('Set_On_Call'), ['mobileNumber: Mobile number of the person on duty']);
			},
		);

		await check('AI agent: a model reads who is free', async () => {
			matches(await run(/Find_Agents/, {}), /"extension":\s*"101"/, 'what the model is told');
		});

		await check(
			'AI agent: a wrong number comes back as a sentence, and changes nothing',
			async () => {
				const before = pbx.whereWouldACallGo('999').number;
				const result = await run(/Set_On_Call/, { mobileNumber: 'twelve' });
				matches(result, /number/i, 'what the model is told');
				equal(pbx.whereWouldACallGo('999').number, before, 'where calls go');
				await run(/Set_On_Call/, { mobileNumber: NUMBER });
				equal(pbx.whereWouldACallGo('999').number, NUMBER, 'where calls go then');
			},
		);
	} finally {
		await model.close();
		await pbx.close();
	}
};

const node = (name: string, type: string, typeVersion: number, parameters: Json): WorkflowNode => ({
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
});
