import { empty, type Reply, type Write } from '../http/reply';
import { fieldsOf, fieldOf, isType } from '../edm/model';
import { checkDelta } from '../odata/delta';
import { noSuchEntity, warning } from '../odata/errors';
import { asRow, isRow, type Row, type Value } from '../world/values';
import { destinationFrom } from './destinationWrite';
import type { XapiContext } from './entitySet';

/** A change that is answered 204 without a body, as PATCH, DELETE and most actions are (§1.4). */
export function change(make: () => void): Write {
	return {
		accepted: empty(204),
		commit: () => {
			make();
			return empty(204);
		},
	};
}

/** A change with an answer of its own, such as the 201 of a create. */
export function changeWith(make: () => Reply): Write {
	return { accepted: empty(204), commit: make };
}

/** Refuses another number: a DN keeps the one it was made with (xapi.md §2.4). */
export function refuseNumberChange(body: Row, current: Value): void {
	if (body.Number !== undefined && body.Number !== current) {
		throw warning('WARNINGS.XAPI.FORBIDDEN_CHANGE', 'Number');
	}
}

/**
 * PATCH of an entity without special rules: the body is checked first, then every property that it
 * holds is replaced, lists as a whole (xapi.md §2.4).
 */
export function patchWith<T extends object>(
	type: string,
	find: (context: XapiContext, row: Row) => T | undefined,
) {
	return (context: XapiContext, row: Row, body: unknown): Write => {
		checkDelta(body, type, context.version);
		if ('Number' in row) refuseNumberChange(body, row.Number);
		const entity = find(context, row);
		if (!entity) throw noSuchEntity();
		return change(() => assign(entity, body, type, context.version));
	};
}

/** Puts the properties of a checked body into an entity; what the PBX works out itself is dropped. */
export function assign(entity: object, body: Row, type: string, version: string): void {
	for (const [name, value] of Object.entries(body)) {
		const field = fieldOf(type, name, version);
		if (!field || field.readOnly || name === 'Number') continue;
		asRow(entity)[name] = isType(field.type) ? complete(value, field.type, version) : value;
	}
}

/** A structured value with all its properties: what the client left out has no value. */
export function complete(value: Value, type: string, version: string): Value {
	if (Array.isArray(value)) return value.map((item) => complete(item, type, version));
	if (!isRow(value)) return null;
	if (type === 'Destination') return asRow(destinationFrom(value));
	const result: Row = {};
	for (const field of fieldsOf(type, version)) {
		const inner = value[field.name];
		if (inner === undefined) result[field.name] = field.list ? [] : null;
		else result[field.name] = isType(field.type) ? complete(inner, field.type, version) : inner;
	}
	return result;
}
