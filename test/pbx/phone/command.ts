import { flagOf, isRow, numberOf, textOf, type Row } from '../world/values';

/** What the page asks for. */
export type Command =
	| { do: 'dial'; from: string; name: string; to: string }
	| { do: 'hangUp'; line: number }
	| { do: 'use'; line: number }
	| { do: 'press'; keys: string }
	| { do: 'answer'; leg: number }
	| { do: 'decline'; leg: number }
	| { do: 'transfer'; line: number; to: string; attended: boolean }
	| { do: 'voice'; kind: 'silence' | 'tone' | 'sample' | 'echo'; hz: number }
	| { do: 'watch'; number: string; callerId: string }
	| { do: 'ringing'; byHand: boolean };

/** A command that cannot be carried out; the page knows the word and says it in its language. */
export class PhoneRefusal extends Error {
	constructor(
		readonly reason: string,
		message: string,
		readonly detail = '',
	) {
		super(message);
	}
}

const NUMBER = /^\+?[\d*#]{1,24}$/;
const DN = /^[\w.+*#-]{1,30}$/;
const MOST_KEYS = 32;

/** Reads a message of the page; throws {@link PhoneRefusal} for what makes no sense. */
export function readCommand(message: unknown): Command {
	return commandOf(isRow(message) ? message : {});
}

/** The number that the reply has to bear; 0 for a message without. */
export function commandId(message: unknown): number {
	return isRow(message) ? numberOf(message, 'id') : 0;
}

function commandOf(fields: Row): Command {
	const verb = textOf(fields, 'do');
	switch (verb) {
		case 'dial':
			return {
				do: verb,
				from: caller(fields, 'from'),
				name: name(fields),
				to: dialled(fields, 'to'),
			};
		case 'hangUp':
		case 'use':
			return { do: verb, line: whole(fields, 'line') };
		case 'press':
			return { do: verb, keys: keys(fields) };
		case 'answer':
		case 'decline':
			return { do: verb, leg: whole(fields, 'leg') };
		case 'transfer':
			return {
				do: verb,
				line: whole(fields, 'line'),
				to: dialled(fields, 'to'),
				attended: flagOf(fields, 'attended'),
			};
		case 'voice':
			return { do: verb, kind: voice(fields), hz: pitch(fields) };
		case 'watch':
			return { do: verb, number: dialled(fields, 'number'), callerId: caller(fields, 'callerId') };
		case 'ringing':
			return { do: verb, byHand: flagOf(fields, 'byHand') };
	}
	throw new PhoneRefusal('unknown', 'The phone does not know that');
}

function whole(fields: Row, field: string): number {
	const value = fields[field];
	if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
	throw new PhoneRefusal('unknown', `"${field}" is no number`);
}

/** Blanks, brackets and the like are for people. */
function plain(fields: Row, field: string): string {
	return textOf(fields, field).replace(/[\s()/]/g, '');
}

/** The number of the one who calls; empty stands for a withheld one. */
function caller(fields: Row, name: string): string {
	const text = plain(fields, name).replace(/-/g, '');
	if (text === '') return 'Anonymous';
	if (!NUMBER.test(text)) throw new PhoneRefusal('badCaller', 'That is no number to call from');
	return text;
}

function dialled(fields: Row, name: string): string {
	const text = plain(fields, name);
	if (!DN.test(text)) throw new PhoneRefusal('badNumber', 'That is no number to call');
	return text;
}

function name(fields: Row): string {
	return textOf(fields, 'name').trim().slice(0, 60);
}

function keys(fields: Row): string {
	const text = textOf(fields, 'keys').toUpperCase();
	if (text.length <= MOST_KEYS && /^[\dA-D*#]+$/.test(text)) return text;
	throw new PhoneRefusal('badKeys', 'Keys are 0 to 9, *, # and A to D');
}

function voice(fields: Row): 'silence' | 'tone' | 'sample' | 'echo' {
	const kind = textOf(fields, 'kind');
	if (kind === 'silence' || kind === 'tone' || kind === 'sample' || kind === 'echo') return kind;
	throw new PhoneRefusal('unknown', 'There is no such voice');
}

function pitch(fields: Row): number {
	const hz = fields.hz ?? 440;
	if (typeof hz === 'number' && hz >= 50 && hz <= 3600) return hz;
	throw new PhoneRefusal('unknown', 'A tone has 50 to 3600 Hz');
}
