import { N8nSession } from './n8nSession';
import type { CredentialTest, Execution, Json, NodeRun, NodeType, Workflow } from './n8nTypes';
import { waitFor } from './waitFor';

/** The login of an n8n that lives for minutes on loopback. */
export const OWNER = { email: 'owner@example.com', password: 'Passw0rd!' };

const SCOPES = [
	'workflow:create',
	'workflow:read',
	'workflow:update',
	'workflow:list',
	'workflow:activate',
	'workflow:deactivate',
	'execution:read',
	'execution:list',
];

const DONE = new Set(['success', 'error', 'crashed', 'canceled']);

/** What a person does in n8n's editor, as functions. */
export class N8nApi {
	private constructor(readonly session: N8nSession) {}

	/** Makes the owner of a fresh n8n and logs in. */
	static async setUp(url: string, owner = OWNER): Promise<N8nApi> {
		const session = new N8nSession(url);
		await session.rest('POST', '/owner/setup', { ...owner, firstName: 'Olga', lastName: 'Owner' });
		const { rawApiKey } = await session.rest<{ rawApiKey: string }>('POST', '/api-keys', {
			label: 'tests',
			expiresAt: null,
			scopes: SCOPES,
		});
		session.useApiKey(rawApiKey);
		return new N8nApi(session);
	}

	/** All node types the editor knows. */
	async nodeTypes(): Promise<NodeType[]> {
		return await this.json<NodeType[]>('/types/nodes.json');
	}

	/** All credential types the editor knows. */
	async credentialTypes(): Promise<
		Array<{ name: string; displayName: string; iconUrl?: unknown }>
	> {
		return await this.json('/types/credentials.json');
	}

	async createCredential(
		type: string,
		name: string,
		data: Json,
	): Promise<{ id: string; name: string }> {
		return await this.session.rest('POST', '/credentials', { type, name, data });
	}

	/** The Save-and-test of the credential window: without an id nothing stored is involved. */
	async testCredential(type: string, data: Json, id = ''): Promise<CredentialTest> {
		return await this.session.rest('POST', '/credentials/test', {
			credentials: { id, name: 'under test', type, data },
		});
	}

	async credentialData(id: string): Promise<Json> {
		const stored = await this.session.rest<{ data: Json }>(
			'GET',
			`/credentials/${id}?includeData=true`,
		);
		return stored.data;
	}

	async createWorkflow(workflow: Workflow): Promise<{ id: string }> {
		return await this.session.rest('POST', '/workflows', { active: false, ...workflow });
	}

	/** Saves new content and, if the workflow is active, puts it into effect. */
	async changeWorkflow(id: string, workflow: Workflow): Promise<void> {
		const { name, nodes, connections, settings } = workflow;
		await this.session.publicApi('PUT', `/workflows/${id}`, { name, nodes, connections, settings });
	}

	/** Publishes a workflow and waits until n8n has really started its triggers. */
	async activate(id: string): Promise<void> {
		await this.session.publicApi('POST', `/workflows/${id}/activate`);
		await waitFor(`workflow ${id} to be published`, async () => {
			const { status } = await this.publicationStatus(id);
			return status === 'published';
		});
	}

	async deactivate(id: string): Promise<void> {
		await this.session.publicApi('POST', `/workflows/${id}/deactivate`);
	}

	/** Since n8n 2.40 activation goes on after the answer; older versions have no such address. */
	async publicationStatus(id: string): Promise<{ status: string; triggers?: unknown }> {
		try {
			return await this.session.rest('GET', `/workflows/${id}/publication-status`);
		} catch (error) {
			if (error instanceof Error && / 404 /.test(error.message)) return { status: 'published' };
			throw error;
		}
	}

	/** The "Execute workflow" button; resolves with the finished execution. */
	async runManually(id: string, startNode: string): Promise<Execution> {
		return await this.finished(await this.startManually(id, startNode));
	}

	/** The same button, without waiting for the end: a trigger waits for its event. The ID of the execution. */
	async startManually(id: string, startNode: string): Promise<string> {
		const workflowData = await this.session.rest('GET', `/workflows/${id}`);
		const { executionId } = await this.session.rest<{ executionId: string }>(
			'POST',
			`/workflows/${id}/run`,
			{ workflowData, triggerToStartFrom: { name: startNode } },
		);
		return executionId;
	}

	/** The "Stop" button. */
	async stop(executionId: string): Promise<void> {
		await this.session.rest('POST', `/executions/${executionId}/stop`);
	}

	/** An execution once it has come to an end. */
	async finished(executionId: string): Promise<Execution> {
		return await waitFor(
			`execution ${executionId}`,
			async () => {
				const execution = await this.execution(executionId);
				return isComplete(execution) && execution;
			},
			// The first ones load the nodes and start what runs code, on a machine that may be busy.
			{ ms: 60_000 },
		);
	}

	/** One execution with its data. */
	async execution(id: string | number): Promise<Execution> {
		return await this.session.publicApi('GET', `/executions/${id}?includeData=true`);
	}

	/** Finished executions of a workflow, newest first. */
	async executions(workflowId: string, limit = 20): Promise<Execution[]> {
		const { data } = await this.session.publicApi<{ data: Execution[] }>(
			'GET',
			`/executions?includeData=true&limit=${limit}&workflowId=${workflowId}`,
		);
		return data.filter(isComplete);
	}

	/** The first execution that satisfies `wanted` and started at or after `since`. */
	async nextExecution(
		workflowId: string,
		since: Date,
		wanted: (execution: Execution) => boolean = () => true,
		ms = 30_000,
	): Promise<Execution> {
		return await waitFor(
			`an execution of workflow ${workflowId}`,
			async () => {
				const all = await this.executions(workflowId);
				return all.reverse().find((one) => new Date(one.startedAt) >= since && wanted(one));
			},
			{ ms, everyMs: 300 },
		);
	}

	/** What a drop-down that is filled from the server offers (list mode of a resource locator). */
	async searchList(
		nodeType: string,
		credentials: Record<string, { id: string; name: string }>,
		parameter: string,
		methodName: string,
		filter?: string,
	): Promise<Array<{ name: string; value: string }>> {
		const found = await this.session.rest<{ results: Array<{ name: string; value: string }> }>(
			'POST',
			'/dynamic-node-parameters/resource-locator-results',
			{
				nodeTypeAndVersion: { name: nodeType, version: 1 },
				path: `parameters.${parameter}`,
				methodName,
				currentNodeParameters: {},
				credentials,
				...(filter && { filter }),
			},
		);
		return found.results;
	}

	private async json<T>(path: string): Promise<T> {
		const response = await this.session.file(path);
		const answer: T = JSON.parse(await response.text());
		return answer;
	}
}

/** A status turns final a moment before the data is stored. */
function isComplete(execution: Execution): boolean {
	return DONE.has(execution.status) && execution.data?.resultData !== undefined;
}

/** The last run of a node in an execution. */
export function nodeRun(execution: Execution, node: string): NodeRun | undefined {
	return execution.data?.resultData?.runData?.[node]?.at(-1);
}

/** The items a node put out on its first output. */
export function itemsOf(execution: Execution, node: string): Json[] {
	return (nodeRun(execution, node)?.data?.main[0] ?? []).map(({ json }) => json);
}
