import { route } from '../callControl/router';
import { refuse } from '../callControl/result';
import { isOpening } from '../callControl/stream';
import type { Core } from '../core';
import { isWrite, type Reply } from '../http/reply';
import { parseJson } from '../http/request';
import type { ApiClient } from '../world/clients';
import { isRow, textOf, type Row } from '../world/values';
import { EVENT, type FrameEvent } from './frames';

/** The answer to a text frame of a client (call-control-api.md §5), or null for what is no request. */
export async function answerRequest(
	text: string,
	client: ApiClient,
	core: Core,
): Promise<FrameEvent | null> {
	const value = parseJson(text);
	if (!isRow(value)) return null;
	const fields: Row = Object.fromEntries(
		Object.entries(value).map(([name, field]) => [name.toLowerCase(), field]),
	);
	const path = textOf(fields, 'path');
	if (!path) return null;
	const reply = await ask(path, fields.requestdata, client, core);
	const parsed = parseJson(reply.body);
	const data = {
		RequestID: fields.requestid ?? null,
		Path: path,
		StatusCode: reply.status,
		Response: parsed === undefined ? reply.body : parsed,
	};
	const isLower = core.switches.responseCasing === 'lower';
	return {
		event_type: EVENT.response,
		entity: path,
		attached_data: isLower ? lowerCased(data) : data,
	};
}

/** The same as over HTTP; what is a POST there is told by its path here. */
async function ask(path: string, data: unknown, client: ApiClient, core: Core): Promise<Reply> {
	const isPost = /\/makecall$|\/participants\/[^/]+\/[^/]+$/.test(path);
	const request = {
		method: isPost ? 'POST' : 'GET',
		headers: { 'content-type': 'application/json' },
		body: isRow(data) ? JSON.stringify(data) : '',
	};
	const outcome = route(path, { request, client, core, faults: [] });
	// A frame cannot carry a stream.
	if (isOpening(outcome)) return refuse(core, 405, 'Method Not Allowed');
	return isWrite(outcome) ? await outcome.commit() : outcome;
}

function lowerCased(data: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(data).map(([name, field]) => [name.toLowerCase(), field]),
	);
}
