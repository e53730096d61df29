import type { Schema } from '../../../pbx/openApi';
import { filterProperties, parseAddress, split } from './address';
import type { Operation, XapiSpec } from './spec';
import type { Exchanged } from './wireTap';

/** Columns that no workflow must ever see (xapi.md §2.1, §3.3, §3.10, §3.11). */
export const SECRETS = [
	'AccessPassword',
	'AgentSettings',
	'AuthID',
	'AuthPassword',
	'Certificate',
	'DeskphonePassword',
	'LicenseKey',
	'Phones',
	'SIPID',
	'VMPIN',
];

/** What is wrong with a request and its reply by 3CX's OpenAPI file, as sentences. */
export function problemsOf(spec: XapiSpec, exchanged: Exchanged): string[] {
	const { method, url } = exchanged;
	const operation = spec.find(method, url);
	if (!operation) return [`${method} ${url}: no such path, parameters or method`];
	return [
		...boundProblems(operation),
		...optionProblems(spec, operation, url),
		...bodyProblems(spec, operation, exchanged),
		...replyProblems(spec, operation, exchanged),
		...secretsIn(exchanged.reply).map((name) => `the reply has the secret column ${name}`),
	].map((problem) => `${method} ${operation.path}: ${problem}`);
}

function boundProblems({ bound }: Operation): string[] {
	return bound.flatMap(({ name, value, schema }) =>
		isLiteral(value, schema) ? [] : [`${name}=${value} is no ${schema.format ?? schema.type}`],
	);
}

/** Strings in quotes with inner ones doubled; dates, numbers and truth values bare (xapi.md §2.3). */
function isLiteral(value: string, { type, format, pattern }: Schema): boolean {
	if (format === 'date-time') return new RegExp(String(pattern)).test(value);
	switch (type) {
		case 'string':
			return /^'(?:[^']|'')*'$/s.test(value);
		case 'integer':
			return /^-?\d+$/.test(value);
		case 'boolean':
			return value === 'true' || value === 'false';
		default:
			return false;
	}
}

function optionProblems(spec: XapiSpec, operation: Operation, url: string): string[] {
	const { options } = parseAddress(url);
	const declared = operation.parameters.filter((one) => one.in === 'query');
	const undeclared = options
		.filter(([name]) => !declared.some((one) => one.name === name))
		.map(([name]) => `the option ${name} is not declared`);
	const { row } = operation;
	const isBare = !options.some(([name]) => name === '$select');
	const secrets = row ? SECRETS.filter((name) => isSecret(spec, row, name)) : [];
	return [
		...undeclared,
		...options.flatMap(([name, value]) => queryProblems(spec, row, name, value)),
		...(isBare && secrets.length > 0 ? [`no $select, though it holds ${secrets.join()}`] : []),
	];
}

/** In SystemHealthStatus `Phones` only says whether all is well. */
function isSecret(spec: XapiSpec, row: Schema, name: string): boolean {
	const property = spec.property(row, name);
	return property !== undefined && spec.plain(property).kind !== 'boolean';
}

/** Of one option; of `$expand` also of the options inside. */
function queryProblems(
	spec: XapiSpec,
	row: Schema | undefined,
	name: string,
	value: string,
): string[] {
	const has = (path: string) => spec.property(row, path) !== undefined;
	const unknown = (paths: string[]) =>
		paths.filter((path) => !has(path)).map((path) => `${name} names ${path}, which is no property`);
	const secret = (paths: string[]) =>
		paths
			.filter((path) => path.split('/').some((part) => SECRETS.includes(part)))
			.map((path) => `${name} asks for the secret column ${path}`);
	switch (name) {
		case '$select':
			return [...unknown(split(value, ',')), ...secret(split(value, ','))];
		case '$orderby':
			return unknown(split(value, ',').map((part) => part.replace(/ (asc|desc)$/, '')));
		case '$filter':
			return filterProperties(value).flatMap(({ path, literal }) => [
				...unknown([path]),
				...comparisonProblems(spec.property(row, path), path, literal, spec),
			]);
		case '$expand':
			return split(value, ',').flatMap((part) => {
				const [, path = '', inner = ''] = /^(\w+)(?:\((.*)\))?$/s.exec(part) ?? [];
				const nested = split(inner, ';').flatMap((option) => {
					const [key = '', ...text] = option.split('=');
					return queryProblems(spec, spec.property(row, path), key, text.join('='));
				});
				return [...unknown([path]), ...secret([path]), ...nested];
			});
		case '$top':
		case '$skip':
			return /^\d+$/.test(value) ? [] : [`${name}=${value} is no number`];
		default:
			return [];
	}
}

