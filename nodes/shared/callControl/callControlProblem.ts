import { HttpError, maskDigits, Row } from '../transport';

/** What a request was about, for the words of a refusal. */
export interface Subject {
	/** What was tried, as in "hang up the call": ends the sentence "3CX could not …". */
	doing: string;
	/** The leg, or the DN as a whole. */
	of: 'leg' | 'dn';
	/** What to do where 3CX says that it is not possible now (422). */
	hint?: string;
}

const GRANT =
	'In Admin console > Integrations > API: the client needs "3CX Call Control API Access", and an extension other than its own route point must be among the extensions granted to it. The PBX needs an Enterprise (AI) licence for Call Control.';

/** The same error with the true cause in words (call-control-api.md §2 "Status codes", §8). */
export function explainRefusal(error: HttpError, subject: Subject): HttpError {
	const said = saidBy(error.body);
	const { text, hint } = wording(error.status, subject, said);
	return new HttpError(said === '' ? text : `${text}: ${said}`, error.status, error.body, {
		hint,
		retryAfterMs: error.retryAfterMs,
		cause: error,
	});
}

function wording(
	status: number,
	{ doing, of, hint }: Subject,
	said: string,
): { text: string; hint?: string } {
	switch (status) {
		case 403:
			return {
				text: `3CX does not allow this API client to ${doing} (403)`,
				hint:
					of === 'leg'
						? `Only the legs of the own route point and of granted extensions can be controlled, not the far side of such a call. ${GRANT}`
						: GRANT,
			};
		case 404:
			return of === 'leg'
				? {
						text: `3CX could not ${doing}: the call has ended, or that leg has left it (404)`,
						hint: 'The other side may have hung up, or the call was transferred. After a restart of the PBX old call IDs mean nothing.',
					}
				: { text: `3CX could not ${doing}: it knows no such extension (404)`, hint: GRANT };
		case 422:
			return {
				text: `3CX could not ${doing} (422)`,
				hint:
					hint ??
					(said === '' ? 'It is not possible in the state that the call is in now.' : undefined),
			};
		case 424:
			return {
				text: `3CX could not ${doing}: the call has no audio for the API (424)`,
				hint: 'Audio exists only on connected legs of the own route point.',
			};
		case 409:
			return { text: `3CX could not ${doing}: something else is going on with the call (409)` };
		case 429:
			return { text: `3CX could not ${doing}: too many requests at once (429)` };
		default:
			return {
				text: `3CX could not ${doing} (status ${status})`,
				hint:
					status >= 500
						? 'The PBX itself had a fault, or is starting. Whether anything was done is not known.'
						: undefined,
			};
	}
}

/** The PBX's own words, with phone numbers masked: a result object, `message`, OData, plain text; nothing from HTML. */
export function saidBy(body: unknown): string {
	const row = Row.of(body);
	const text =
		typeof body === 'string'
			? plain(body)
			: firstOf(
					row.text('reasontext'),
					row.text('ReasonText'),
					row.text('message'),
					row.child('error')?.text('message'),
					row.text('error_description'),
					row.text('reason'),
					row.text('Reason'),
				);
	const short = text.replace(/\s+/g, ' ').trim().slice(0, 200);
	return short === 'NotSpecified' ? '' : maskDigits(short);
}

function firstOf(...texts: Array<string | undefined>): string {
	return texts.find((text) => text !== undefined && text.trim() !== '') ?? '';
}

/** A page of a proxy says nothing about the call. */
function plain(text: string): string {
	return /^\s*</.test(text) ? '' : text;
}
