import { readFileSync } from 'node:fs';

import Ajv, { type ValidateFunction } from 'ajv';
import { parse } from 'yaml';

/** A schema of OpenAPI 3.0, as far as 3CX uses it. */
export interface Schema {
	type?: string;
	nullable?: boolean;
	enum?: unknown[];
	allOf?: Schema[];
	oneOf?: Schema[];
	items?: Schema;
	properties?: Record<string, Schema>;
	$ref?: string;
	[keyword: string]: unknown;
}

const PREFIX = '#/components/schemas/';

/**
 * Validators made from the schemas of an OpenAPI file. Stricter than the file: inheritance is
 * flattened, so that a property which the model does not have is an error.
 */
export class OpenApi {
	private readonly ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });

	private readonly schemas: Record<string, Schema>;

	constructor(file: string) {
		const document = parse(readFileSync(file, 'utf8')) as {
			components: { schemas: Record<string, Schema> };
		};
		this.schemas = document.components.schemas;
		for (const name of Object.keys(this.schemas)) {
			this.ajv.addSchema(this.flatten(this.schemas[name] ?? {}), name);
		}
	}

	/** Validator for one entity of the type, for instance `Pbx.User`. */
	validator(name: string): ValidateFunction {
		const validate = this.ajv.getSchema(name);
		if (!validate) throw new Error(`The OpenAPI file has no schema ${name}`);
		return validate;
	}

	/** Validator for a schema that has no name, such as that of an action's body. */
	compile(schema: Schema): ValidateFunction {
		return this.ajv.compile(this.flatten(schema));
	}

	/** The properties of a schema and of all its parents. */
	properties(schema: Schema): Record<string, Schema> {
		return this.propertiesOf(this.resolve(schema));
	}

	/** One schema with the properties of all its parents, closed against others. */
	private flatten(schema: Schema): Schema {
		const properties = this.propertiesOf(schema);
		if (Object.keys(properties).length === 0) return this.convert(schema);
		return {
			type: 'object',
			required: schema.required,
			properties: Object.fromEntries(
				Object.entries(properties).map(([name, inner]) => [name, this.convert(inner)]),
			),
			patternProperties: { '^@odata\\.': {} },
			additionalProperties: false,
		};
	}

	private propertiesOf(schema: Schema): Record<string, Schema> {
		const parents = (schema.allOf ?? []).map((parent) => this.propertiesOf(this.resolve(parent)));
		return Object.assign({}, ...parents, schema.properties) as Record<string, Schema>;
	}

	private resolve(schema: Schema): Schema {
		const name = schema.$ref?.slice(PREFIX.length);
		return name === undefined ? schema : (this.schemas[name] ?? {});
	}

	/** From the dialect of OpenAPI 3.0 to JSON Schema: references by name, null as a type. */
	private convert(schema: Schema): Schema {
		const { nullable, allOf, oneOf, items, $ref, ...rest } = schema;
		const converted: Schema = {
			...rest,
			...($ref ? { $ref: $ref.slice(PREFIX.length) } : {}),
			...(allOf ? { allOf: allOf.map((part) => this.convert(part)) } : {}),
			...(oneOf ? { anyOf: oneOf.map((part) => this.convert(part)) } : {}),
			...(items ? { items: this.convert(items) } : {}),
		};
		return nullable ? { anyOf: [{ type: 'null' }, converted] } : converted;
	}
}
