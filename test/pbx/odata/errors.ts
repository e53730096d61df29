import { json, type Reply } from '../http/reply';

/** One entry of `error.details`. */
export interface ErrorDetail {
	code: string;
	message: string;
	target: string;
}

/** Thrown anywhere below the router; becomes the reply. */
export class XapiFailure extends Error {
	constructor(
		readonly status: number,
		message: string,
		/** Null: the reply has no body at all. */
		readonly details: ErrorDetail[] | null = [],
	) {
		super(message);
		this.name = 'XapiFailure';
	}

	/** The reply: an ODataError (xapi.md §2.6), or nothing but the status. */
	toReply(): Reply {
		if (this.details === null) return { status: this.status, headers: {}, body: '' };
		return odataError(this.status, this.message, this.details);
	}
}

/** The ODataError body; `code` is usually empty (xapi.md §2.6). */
export function odataError(status: number, message: string, details: ErrorDetail[] = []): Reply {
	const error = details.length > 0 ? { code: '', message, details } : { code: '', message };
	return json(status, { error }, 'application/json; odata.metadata=minimal; charset=utf-8');
}

/** A query option that the server does not take: 400 with the sentence of ASP.NET (xapi.md §2.1). */
export function badQuery(reason: string): XapiFailure {
	return new XapiFailure(400, `The query specified in the URI is not valid. ${reason}`);
}

/** A name that the type does not have. */
export function unknownProperty(name: string, type: string): XapiFailure {
	return badQuery(`Could not find a property named '${name}' on type 'Pbx.${type}'.`);
}

/** A value that the PBX refuses; the machine-readable part is the WARNINGS word (xapi.md §2.6). */
export function warning(word: string, target: string): XapiFailure {
	const detail = { code: '', message: word, target };
	return new XapiFailure(400, `${target}:\n${word}`, [detail]);
}

/** A body that cannot be read into the model: wrapper, unknown property, wrong type (xapi.md §2.4). */
export function invalidInput(parameter = 'delta'): XapiFailure {
	return new XapiFailure(400, 'The input was not valid.', [
		{ code: '', message: `The ${parameter} field is required.`, target: parameter },
	]);
}

/** Nothing there: no body, as ASP.NET answers a path without a handler. */
export function notFound(): XapiFailure {
	return new XapiFailure(404, 'Not Found', null);
}

/** An entity that does not exist. */
export function noSuchEntity(): XapiFailure {
	return new XapiFailure(404, 'WARNINGS.XAPI.NOT_FOUND', [
		{ code: '', message: 'WARNINGS.XAPI.NOT_FOUND', target: 'Id' },
	]);
}