/** A word of an enumeration is quoted and one of it; a number or a truth value is bare (xapi.md §2.2). */
function comparisonProblems(
	schema: Schema | undefined,
	path: string,
	literal: string | undefined,
	spec: XapiSpec,
): string[] {
	if (!schema || literal === undefined) return [];
	const { kind, words } = spec.plain(schema);
	const format = schema.format ?? schema.allOf?.[0]?.format;
	const isDate = format === 'date-time';
	const type: Schema = isDate ? { ...schema, format: 'date-time' } : { type: kind };
	if (!isLiteral(literal, type))
		return [`${path} is compared with ${literal}, which is no ${kind}`];
	if (words && !words.includes(literal.slice(1, -1))) return [`${literal} is no word of ${path}`];
	return [];
}

function bodyProblems(spec: XapiSpec, { body }: Operation, { sent }: Exchanged): string[] {
	if (!body) return sent === undefined ? [] : ['a body is sent where none is declared'];
	const validate = spec.openApi.compile(body);
	if (validate(sent))
		return secretsIn(sent).map((name) => `the body has the secret column ${name}`);
	return (validate.errors ?? []).map(
		({ instancePath, message, params }) =>
			`the body${instancePath} ${message} ${JSON.stringify(params)}`,
	);
}

/** Files and actions whose reply the file describes wrongly (xapi.md §6.2): no JSON comes. */
const WITHOUT_JSON = /DownloadRecording|DropCall/;

function replyProblems(spec: XapiSpec, operation: Operation, exchanged: Exchanged): string[] {
	const { status, reply, url } = exchanged;
	if (status >= 400) {
		// 401, 403 and 500 are often empty (xapi.md §2.6).
		if (reply === undefined) return [];
		return invalid(spec.openApi.validator('Pbx.ODataErrors.ODataError'), reply);
	}
	if (WITHOUT_JSON.test(operation.path)) {
		return reply === undefined ? [] : ['JSON came where none does in practice'];
	}
	if (!operation.statuses.includes(status)) return [`status ${status} is not declared`];
	if (operation.reply === undefined) return reply === undefined ? [] : ['a reply without a schema'];
	return [
		...invalid(spec.openApi.compile(operation.reply), reply),
		...selectionProblems(reply, url, operation.reply === operation.row),
	];
}

function invalid(validate: ReturnType<XapiSpec['openApi']['compile']>, value: unknown): string[] {
	if (validate(value)) return [];
	return (validate.errors ?? []).map(
		({ instancePath, message, params }) =>
			`the reply${instancePath} ${message} ${JSON.stringify(params)}`,
	);
}

/** A row has what was asked for, and nothing else. */
function selectionProblems(reply: unknown, url: string, single: boolean): string[] {
	const options = new Map(parseAddress(url).options);
	const select = options.get('$select');
	if (select === undefined) return [];
	const expand = split(options.get('$expand') ?? '', ',').map((part) => part.split('(')[0]);
	const wanted = [...select.split(','), ...expand].sort().join();
	const rows = single ? [reply] : (reply as { value: unknown[] }).value;
	const others = rows
		.map((row) => Object.keys(row as object).filter((key) => !key.startsWith('@')))
		.filter((keys) => keys.sort().join() !== wanted);
	return others.length === 0 ? [] : [`a row has ${others[0]?.join()} and not ${wanted}`];
}

function secretsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(secretsIn);
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => [
		...(SECRETS.includes(key) && typeof inner !== 'boolean' ? [key] : []),
		...secretsIn(inner),
	]);
}
