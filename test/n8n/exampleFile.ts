import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workflow, WorkflowNode } from './n8nTypes';

/** What differs between an example as published and as it runs on one server. */
export interface LocalChanges {
	/** The credential that a person would choose after the import. */
	credential: { id: string; name: string };
	/** Replaces "every minute", so that a test need not wait that long. */
	cron?: string;
	/** Parameters and the like of single nodes, by node name. */
	nodes?: Record<string, Partial<WorkflowNode>>;
	settings?: Workflow['settings'];
	/** Another name, when one example is imported twice. */
	name?: string;
}

/** Reads a file of examples/ and changes in it what belongs to one server only. */
export function readExample(root: string, file: string, changes: LocalChanges): Workflow {
	const workflow: Workflow = JSON.parse(readFileSync(join(root, 'examples', file), 'utf8'));
	const nodes = workflow.nodes.map((node) => {
		const changed = { ...node, ...changes.nodes?.[node.name] };
		if (node.type.startsWith('n8n-nodes-3cx-call-control.'))
			changed.credentials = { threeCxCallControlApi: changes.credential };
		if (changes.cron && node.type === 'n8n-nodes-base.scheduleTrigger')
			changed.parameters = cronRule(changes.cron);
		return changed;
	});
	return {
		name: changes.name ?? workflow.name,
		nodes,
		connections: workflow.connections,
		settings: { ...workflow.settings, ...changes.settings },
	};
}

/** Parameters of a Schedule Trigger; n8n takes six fields, so that seconds are possible. */
export const cronRule = (expression: string): WorkflowNode['parameters'] => ({
	rule: { interval: [{ field: 'cronExpression', expression }] },
});
