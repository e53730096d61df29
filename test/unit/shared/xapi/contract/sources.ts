import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const NODES = resolve(__dirname, '../../../../../nodes');

/** The texts of all source files below a folder of the nodes. */
function sources(folder: string): string[] {
	return readdirSync(join(NODES, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => readFileSync(join(NODES, folder, name), 'utf8'));
}

function found(folders: string[], patterns: RegExp[]): string[] {
	const texts = folders.flatMap(sources);
	const names = texts.flatMap((text) =>
		patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name)),
	);
	return [...new Set(names)].sort();
}

/** Sets, functions and actions of the configuration API that the code names, without keys and arguments. */
export function namedInCode(): string[] {
	return found(
		['.'],
		[
			/\bxapi\s*\.(?:page|all|single|call|callOne|patch|repeatableAction)\(\s*[`']([A-Z]\w+)/g,
			/\b(?:xapi|readAll\(xapi),? ?[^\n]*?'([A-Z]\w+)', \w+_FIELDS/g,
			/['`]([A-Z]\w+\/Pbx\.\w+)/g,
			/\bset: '(\w+)'/g,
			/\/xapi\/v1\/(\w+)/g,
			/\$\{BASE\}\/(\w+\/Pbx\.\w+)/g,
			/(?:ActiveCalls)\(\$\{\w+\}\)\/(Pbx\.\w+)/g,
		],
	);
}

/** Fields that the code takes from rows of the configuration API by a literal name. */
export function takenInCode(): string[] {
	return found(
		[
			'shared/xapi',
			'shared/n8n/listSearch',
			'ThreeCxUpdateOnCallForwarding/forwarding',
			'ThreeCxUpdateOnCallForwarding/inbound',
		],
		[/\b(?:text|flag|integer|child|children|texts|integers)\('([A-Za-z]\w+)'/g],
	);
}
