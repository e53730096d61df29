import { json, type Reply } from '../http/reply';
import type { PbxRequest } from '../http/request';
import { queryOptions, type QueryOptions } from '../odata/options';
import { checkProjection, project } from '../odata/projection';
import { applyOptions, checkTop } from '../odata/query';
import type { Row, Value } from '../world/values';
import type { PbxFunction, XapiContext } from './entitySet';

const ODATA_JSON = 'application/json; odata.metadata=minimal; odata.streaming=true; charset=utf-8';

/** A page of a list: context, count only when asked for, never a nextLink (xapi.md §2.1). */
export function collection(
	rows: Row[],
	type: string,
	name: string,
	request: PbxRequest,
	context: XapiContext,
): Reply {
	const options = queryOptions(request.query);
	checkTop(options);
	return page(rows, type, name, options, context);
}

/** Rows of a function; only some of them know the limit for `$top` (xapi.md §2.1). */
export function functionRows(
	rows: Row[],
	{ type, topLimit }: PbxFunction,
	request: PbxRequest,
	context: XapiContext,
): Reply {
	const options = queryOptions(request.query);
	if (topLimit) checkTop(options);
	else if (context.switches.reportTopLimit !== 'none') {
		checkTop(options, context.switches.reportTopLimit);
	}
	if (options.count && context.switches.reportCount === 'emptySet') {
		return page([], type ?? '', `Collection(Pbx.${type ?? ''})`, options, context);
	}
	return page(rows, type ?? '', `Collection(Pbx.${type ?? ''})`, options, context);
}

function page(
	rows: Row[],
	type: string,
	name: string,
	options: QueryOptions,
	context: XapiContext,
): Reply {
	const { version, switches } = context;
	const size = options.top ?? switches.defaultPageSize;
	const result = applyOptions(rows, type, options, version, size);
	return pageReply(result.page, result.count, type, name, options, context);
}

/** A page whose rows have been chosen already. */
export function pageReply(
	rows: Row[],
	count: number,
	type: string,
	name: string,
	options: QueryOptions,
	context: XapiContext,
): Reply {
	const { version } = context;
	checkProjection(options, type, version);
	return json(
		200,
		{
			'@odata.context': contextUrl(name, options, context),
			...(options.count ? { '@odata.count': count } : {}),
			value: rows.map((row) => project(row, type, options, version)),
		},
		ODATA_JSON,
	);
}

/** One entity or singleton: its properties beside the context, no `value`. */
export function single(
	row: Row,
	type: string,
	name: string,
	request: PbxRequest,
	context: XapiContext,
): Reply {
	const options = queryOptions(request.query);
	checkProjection(options, type, context.version);
	return entity(200, row, type, name, options, context);
}

/** An entity as the answer of a create (xapi.md §2.4: 201 with the entity). */
export function created(row: Row, type: string, name: string, context: XapiContext): Reply {
	return entity(201, row, type, `${name}/$entity`, {}, context);
}

/** The result of a function that is neither a list nor an object. */
export function bareValue(value: Value, context: XapiContext): Reply {
	return json(200, { '@odata.context': `${context.base}/$metadata#Edm.String`, value }, ODATA_JSON);
}

function entity(
	status: number,
	row: Row,
	type: string,
	name: string,
	options: QueryOptions,
	context: XapiContext,
): Reply {
	const body = project(row, type, options, context.version);
	return json(
		status,
		{ '@odata.context': contextUrl(name, options, context), ...body },
		ODATA_JSON,
	);
}

function contextUrl(name: string, options: QueryOptions, context: XapiContext): string {
	const shown = [
		...(options.select ?? []),
		...(options.expand ?? []).map((expand) => `${expand.property}()`),
	];
	const [set = name, ...entityPart] = name.split('/$entity');
	const list = shown.length > 0 ? `(${shown.join(',')})` : '';
	return `${context.base}/$metadata#${set}${list}${entityPart.length > 0 ? '/$entity' : ''}`;
}
