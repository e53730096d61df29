import type { Field } from '../edm/field';
import { fieldOf, fieldsOf, isType, omitsNull } from '../edm/model';
import { isRow, type Row, type Value } from '../world/values';
import { badQuery, unknownProperty } from './errors';
import type { Expand, QueryOptions } from './options';
import { applyOptions } from './query';

/** Refuses a `$select` or `$expand` that names what the type does not have (xapi.md §2.1). */
export function checkProjection(options: QueryOptions, type: string, version: string): void {
	for (const name of options.select ?? []) {
		const first = name.split('/')[0] ?? name;
		if (first !== '*' && !fieldOf(type, first, version)) throw unknownProperty(first, type);
	}
	for (const { property, options: inner } of options.expand ?? []) {
		const field = fieldOf(type, property, version);
		if (!field) throw unknownProperty(property, type);
		if (!field.nav) {
			throw badQuery(
				`Property '${property}' on type 'Pbx.${type}' is not a navigation property or complex ` +
					`property. Only navigation properties can be expanded.`,
			);
		}
		checkProjection(inner, field.type, version);
	}
}

/**
 * A row as it goes out: the properties of the model in the order of the model, navigation
 * properties only when expanded. What the world keeps for itself has no place in the model and so
 * never gets out.
 */
export function project(row: Row, type: string, options: QueryOptions, version: string): Row {
	const wanted = options.select?.map((name) => name.split('/')[0]);
	const all = !wanted || wanted.includes('*');
	const result: Row = {};
	for (const field of fieldsOf(type, version)) {
		const expand = options.expand?.find((candidate) => candidate.property === field.name);
		if (field.nav ? !expand : !all && !wanted.includes(field.name)) continue;
		const value = outgoing(row, field, expand, version);
		if (value === undefined || (value === null && omitsNull(type))) continue;
		result[field.name] = value;
	}
	return result;
}

function outgoing(row: Row, field: Field, expand: Expand | undefined, version: string): Value {
	// A key that is there with `undefined` is left out on purpose; an absent key has no value.
	if (Object.hasOwn(row, field.name) && row[field.name] === undefined) return undefined;
	const value = row[field.name] ?? null;
	if (!isType(field.type)) return value ?? (field.list ? [] : null);
	const inner = expand?.options ?? {};
	if (field.list) {
		const rows = Array.isArray(value) ? value.filter(isRow) : [];
		const { page } = applyOptions(rows, field.type, inner, version);
		return page.map((item) => project(item, field.type, inner, version));
	}
	return isRow(value) ? project(value, field.type, inner, version) : null;
}
