import { CALL_FLOW_TYPES } from './callFlowTypes';
import { ENUMS } from './enums';
import { isIn, parseField, type Field, type TypeDefinition } from './field';
import { HISTORY_TYPES } from './historyTypes';
import { REPORT_TYPES } from './reportTypes';
import { SYSTEM_TYPES } from './systemTypes';
import { TRUNK_TYPES } from './trunkTypes';
import { USER_TYPES } from './userTypes';

const DEFINITIONS: Record<string, TypeDefinition> = {
	...USER_TYPES,
	...CALL_FLOW_TYPES,
	...TRUNK_TYPES,
	...SYSTEM_TYPES,
	...HISTORY_TYPES,
	...REPORT_TYPES,
};

const cache = new Map<string, Field[]>();

/** Whether there is a structured type of that name. */
export function isType(name: string): boolean {
	return name in DEFINITIONS;
}

/** Whether rows of the type leave null properties out. */
export function omitsNull(name: string): boolean {
	return DEFINITIONS[name]?.omitNull ?? false;
}

/** Properties of a type in the build, those of its base first. */
export function fieldsOf(name: string, version: string): Field[] {
	return allFields(name).filter((field) => isIn(field, version));
}

/** One property of a type in the build, if it has it. Names are case-sensitive, as in the PBX. */
export function fieldOf(name: string, property: string, version: string): Field | undefined {
	return fieldsOf(name, version).find((field) => field.name === property);
}

function allFields(name: string): Field[] {
	const known = cache.get(name);
	if (known) return known;
	const definition = DEFINITIONS[name];
	if (!definition) throw new Error(`The model has no type ${name}`);
	const own = Object.entries(definition.fields).map(([field, text]) => parseField(field, text));
	const fields = [...(definition.base ? allFields(definition.base) : []), ...own];
	cache.set(name, fields);
	return fields;
}

/** Members of an enumeration, or undefined when the name is not one. */
export function enumMembers(name: string): readonly string[] | undefined {
	return ENUMS[name];
}
