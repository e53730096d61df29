import { fieldOf, isType } from '../../edm/model';
import type { Field } from '../../edm/field';
import { badQuery, unknownProperty } from '../errors';
import type { Expression } from './parser';

const NUMERIC = ['int', 'double'];

/** Refuses unknown properties and comparisons of unlike types, as the PBX does (xapi.md §2.1). */
export function checkFilter(expression: Expression, type: string, version: string): void {
	switch (expression.kind) {
		case 'literal':
			return;
		case 'property':
			propertyType(expression.path, type, version);
			return;
		case 'call':
			for (const argument of expression.args) checkFilter(argument, type, version);
			return;
		case 'not':
			return checkFilter(expression.operand, type, version);
		case 'logic':
			checkFilter(expression.left, type, version);
			return checkFilter(expression.right, type, version);
		case 'compare': {
			checkFilter(expression.left, type, version);
			checkFilter(expression.right, type, version);
			const left = edmType(expression.left, type, version);
			const right = edmType(expression.right, type, version);
			if (left && right && left !== right) {
				throw badQuery(
					`A binary operator with incompatible types was detected. Found operand types ` +
						`'${left}' and '${right}' for operator kind '${expression.op}'.`,
				);
			}
		}
	}
}

/** Follows a path such as `Gateway/Name`; 400 for a name that is not there. */
function propertyType(path: string[], type: string, version: string): Field {
	let field: Field | undefined;
	let owner = type;
	for (const name of path) {
		field = fieldOf(owner, name, version);
		if (!field) throw unknownProperty(name, owner);
		if (field.list) throw badQuery(`The collection '${name}' cannot be compared.`);
		owner = isType(field.type) ? field.type : owner;
	}
	if (!field) throw unknownProperty('', type);
	return field;
}

/** Type of a value in the words of OData; undefined when anything may be compared with it. */
function edmType(expression: Expression, type: string, version: string): string | undefined {
	if (expression.kind === 'literal') {
		const { type: literal } = expression.literal;
		return literal === 'null' ? undefined : LITERAL_TYPES[literal];
	}
	if (expression.kind === 'call')
		return expression.name.startsWith('to') ? 'Edm.String' : undefined;
	if (expression.kind !== 'property') return 'Edm.Boolean';
	const field = propertyType(expression.path, type, version);
	if (NUMERIC.includes(field.type)) return 'Edm.Int32';
	if (field.type === 'bool') return 'Edm.Boolean';
	if (field.type === 'datetime') return 'Edm.DateTimeOffset';
	// Enums are compared as quoted texts (xapi.md §2.2).
	return isType(field.type) ? undefined : 'Edm.String';
}

const LITERAL_TYPES = {
	string: 'Edm.String',
	number: 'Edm.Int32',
	boolean: 'Edm.Boolean',
	date: 'Edm.DateTimeOffset',
};
