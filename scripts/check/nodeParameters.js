/** Expressions and empty values fit anywhere. */
const isFree = (value) =>
	value === undefined || value === '' || (typeof value === 'string' && value.startsWith('='));

/** Problems of one value against the definitions of its name (several: one for each operation). */
function valueProblems(definitions, value, path) {
	if (isFree(value)) return [];
	const tried = definitions.map((definition) => problemsOf(definition, value, path));
	return tried.find((problems) => problems.length === 0) ?? tried[0];
}

function problemsOf(definition, value, path) {
	switch (definition.type) {
		case 'options': {
			if (definition.typeOptions?.loadOptionsMethod) return [];
			const known = (definition.options ?? []).map((option) => option.value);
			return known.includes(value) ? [] : [`${path}: "${value}" is none of ${known.join(', ')}`];
		}
		case 'resourceLocator': {
			const modes = (definition.modes ?? []).map(({ name }) => name);
			if (value?.__rl !== true) return [`${path}: wants { "__rl": true, "mode": …, "value": … }`];
			return modes.includes(value.mode)
				? []
				: [`${path}: mode "${value.mode}" is none of ${modes.join(', ')}`];
		}
		case 'collection':
			return parameterProblems(definition.options ?? [], value, path);
		case 'fixedCollection':
			return Object.entries(value).flatMap(([group, rows]) => {
				const known = (definition.options ?? []).find(({ name }) => name === group);
				if (!known) return [`${path}.${group}: there is no such group`];
				return [rows]
					.flat()
					.flatMap((row) => parameterProblems(known.values ?? [], row, `${path}.${group}`));
			});
		case 'boolean':
		case 'number':
			return typeof value === definition.type
				? []
				: [`${path}: ${JSON.stringify(value)} is no ${definition.type}`];
		default:
			return [];
	}
}

/** What is wrong with the parameters of a node, judged by its description. */
function parameterProblems(properties, parameters, path = 'parameters') {
	return Object.entries(parameters).flatMap(([name, value]) => {
		const definitions = properties.filter((property) => property.name === name);
		if (definitions.length === 0) return [`${path}.${name}: the node has no such parameter`];
		return valueProblems(definitions, value, `${path}.${name}`);
	});
}

module.exports = { parameterProblems };
