import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { OpenApi, type Schema } from '../../../pbx/openApi';
import { parseAddress, segment, type Segment } from './address';

interface Parameter {
	$ref?: string;
	name: string;
	in: 'path' | 'query';
	schema: Schema;
}

interface Content {
	$ref?: string;
	content?: Record<string, { schema: Schema }>;
}

interface RawOperation {
	parameters?: Parameter[];
	requestBody?: Content;
	responses: Record<string, Content>;
}

interface Document {
	paths: Record<string, Record<string, RawOperation>>;
	components: {
		parameters: Record<string, Parameter>;
		responses: Record<string, Content>;
		schemas: Record<string, Schema>;
	};
}

/** What 3CX's OpenAPI file says about one method at one path. */
export interface Operation {
	/** The path as in the file. */
	path: string;
	parameters: readonly Parameter[];
	/** Values that stand in the path, in order, each with its schema. */
	bound: Array<{ name: string; value: string; schema: Schema }>;
	body: Schema | undefined;
	statuses: readonly number[];
	/** Of a good reply. */
	reply: Schema | undefined;
	/** Of one row of it, or of the whole where it is no list. */
	row: Schema | undefined;
}

/** 3CX's OpenAPI file, read from the side of a client. */
export class XapiSpec {
	readonly openApi: OpenApi;
	private readonly document: Document;
	private readonly templates: ReadonlyArray<{ path: string; segments: Segment[] }>;

	constructor(file: string) {
		this.openApi = new OpenApi(file);
		this.document = parse(readFileSync(file, 'utf8')) as Document;
		this.templates = Object.keys(this.document.paths).map((path) => ({
			path,
			segments: path.slice(1).split('/').map(segment),
		}));
	}

	/** The operation that a request is for; undefined when the file has none with this path, parameters and method. */
	find(method: string, url: string): Operation | undefined {
		const { segments } = parseAddress(url);
		for (const template of this.templates) {
			if (!sameNames(template.segments, segments)) continue;
			const raw = this.document.paths[template.path]?.[method.toLowerCase()];
			if (raw) return this.operation(template, segments, raw);
		}
		return undefined;
	}

	/** Schema of the rows that reading gives: `Users`, `Users(3)`, or a function by its name without brackets. */
	rowOf(name: string): Schema | undefined {
		const bare = (path: string) => path.replace(/\([^)]*\)/g, '');
		const path = Object.keys(this.document.paths).find(
			(one) => bare(one) === `/${bare(name)}` && this.document.paths[one]?.get !== undefined,
		);
		const raw = path === undefined ? undefined : this.document.paths[path]?.get;
		return raw && this.rowSchema(this.replySchema(raw));
	}

	/** The schema of a property by its path, such as `Gateway/Name`; undefined when there is none. */
	property(schema: Schema | undefined, path: string): Schema | undefined {
		return path.split('/').reduce<Schema | undefined>((at, name) => {
			if (!at) return undefined;
			const { properties } = this.plain(at);
			return properties[name];
		}, schema);
	}

	/** What a schema comes to behind references, nullable wrappers and lists. */
	plain(schema: Schema): {
		kind: string;
		list: boolean;
		properties: Record<string, Schema>;
		words: unknown[] | undefined;
	} {
		if (schema.items) return { ...this.plain(schema.items), list: true };
		const [first] = schema.oneOf ?? [];
		if (first) return this.plain(first);
		const named = this.named(schema);
		const properties = this.openApi.properties(named);
		const [only] = named.allOf ?? [];
		if (Object.keys(properties).length === 0 && only && named.type === undefined) {
			return this.plain(only);
		}
		const kind = Object.keys(properties).length > 0 ? 'object' : (named.type ?? 'object');
		return { kind, list: false, properties, words: named.enum };
	}

	private named(schema: Schema): Schema {
		const name = schema.$ref?.split('/').pop();
		return name === undefined ? schema : (this.document.components.schemas[name] ?? {});
	}

	private operation(
		template: { path: string; segments: Segment[] },
		segments: Segment[],
		raw: RawOperation,
	): Operation {
		const parameters = (raw.parameters ?? []).map((one) => this.parameter(one));
		const values = segments.flatMap(({ parameters: list = [] }) => list.map(([, value]) => value));
		const names = template.segments.flatMap(({ parameters: list = [] }) =>
			list.map(([, value]) => value.slice(1, -1)),
		);
		const reply = this.replySchema(raw);
		return {
			path: template.path,
			parameters,
			bound: names.map((name, at) => ({
				name,
				value: values[at] ?? '',
				schema: parameters.find((one) => one.in === 'path' && one.name === name)?.schema ?? {},
			})),
			body: raw.requestBody?.content?.['application/json']?.schema,
			statuses: Object.keys(raw.responses).map(Number).filter(Number.isInteger),
			reply,
			row: this.rowSchema(reply),
		};
	}

	private parameter(given: Parameter): Parameter {
		const name = given.$ref?.split('/').pop();
		const found = name === undefined ? given : this.document.components.parameters[name];
		if (!found) throw new Error(`The OpenAPI file has no parameter ${name}`);
		return found;
	}

	private replySchema(raw: RawOperation): Schema | undefined {
		const given = raw.responses['200'];
		const name = given?.$ref?.split('/').pop();
		const found = name === undefined ? given : this.document.components.responses[name];
		return found?.content?.['application/json']?.schema;
	}

	private rowSchema(reply: Schema | undefined): Schema | undefined {
		return reply && (this.openApi.properties(reply).value?.items ?? reply);
	}
}

/** Whether every name and every parameter stands where the template has it. */
function sameNames(template: Segment[], given: Segment[]): boolean {
	const shape = (segments: Segment[]) =>
		segments
			.map(({ name, parameters }) => `${name}(${parameters?.map(([key]) => key).join() ?? '-'})`)
			.join('/');
	return shape(template) === shape(given);
}
