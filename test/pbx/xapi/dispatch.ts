import { empty, type Outcome } from '../http/reply';
import { parseJson, type PbxRequest } from '../http/request';
import { fieldOf } from '../edm/model';
import { invalidInput, noSuchEntity, notFound } from '../odata/errors';
import { readArguments } from '../odata/functions';
import { quotedText, type Segment } from '../odata/segments';
import { isAtLeast } from '../version';
import { isRow, type Row, type Value } from '../world/values';
import type { EntitySet, PbxFunction, Resource, Singleton, XapiContext } from './entitySet';
import { lazyPage } from './lazyRows';
import { bareValue, collection, functionRows, single } from './replies';

/** A request that has passed the gate. */
export interface HostRequest {
	request: PbxRequest;
	context: XapiContext;
	/** Name of the resource as it is spelt. */
	name: string;
	first: Segment;
	rest: Segment[];
}

/** Finds what a path below a resource means and does it. */
export function readHost(resource: Resource, host: HostRequest): Outcome {
	const [second, ...more] = host.rest;
	if (more.length > 0) throw notFound();
	if (resource.kind === 'set' && !isIn(resource, host.context.version)) throw notFound();
	if (host.first.args !== null) {
		if (resource.kind !== 'set') throw notFound();
		return oneEntity(resource, host, second);
	}
	if (second) return below(resource, host, second);
	switch (resource.kind) {
		case 'set':
			return wholeSet(resource, host);
		case 'singleton':
			return oneObject(resource, host);
		case 'functions':
			// The set behind a report has no list of its own (xapi.md §3.2: 404).
			throw notFound();
	}
}

function wholeSet(set: EntitySet, { request, context, name }: HostRequest): Outcome {
	if (request.method === 'GET' && set.lazy)
		return lazyPage(set.lazy(context, request), request, context);
	if (request.method === 'GET')
		return collection(set.rows(context), set.type, name, request, context);
	if (request.method === 'POST' && set.create) return set.create(context, jsonBody(request));
	return methodNotAllowed(set.create ? 'GET, POST' : 'GET');
}

function oneObject(singleton: Singleton, { request, context, name }: HostRequest): Outcome {
	if (request.method === 'GET') {
		return single(singleton.row(context), singleton.type, name, request, context);
	}
	if (request.method === 'PATCH' && singleton.patch) {
		return singleton.patch(context, jsonBody(request));
	}
	return methodNotAllowed(singleton.patch ? 'GET, PATCH' : 'GET');
}

function oneEntity(set: EntitySet, host: HostRequest, second: Segment | undefined): Outcome {
	const { request, context, name } = host;
	const { row, alternate } = findByKey(set, host);
	if (second) return belowEntity(set, host, row, second);
	if (set.isListOnly) throw notFound();
	if (request.method === 'GET') {
		return single(row, set.type, `${name}/$entity`, request, context);
	}
	// The alternate key has a GET and nothing else (xapi.md §3.3).
	if (alternate) return methodNotAllowed('GET');
	if (request.method === 'PATCH' && set.patch) return set.patch(context, row, jsonBody(request));
	if (request.method === 'DELETE' && set.remove) return set.remove(context, row);
	return methodNotAllowed('GET, PATCH, DELETE');
}

function findByKey(
	set: EntitySet,
	{ context, first }: HostRequest,
): { row: Row; alternate: boolean } {
	const [argument, ...others] = first.args ?? [];
	if (!argument || others.length > 0) throw notFound();
	const { name, raw } = argument;
	const rows = () => set.rows(context);

	if (set.key && (name === '' || name === set.key)) {
		const wanted =
			fieldOf(set.type, set.key, context.version)?.type === 'int' ? intKey(raw) : quotedText(raw);
		if (wanted === null) throw notFound();
		const row = rows().find((candidate) => candidate[set.key ?? ''] === wanted);
		if (!row) throw set.unknownKey?.(context) ?? noSuchEntity();
		return { row, alternate: false };
	}
	const number = quotedText(raw);
	if (name !== 'Number' || number === null || !hasAlternateKey(set, context)) throw notFound();
	const row = rows().find((candidate) => candidate.Number === number);
	if (!row) throw noSuchEntity();
	return { row, alternate: true };
}

