import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import ts from 'typescript';
import { ThreeCxCallControlApi } from '../../../credentials/ThreeCxCallControlApi.credentials';
import { ThreeCxCallControl } from '../../../nodes/ThreeCxCallControl/ThreeCxCallControl.node';
import { ThreeCxCallData } from '../../../nodes/ThreeCxCallData/ThreeCxCallData.node';
import { ThreeCxCallMonitor } from '../../../nodes/ThreeCxCallMonitor/ThreeCxCallMonitor.node';
import { ThreeCxCallReceiver } from '../../../nodes/ThreeCxCallReceiver/ThreeCxCallReceiver.node';
import { ThreeCxUpdateOnCallForwarding } from '../../../nodes/ThreeCxUpdateOnCallForwarding/ThreeCxUpdateOnCallForwarding.node';
import { ROOT } from './page';

const NODES = [
	ThreeCxCallControl,
	ThreeCxCallData,
	ThreeCxCallMonitor,
	ThreeCxCallReceiver,
	ThreeCxUpdateOnCallForwarding,
].map((Node) => new Node().description);

/** Nodes as the editor shows them. */
export const NODE_NAMES: readonly string[] = NODES.map(({ displayName }) => displayName);

type Part = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** A property and everything in it: options, collections, fields of collections. */
function parts(part: Part): Part[] {
	const inner: Part[] = [
		...('options' in part ? (part.options ?? []) : []),
		...('values' in part ? part.values : []),
	];
	return [part, ...inner.flatMap(parts)];
}

const everything = [
	...NODES.flatMap(({ properties }) => properties),
	...new ThreeCxCallControlApi().properties,
].flatMap(parts);

/** Parameters, their choices, operations and events, as they stand in a saved workflow. */
export const names: ReadonlySet<string> = new Set([
	...everything.flatMap((part) => ('value' in part ? [String(part.value)] : [part.name])),
	...NODES.map(({ name }) => name),
	new ThreeCxCallControlApi().name,
]);

/** What the editor shows: labels of parameters, names of choices, operations, nodes and the credential. */
export const labels: ReadonlySet<string> = new Set([
	...everything.map((part) => ('displayName' in part ? part.displayName : part.name)),
	...NODES.map(({ displayName }) => displayName),
	new ThreeCxCallControlApi().displayName,
]);

/** Choices of a parameter of a node, such as its operations. */
export function choices(node: string, parameter: string): string[] {
	const description = NODES.find(({ displayName }) => displayName === node);
	const found = description?.properties.find(({ name }) => name === parameter);
	return (found?.options ?? []).flatMap((option) =>
		'value' in option ? [String(option.value)] : [],
	);
}

/** Environment variables that the code reads, without those of n8n. */
export function variables(): string[] {
	const source = readFileSync(join(ROOT, 'nodes/shared/transport/settings.ts'), 'utf8');
	const read = [...source.matchAll(/(?:text|integer)\('([A-Z_]+)'/g)];
	return [...new Set(read.map(([, name = '']) => `N8N_3CX_${name}`))].sort();
}

let fields: Set<string> | undefined;

/** Names that objects have in the source of the nodes: fields of output items are among them. */
export function fieldNames(): ReadonlySet<string> {
	if (fields) return fields;
	fields = new Set<string>();
	const found = fields;
	const visit = (node: ts.Node) => {
		const isField =
			ts.isPropertyAssignment(node) ||
			ts.isShorthandPropertyAssignment(node) ||
			ts.isPropertySignature(node);
		if (isField) found.add(node.name.getText().replace(/['"]/g, ''));
		ts.forEachChild(node, visit);
	};
	for (const file of readdirSync(join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' })) {
		if (!file.endsWith('.ts')) continue;
		const text = readFileSync(join(ROOT, 'nodes', file), 'utf8');
		visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
	}
	return found;
}
