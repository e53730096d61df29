import type { IncomingHttpHeaders } from 'node:http';

/** A request as the handlers see it. */
export interface PbxRequest {
	method: string;
	/** Path as sent, without the query: segments are decoded one by one, `%2F` stays in its segment. */
	rawPath: string;
	/** Decoded path for display and matching. */
	path: string;
	/** Query options in the order sent, decoded; `%24top` is `$top` here. */
	query: Array<[string, string]>;
	rawUrl: string;
	/** Decoded path with query. */
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
	/** The body as it came. */
	bytes: Buffer;
	/** Address that the client spoke to, for `@odata.context`. */
	origin: string;
}

/** Builds a {@link PbxRequest} from what the server has read. */
export function toRequest(
	method: string,
	rawUrl: string,
	headers: IncomingHttpHeaders,
	bytes: Buffer,
	scheme: 'http' | 'https',
): PbxRequest {
	const mark = rawUrl.indexOf('?');
	const rawPath = mark < 0 ? rawUrl : rawUrl.slice(0, mark);
	const rawQuery = mark < 0 ? '' : rawUrl.slice(mark + 1);
	return {
		method,
		rawPath,
		path: decode(rawPath),
		query: rawQuery.split('&').filter(Boolean).map(parsePair),
		rawUrl,
		url: decode(rawUrl),
		headers,
		body: bytes.toString('utf8'),
		bytes,
		origin: `${scheme}://${headers.host ?? '127.0.0.1'}`,
	};
}

/** Percent-decodes; text that is not properly encoded is left as it is. */
export function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Parses a JSON body; undefined when it is none. */
export function parseJson(body: string): unknown {
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return undefined;
	}
}

function parsePair(pair: string): [string, string] {
	const equals = pair.indexOf('=');
	const name = equals < 0 ? pair : pair.slice(0, equals);
	const value = equals < 0 ? '' : pair.slice(equals + 1);
	// A plus is a blank in a query, as ASP.NET reads it: a `+` offset must be sent as %2B (§2.2).
	return [decode(name.replace(/\+/g, ' ')), decode(value.replace(/\+/g, ' '))];
}