/** `Users(Number='999')` came with 20.0.8 and replaced `Pbx.GetByNumber` (xapi.md §6.1). */
function hasAlternateKey(set: EntitySet, context: XapiContext): boolean {
	return Boolean(set.byNumber) && isAtLeast(context.version, '20.0.8');
}

function intKey(raw: string): number | null {
	return /^-?\d+$/.test(raw) ? Number(raw) : null;
}

function belowEntity(set: EntitySet, host: HostRequest, row: Row, second: Segment): Outcome {
	const { request, context, first } = host;
	const action = set.entityActions?.[second.name];
	if (action && second.args === null) {
		return request.method === 'POST'
			? action(context, parseJson(request.body), row)
			: methodNotAllowed('POST');
	}
	const field = fieldOf(set.type, second.name, context.version);
	if (!field || !set.navigation?.includes(second.name) || second.args) throw notFound();
	// POST on a list such as Queues(40)/Agents gave 404, PUT 405 (xapi.md §1.4, seen).
	if (request.method === 'POST') throw notFound();
	if (request.method !== 'GET') return methodNotAllowed('GET');
	const key = first.args?.[0]?.raw ?? '';
	const value = row[second.name];
	const rows = Array.isArray(value) ? value.filter(isRow) : [];
	return collection(rows, field.type, `${host.name}(${key})/${second.name}`, request, context);
}

function below(resource: Resource, host: HostRequest, second: Segment): Outcome {
	const { request, context } = host;
	const known = resource.functions?.[second.name];
	if (known && isIn(known, context.version)) {
		return callFunction(known, host, second);
	}
	if (resource.kind === 'set') {
		const action = resource.actions?.[second.name];
		if (!action || second.args !== null) throw notFound();
		if (request.method !== 'POST') return methodNotAllowed('POST');
		return action(context, parseJson(request.body), null);
	}
	if (resource.kind === 'singleton' && resource.navigation?.includes(second.name)) {
		const field = fieldOf(resource.type, second.name, context.version);
		if (!field || second.args !== null) throw notFound();
		if (request.method !== 'GET') return methodNotAllowed('GET');
		const value = resource.row(context)[second.name];
		const rows = Array.isArray(value) ? value.filter(isRow) : [];
		return collection(rows, field.type, `${host.name}/${second.name}`, request, context);
	}
	throw notFound();
}

/** Whether the build has something that came, or went, with one. */
function isIn({ since, until }: { since?: string; until?: string }, version: string): boolean {
	if (since && !isAtLeast(version, since)) return false;
	return !(until && isAtLeast(version, until));
}

function callFunction(pbxFunction: PbxFunction, host: HostRequest, segment: Segment): Outcome {
	const { request, context } = host;
	const args = readArguments(segment, pbxFunction.parameters);
	if (request.method !== 'GET') return methodNotAllowed('GET');
	if (pbxFunction.lazy) return lazyPage(pbxFunction.lazy(context, args), request, context);
	if (pbxFunction.reply) return pbxFunction.reply(context, args);
	const result = pbxFunction.call?.(context, args);
	if (result === undefined) throw noSuchEntity();
	if (pbxFunction.type === null) return bareValue(result, context);
	if (Array.isArray(result)) {
		const values: Value[] = result;
		return functionRows(values.filter(isRow), pbxFunction, request, context);
	}
	if (!isRow(result)) throw notFound();
	return single(result, pbxFunction.type, `Pbx.${pbxFunction.type}`, request, context);
}

/** A body that must be JSON; anything else cannot be read into the model (xapi.md §2.4). */
function jsonBody(request: PbxRequest): unknown {
	const body = parseJson(request.body);
	if (body === undefined) throw invalidInput();
	return body;
}

function methodNotAllowed(allow: string): Outcome {
	return empty(405, { allow });
}
