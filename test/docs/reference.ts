import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

/**
 * The reference pages of docs/reference by file name: what each node shows in the editor, and nothing else.
 *
 * @param nodes by class name, such as `ThreeCxCallData`
 */
export function referencePages(
	nodes: ReadonlyMap<string, INodeTypeDescription>,
): Map<string, string> {
	return new Map(
		[...nodes].map(([name, description]) => [`${kebab(name)}.md`, pageOf(description)]),
	);
}

/** `ThreeCxCallData` is `call-data`. */
function kebab(className: string): string {
	return className
		.replace(/^ThreeCx/, '')
		.replace(/(?<=[a-z])(?=[A-Z])/g, '-')
		.toLowerCase();
}

function pageOf({ displayName, description, properties }: INodeTypeDescription): string {
	const operation = properties.find(({ name }) => name === 'operation');
	const parts = operation ? byOperation(operation, properties) : [tablesOf(properties, '')];
	return [
		`# ${displayName}`,
		'<!-- Made by `npm run docs:reference` from the description of the node. -->',
		`${sentence(description)}`,
		...parts,
		'',
	].join('\n\n');
}

function byOperation(operation: INodeProperties, properties: INodeProperties[]): string[] {
	return choices(operation).flatMap(({ name, value, description }) => {
		const own = properties.filter((property) =>
			property.displayOptions?.show?.operation?.includes(value),
		);
		return [`## ${name} (\`${String(value)}\`)`, sentence(description), tablesOf(own, '###')];
	});
}

/** A table of the parameters, and one for each collection among them. */
function tablesOf(properties: readonly INodeProperties[], heading: string): string {
	const shown = properties.filter(({ type }) => type !== 'notice');
	const plain = shown.filter(({ type }) => type !== 'collection');
	const collections = shown.filter(({ type }) => type === 'collection');
	const level = heading === '' ? '##' : heading;
	return [
		...(plain.length > 0 ? [table(plain)] : []),
		...collections.flatMap(({ displayName, options }) => {
			const inside = (options ?? []).filter(isProperty);
			return [`${level} ${displayName}`, table(inside), ...inside.flatMap(groupsOf)];
		}),
	].join('\n\n');
}

/** What opens inside a collection, such as "Office Times" of the filters. */
function groupsOf({ displayName, type, options }: INodeProperties): string[] {
	if (type !== 'fixedCollection') return [];
	return (options ?? []).flatMap((group) =>
		'values' in group ? [`**${displayName}**`, table(group.values)] : [],
	);
}

function table(properties: readonly INodeProperties[]): string {
	const rows = properties.map((property) => {
		const { displayName, name } = property;
		return `| ${displayName} | \`${name}\` | ${cell(defaultOf(property))} | ${cell(meaningOf(property))} |`;
	});
	return ['| parameter | name | default | |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function meaningOf({ description, hint, ...property }: INodeProperties): string {
	const values = property.type === 'options' || property.type === 'multiOptions';
	const list = values
		? choices(property as INodeProperties).map((choice) => {
				const what = choice.description ? ` (${choice.description})` : '';
				return `**${choice.name}**${what}`;
			})
		: [];
	return [sentence(description), sentence(hint), list.join('; ')]
		.filter((text) => text !== '')
		.join(' ');
}

function defaultOf({ default: value }: INodeProperties): string {
	const chosen =
		typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
	const text = typeof chosen === 'object' ? JSON.stringify(chosen) : String(chosen ?? '');
	return text === '' || text === '{}' || text === '[]' ? '' : `\`${text}\``;
}

function choices({ options }: INodeProperties): INodePropertyOptions[] {
	return (options ?? []).filter((option): option is INodePropertyOptions => 'value' in option);
}

function isProperty(option: object): option is INodeProperties {
	return 'displayName' in option && 'type' in option;
}

function sentence(text = ''): string {
	return text === '' || text.endsWith('.') ? text : `${text}.`;
}

/** What would end a cell of a table is written otherwise. */
function cell(text: string): string {
	return text.replace(/\|/g, '\\|').replace(/\n/g, ' ').replace(/</g, '&lt;');
}
