import { readExample } from '../exampleFile';
import type { Json, WorkflowNode } from '../n8nTypes';

/** The parameters of a node as published. */
export function parametersOf(root: string, file: string, node: string): Json {
	const { nodes } = readExample(root, file, { credential: { id: '', name: '' } });
	const found = nodes.find(({ name }) => name === node);
	if (!found) throw new Error(`${file} has no node "${node}"`);
	return found.parameters;
}

/** The node as published, but for some of its parameters: what a person would set there. */
export function changed(
	root: string,
	file: string,
	node: string,
	changes: Json,
): Partial<WorkflowNode> {
	return { parameters: { ...parametersOf(root, file, node), ...changes } };
}
