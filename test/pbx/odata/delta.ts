import { enumMembers, fieldOf, isType } from '../edm/model';
import type { Field } from '../edm/field';
import { isRow, type Row } from '../world/values';
import { invalidInput } from './errors';

const PATTERNS: Record<string, RegExp> = {
	datetime: /^\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/,
	duration: /^-?P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/,
	time: /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?$/,
};

/**
 * Checks a body against the model. An unknown property, a wrapper or a value of a wrong type makes
 * the whole body unreadable for the PBX: 400 "The delta field is required" (xapi.md §2.4).
 */
export function checkDelta(
	body: unknown,
	type: string,
	version: string,
	parameter = 'delta',
): asserts body is Row {
	if (!isRow(body)) throw invalidInput(parameter);
	for (const [name, value] of Object.entries(body)) {
		// Annotations such as "@odata.type" are not properties.
		if (name.includes('@')) continue;
		const field = fieldOf(type, name, version);
		if (!field || !fits(value, field, version, parameter)) throw invalidInput(parameter);
	}
}

function fits(value: unknown, field: Field, version: string, parameter: string): boolean {
	if (field.list) {
		return Array.isArray(value) && value.every((item) => fitsOne(item, field, version, parameter));
	}
	if (value === null) return field.nullable;
	return fitsOne(value, field, version, parameter);
}

function fitsOne(value: unknown, field: Field, version: string, parameter: string): boolean {
	if (isType(field.type)) {
		if (!isRow(value)) return false;
		checkDelta(value, field.type, version, parameter);
		return true;
	}
	const members = enumMembers(field.type);
	if (members) return typeof value === 'string' && members.includes(value);
	switch (field.type) {
		case 'int':
			return Number.isInteger(value);
		case 'double':
			return typeof value === 'number';
		case 'bool':
			return typeof value === 'boolean';
		default:
			return typeof value === 'string' && (PATTERNS[field.type]?.test(value) ?? true);
	}
}
