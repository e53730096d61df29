import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import { equal } from './check';
import type { Spec } from './lab';

/** After the import the editor marks no node of an example, but for credentials that a person has yet to choose. */
export const spec: Spec = async ({ check, api, root }) => {
	const folder = join(root, 'examples');
	const list = await api.session.file('/types/nodes.json');
	const types: INodeTypeDescription[] = JSON.parse(await list.text());

	await check('a mail to nobody is marked in the editor', () => {
		const parameters = { fromEmail: 'pbx@example.com', toEmail: '' };
		const type = 'n8n-nodes-base.emailSend';
		const place = { id: '1', name: 'Mail', position: [0, 0] } satisfies Partial<INode>;
		const node: INode = { ...place, type, typeVersion: 2.1, parameters };
		equal(marks(node, types), ['Mail: Parameter "To Email" is required.'], 'marks');
	});

	for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
		await check(`${file} has no marks in the editor`, () => {
			const { nodes }: { nodes: INode[] } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
			equal(
				nodes.flatMap((node) => marks(node, types)),
				[],
				'marks',
			);
		});
	}
};

/** What is marked, worked out as the editor does. */
function marks(node: INode, types: readonly INodeTypeDescription[]): string[] {
	const type = types.find(
		({ name, version }) => name === node.type && [version].flat().includes(node.typeVersion),
	);
	if (!type) return [`${node.name}: this n8n has no such node`];
	const { properties } = type;
	const parameters =
		NodeHelpers.getNodeParameters(properties, node.parameters, true, false, node, type) ?? {};
	const issues = NodeHelpers.getNodeParametersIssues(properties, { ...node, parameters }, type);
	const texts = Object.values(issues?.parameters ?? {}).flat();
	return texts.map((text) => `${node.name}: ${text}`);
}
