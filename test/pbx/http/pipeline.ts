import type { IncomingMessage, ServerResponse } from 'node:http';

import { bearerToken, tokenOf } from '../auth/gate';
import { tokenEndpoint } from '../auth/tokenEndpoint';
import { callControl } from '../callControl/router';
import { isOpening, type ControlOutcome } from '../callControl/stream';
import type { Core } from '../core';
import type { FaultAction, Faults } from '../faults';
import type { Journal, JournalEntry } from '../journal';
import type { Media } from '../media/media';
import { xapi, XAPI_ROOT } from '../xapi/router';
import { beforeRequest } from './beforeRequest';
import { formFields } from './form';
import { openStream } from './openStream';
import { empty, html, isWrite, json, refusal, type Outcome, type Reply } from './reply';
import { parseJson, type PbxRequest } from './request';
import { webFile } from './webFile';

/** What the pipeline needs beside the handlers' own needs. */
export interface Pipeline extends Core {
	readonly faults: Faults;
	readonly journal: Journal;
	readonly media: Media;
	/** Ends every wait when the PBX closes. */
	readonly closing: AbortSignal;
	/** Cuts all connections and voids all tokens. */
	restartNow(): void;
}

/** One request from the first byte to the last: journal, faults, handler, reply. */
export async function serve(
	pipeline: Pipeline,
	request: PbxRequest,
	incoming: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const started = performance.now();
	const entry = openEntry(pipeline, request);
	const actions = pipeline.faults.fire({
		method: request.method,
		url: request.url,
		clientId: entry.clientId,
	});
	entry.faults = actions.map((action) => action.kind);
	const over = (reply: Pick<Reply, 'status'> | null) => {
		entry.durationMs = Math.round(performance.now() - started);
		if (reply) entry.status = reply.status;
	};
	const finish = (reply: Reply | null) => {
		over(reply);
		if (reply === null) return incoming.socket.destroy();
		response.writeHead(reply.status, reply.headers);
		return response.end(reply.bytes ?? reply.body);
	};

	for (const action of actions) {
		if (action.kind === 'delay') await pipeline.clock.wait(action.ms, pipeline.closing);
		else beforeRequest(action, pipeline, request);
	}
	const has = (kind: FaultAction['kind']) => actions.find((action) => action.kind === kind);
	if (has('resetBefore') || has('pbxRestart')) return void finish(null);

	const status = actions.find((action) => action.kind === 'status');
	const outcome = status
		? statusFault(status, pipeline, request)
		: answer(request, pipeline, actions);
	if (isOpening(outcome) && !has('hang') && !has('resetAfter') && !has('garbage')) {
		const granted = { opening: outcome, actions, entry, incoming, response };
		const ended = (code: number | null) => over(code === null ? null : { status: code });
		const refused = openStream(pipeline, { ...granted, over: ended });
		if (refused) finish(refused);
		return;
	}
	const reply = isOpening(outcome) ? empty(200) : await carryOut(outcome, actions, pipeline);
	for (const action of actions) {
		if (action.kind === 'staleGet') await pipeline.clock.wait(action.ms ?? 0, pipeline.closing);
	}
	if (has('hang')) return;
	if (has('resetAfter')) return void finish(null);
	if (has('garbage')) return void finish(html(200, 'Proxy login'));
	if (has('truncate')) {
		finish({ ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) });
		return;
	}
	finish(reply);
}

function answer(request: PbxRequest, pipeline: Pipeline, actions: FaultAction[]): ControlOutcome {
	const { path } = request;
	if (path === '/connect/token') return tokenEndpoint(request, pipeline);
	if (isBelow(path, '/callcontrol')) return callControl(request, pipeline, actions);
	if (isBelow(path, XAPI_ROOT)) return xapi(request, pipeline);
	return webFile(request, pipeline.world) ?? html(404, 'Not Found');
}

function isBelow(path: string, root: string): boolean {
	return path === root || path.startsWith(`${root}/`);
}

/** Makes the change, or does not, as the faults say. */
async function carryOut(
	outcome: Outcome,
	actions: FaultAction[],
	{ switches }: Core,
): Promise<Reply> {
	if (!isWrite(outcome)) return outcome;
	if (actions.some((action) => action.kind === 'acceptButIgnore')) return outcome.accepted;
	const reply = await outcome.commit();
	const failure = actions.find((action) => action.kind === 'errorAfterWrite');
	return failure ? refusal(switches, empty(failure.status ?? 500), 'Internal Server Error') : reply;
}

/** The reply of a `status` fault, in the form of the surface that is asked. */
export function statusFault(
	action: Extract<FaultAction, { kind: 'status' }>,
	{ switches, version }: Core,
	request: PbxRequest,
): Reply {
	const { status, headers = {}, body } = action;
	const text = `Simulated failure ${status}`;
	const onXapi = isBelow(request.path, XAPI_ROOT);
	const extra = { ...headers, ...(onXapi ? { 'X-3CX-Version': version } : {}) };
	if (body !== undefined) {
		const type = /^\s*[[{]/.test(body) ? 'application/json' : 'text/plain';
		return { status, headers: { 'content-type': type, ...extra }, body };
	}
	// 401, 403 and 500 of the XAPI come without a body (xapi.md §1.4).
	const bare = onXapi && [401, 403, 500].includes(status);
	const native = bare ? empty(status) : json(status, { error: { code: '', message: text } });
	const reply = refusal(switches, native, text);
	return { ...reply, headers: { ...reply.headers, ...extra } };
}

/** Writes a request down before anything happens to it. */
export function openEntry(pipeline: Pipeline, request: PbxRequest): JournalEntry {
	const record = tokenOf(request, pipeline);
	const body = readableBody(request);
	const asked = request.path === '/connect/token' ? body?.client_id : undefined;
	return pipeline.journal.open({
		time: pipeline.clock.now(),
		method: request.method,
		path: request.path,
		url: request.url,
		rawUrl: request.rawUrl,
		headers: harmlessHeaders(request),
		hasToken: bearerToken(request) !== null,
		clientId: record?.clientId ?? (typeof asked === 'string' ? asked : null),
		tokenGeneration: record?.generation ?? null,
		body,
		status: null,
		durationMs: null,
		faults: [],
	});
}

function harmlessHeaders({ headers }: PbxRequest): Record<string, string> {
	const secret = ['authorization', 'cookie'];
	return Object.fromEntries(
		Object.entries(headers)
			.filter(([name, value]) => value !== undefined && !secret.includes(name))
			.map(([name, value]) => [name, String(value)]),
	);
}

/** Form fields or parsed JSON, without the secret. */
function readableBody(request: PbxRequest): Record<string, unknown> | undefined {
	if (request.body === '') return undefined;
	const value = formFields(request) ?? parseJson(request.body);
	if (typeof value !== 'object' || value === null) return { text: request.body };
	return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'client_secret'));
}
