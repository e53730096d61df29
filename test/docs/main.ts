import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { referencePages } from './reference';

interface Manifest {
	n8n: { nodes: string[] };
}

/** `npm run docs:reference`: writes the reference pages anew, from the built package as n8n loads it. */
const root = join(__dirname, '..', '..');
const folder = join(root, 'docs', 'reference');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

const load = createRequire(__filename);
const nodes = manifest.n8n.nodes.map((path) => {
	const name = basename(path, '.node.js');
	const { [name]: Node } = load(join(root, path)) as Record<string, new () => INodeType>;
	if (!Node) throw new Error(`${path} has no class ${name}`);
	return [name, new Node().description] as const;
});
mkdirSync(folder, { recursive: true });
for (const [file, text] of referencePages(new Map(nodes))) writeFileSync(join(folder, file), text);
