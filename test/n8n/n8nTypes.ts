/** JSON that n8n hands out or takes. */
export type Json = Record<string, unknown>;

/** A node in a workflow file. */
export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Json;
	credentials?: Record<string, { id?: string; name: string }>;
	alwaysOutputData?: boolean;
	[key: string]: unknown;
}

/** A workflow as it is exported and imported. */
export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Json;
	settings?: Json;
	active?: boolean;
	[key: string]: unknown;
}

/** What one node did in one run. */
export interface NodeRun {
	error?: { message?: string; description?: string | null };
	data?: { main: Array<Array<{ json: Json }> | null> };
}

/** An execution with its data, as the public API gives it. */
export interface Execution {
	id: string | number;
	status: string;
	mode: string;
	finished: boolean;
	startedAt: string;
	stoppedAt?: string;
	workflowId: string;
	data?: {
		resultData?: {
			error?: { message?: string; description?: string | null };
			runData?: Record<string, NodeRun[]>;
		};
	};
}

/** The answer of a credential test. */
export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

/** A node type as the editor loads it. */
export interface NodeType {
	name: string;
	displayName: string;
	version: number | number[];
	iconUrl?: string | { light: string; dark: string };
	credentials?: Array<{ name: string }>;
	properties: Json[];
}
