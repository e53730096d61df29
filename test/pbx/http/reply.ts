import type { Switches } from '../switches';

/** An HTTP reply. */
export interface Reply {
	status: number;
	headers: Record<string, string>;
	body: string;
	/** Sent instead of `body`: a file that is no text. */
	bytes?: Buffer;
}

/**
 * A change that is checked but not yet made. Kept in two steps so that a fault can answer as if it
 * had been made, or make it and lose the answer (pbx-simulator.md §10).
 */
export interface Write {
	/** Makes the change and gives the real answer; some take their time (makecall, routeto). */
	commit(): Reply | Promise<Reply>;
	/** Answer of a PBX that accepts the change and forgets it. */
	accepted: Reply;
}

/** Either of them. */
export type Outcome = Reply | Write;

/** Whether the outcome still has to be carried out. */
export function isWrite(outcome: Outcome): outcome is Write {
	return 'commit' in outcome;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** A reply without a body. */
export function empty(status: number, headers: Record<string, string> = {}): Reply {
	return { status, headers, body: '' };
}

/** A JSON reply. */
export function json(status: number, value: unknown, type = JSON_TYPE): Reply {
	return { status, headers: { 'content-type': type }, body: JSON.stringify(value) };
}

/** A file. */
export function file(bytes: Buffer, type: string): Reply {
	return { status: 200, headers: { 'content-type': type }, body: '', bytes };
}

/** An HTML reply. */
export function html(status: number, title: string): Reply {
	const body = `<!doctype html><html><head><title>${title}</title></head><body>${title}</body></html>`;
	return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/**
 * A refusal for which no sample of the real body exists: `native` is what the surface would send,
 * the switch `errorBody` (T15) gives the other shapes.
 */
export function refusal(switches: Switches, native: Reply, text: string): Reply {
	const { status, headers } = native;
	switch (switches.errorBody) {
		case 'native':
			return native;
		case 'empty':
			return empty(status, headers);
		case 'message':
			return { ...json(status, { message: text }), headers: { ...headers, ...jsonHeaders() } };
		case 'text':
			return { status, headers: { ...headers, 'content-type': 'text/plain' }, body: text };
		case 'html':
			return html(status, text);
	}
}

function jsonHeaders(): Record<string, string> {
	return { 'content-type': JSON_TYPE };
}
