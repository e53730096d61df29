import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';

import type { PbxRequest } from '../http/request';
import type { SimulatedPbx } from '../pbx';
import { refusalFor } from './guard';
import { startState } from './startState';

/** Address of the page. */
export const PHONE_PAGE = '/phone';
/** The page to begin with: what runs here, and what to try. */
export const START_PAGE = '/start';
/** Everything else of the phone is below. */
const PHONE_ROOT = '/__sim/phone';

const PAGE_FOLDER = join(__dirname, 'page');
const TYPES = {
	css: 'text/css; charset=utf-8',
	html: 'text/html; charset=utf-8',
	js: 'text/javascript; charset=utf-8',
	json: 'application/json; charset=utf-8',
	svg: 'image/svg+xml',
} as const;

/** Nothing from elsewhere, nothing inline, in nobody's frame. */
const HEADERS = {
	'content-security-policy': [
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"img-src 'self'",
		"connect-src 'self'",
		"worker-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join('; '),
	'cache-control': 'no-store',
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'cross-origin-resource-policy': 'same-origin',
};

interface PageReply {
	status: number;
	type: string;
	body: string | Buffer;
	more?: Record<string, string>;
}

/**
 * Whether a request is for the pages. That for `/` is, when a person typed it into a browser: a program that
 * asks the PBX sends no such header.
 */
export function isPhoneRequest({ path, headers }: PbxRequest): boolean {
	if (path === '/') return headers['sec-fetch-dest'] === 'document';
	return (
		[PHONE_PAGE, START_PAGE].includes(path.replace(/\/$/, '')) ||
		path === PHONE_ROOT ||
		path.startsWith(`${PHONE_ROOT}/`)
	);
}

/** Answers a request for the page, its files, or the WAV of what was heard. */
export function servePhone(
	pbx: SimulatedPbx,
	{ method, path, origin }: PbxRequest,
	incoming: IncomingMessage,
	response: ServerResponse,
): void {
	const refusal = refusalFor(incoming, origin, false);
	const reply = refusal
		? plain(refusal.status, refusal.message)
		: method === 'GET' || method === 'HEAD'
			? find(pbx, path)
			: plain(405, 'The phone can only be read this way');
	response.writeHead(reply.status, {
		...HEADERS,
		'content-type': reply.type,
		'content-length': Buffer.byteLength(reply.body),
		// A new connection for what follows: a restart must not find this one open.
		connection: 'close',
		...reply.more,
	});
	response.end(method === 'HEAD' ? undefined : reply.body);
}

function find(pbx: SimulatedPbx, path: string): PageReply {
	if (path === PHONE_PAGE) return pageFile('index.html');
	if (path === START_PAGE) return pageFile('start.html');
	// 307: what a browser keeps of `/` must not be in the way of a real PBX at this address.
	if (path === '/') return { ...plain(307, ''), more: { location: START_PAGE } };
	if (path === `${START_PAGE}/`) return { ...plain(308, ''), more: { location: START_PAGE } };
	if (path === `${PHONE_PAGE}/` || path === PHONE_ROOT || path === `${PHONE_ROOT}/`) {
		return { ...plain(308, ''), more: { location: PHONE_PAGE } };
	}
	if (path === `${PHONE_ROOT}/start.json`) {
		return { status: 200, type: TYPES.json, body: JSON.stringify(startState(pbx)) };
	}
	const [, folder, name = ''] =
		/^\/(page|heard)\/([\w.]+)$/.exec(path.slice(PHONE_ROOT.length)) ?? [];
	if (folder === 'page') return pageFile(name);
	const leg = /^(\d{1,9})\.wav$/.exec(name)?.[1];
	if (folder === 'heard' && leg !== undefined) return heard(pbx, Number(leg));
	return plain(404, 'There is nothing here');
}

function pageFile(name: string): PageReply {
	const [, ending = ''] = /^[a-z][A-Za-z]*\.([a-z]+)$/.exec(name) ?? [];
	if (!isKnown(ending)) return plain(404, 'There is nothing here');
	try {
		return { status: 200, type: TYPES[ending], body: readFileSync(join(PAGE_FOLDER, name)) };
	} catch {
		return plain(404, 'There is nothing here');
	}
}

function isKnown(ending: string): ending is keyof typeof TYPES {
	return Object.hasOwn(TYPES, ending);
}

function heard({ media }: SimulatedPbx, leg: number): PageReply {
	try {
		const more = { 'content-disposition': `attachment; filename="heard-on-leg-${leg}.wav"` };
		return { status: 200, type: 'audio/wav', body: media.heardWav(leg), more };
	} catch (error) {
		return plain(404, error instanceof Error ? error.message : String(error));
	}
}

function plain(status: number, body: string): PageReply {
	return { status, type: 'text/plain; charset=utf-8', body };
}
