import { HttpError, maskDigits, Row } from '../transport';

/** What the WARNINGS words of 3CX mean (xapi.md §2.6); unknown ones are passed on as they are. */
const WORDS: Readonly<Record<string, string>> = {
	'WARNINGS.XAPI.NOT_FOUND': 'does not exist',
	'WARNINGS.XAPI.ALREADY_IN_USE': 'is already in use',
	'WARNINGS.XAPI.DUPLICATE': 'exists already',
	'WARNINGS.XAPI.REQUIRED': 'is required',
	'WARNINGS.XAPI.CAN_NOT_BE_EMPTY_STRING': 'must not be empty',
	'WARNINGS.XAPI.OUT_OF_THE_RANGE': 'is out of range',
	'WARNINGS.XAPI.FORBIDDEN_CHANGE': 'must not be changed',
	'WARNINGS.XAPI.FILE_NOT_FOUND': 'has no such file',
	'WARNINGS.XAPI.NUMBER_IGNORED': 'was ignored',
	'WARNINGS.XAPI.NOT_SUPPORTED': 'is not supported',
	'WARNINGS.INVALID': 'is not valid',
	'WARNINGS.STRING_TOO_LONG': 'is too long',
	'WARNINGS.LENGTH_NOT_MORE_50_CHARS': 'must not be longer than 50 characters',
};

/**
 * The same error with what 3CX said about it, in words.
 *
 * @param doing what was tried, as in "read the users": ends the sentence "3CX refused to …"
 */
export function explain(error: HttpError, doing: string): HttpError {
	const said = saidBy(error.body);
	const { text, hint } = wording(error.status, doing, said);
	return new HttpError(text, error.status, error.body, {
		hint,
		retryAfterMs: error.retryAfterMs,
		cause: error,
	});
}

function wording(status: number, doing: string, said: string): { text: string; hint?: string } {
	const because = said === '' ? '' : `: ${said}`;
	switch (status) {
		case 403:
			return {
				text: `3CX does not allow this API client to ${doing}${because}`,
				hint: `In Admin console > Integrations > API tick "3CX Configuration API Access" for the client, and give it a real department (not "System Wide") with the role ${roleFor(doing)}.`,
			};
		case 404:
			return { text: `3CX could not ${doing}: not found${because}` };
		case 400:
			return { text: `3CX refused to ${doing}${because}` };
		default:
			return {
				text: `3CX could not ${doing} (status ${status})${because}`,
				hint:
					status >= 500
						? 'The PBX itself had a fault, or is starting. It is tried again at the next run.'
						: undefined,
			};
	}
}

/** The smallest role that is known to do (xapi.md §1.3). */
function roleFor(doing: string): string {
	return /\b(Report|Recordings|CallHistoryView)/.test(doing)
		? 'System Owner; a System Administrator may not read call history, reports and recordings'
		: 'System Administrator or System Owner';
}

/** `details[]` first: they name the field and the WARNINGS word; `code` is mostly empty (xapi.md §2.6). */
function saidBy(body: unknown): string {
	const error = Row.of(body).child('error');
	if (!error) return '';
	const details = error
		.children('details')
		.map((detail) => sentence(detail.text('target'), detail.text('message')))
		.filter((text) => text !== '');
	const text = details.length > 0 ? details.join('; ') : sentence(undefined, error.text('message'));
	return maskDigits(text).slice(0, 300);
}

function sentence(target: string | undefined, message = ''): string {
	const said = message.trim();
	const word = Object.hasOwn(WORDS, said) ? WORDS[said] : undefined;
	if (word !== undefined) return `${target ?? 'a field'} ${word} (${said})`;
	const plain = said.replace(/\s+/g, ' ');
	return target !== undefined && target !== '' ? `${target}: ${plain}` : plain;
}
