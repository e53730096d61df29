import { createHmac, randomBytes } from 'node:crypto';

/** Words of the protocol: they tell how 3CX behaves and nothing about a person. */
const PLAIN = new Set([
	'status',
	'type',
	'party_dn_type',
	'originated_by_type',
	'referred_by_type',
	'on_behalf_of_type',
	'finalstatus',
	'reason',
	'reasontext',
	'user_agent',
	'participant_uid',
	'requestid',
]);

/** DNs and addresses: short numbers of the PBX stay, so that legs can be told apart. */
const STRUCTURE = new Set([
	'dn',
	'party_dn',
	'originated_by_dn',
	'referred_by_dn',
	'on_behalf_of_dn',
	'device_id',
	'entity',
	'path',
]);

/** Keys pressed may be a PIN. */
const DIGITS = 'dtmf_input';

/** Data that a workflow attaches to a call: all of it is the user's, whatever it looks like. */
const ATTACHED = 'attacheddata';

/** Shortest run of digits that is taken for a subscriber's number. */
const NUMBER = /\+?\d{6,}/g;
const HOST = /@(?!127\.0\.0\.1)[^:;>]+/g;

/**
 * Replaces what tells about persons by stable stand-ins: the same number or name becomes the same stand-in for as
 * long as the process runs, so that a call can be followed, and another one in the next run.
 */
export class CaptureMask {
	private readonly key = randomBytes(32);

	/** A copy of a value of JSON, masked. `name` is the field that it stands in. */
	value(value: unknown, name = ''): unknown {
		if (name.toLowerCase() === ATTACHED) return this.hidden(value);
		if (Array.isArray(value)) return value.map((item) => this.value(item, name));
		if (isObject(value)) return mapped(value, (inner, field) => this.value(inner, field));
		if (typeof value === 'string') return this.text(value, name.toLowerCase());
		// Ids are small; what is as long as a phone number is treated as one.
		if (typeof value === 'number' && value >= 1e6) return Number(this.digits(String(value)));
		return value;
	}

	/** A path of the API; device IDs in it hold addresses. */
	path(path: string): string {
		const plain = path
			.replace(/\?.*$/, '?…')
			.replace(/%3A/gi, ':')
			.replace(/%40/g, '@')
			.replace(/%3B/gi, ';');
		return this.numbers(plain.replace(/@(?!127\.0\.0\.1)[^:;/>]+/g, '@host.invalid'));
	}

	/** Nothing of it is kept but its shape, and the names of its fields. */
	private hidden(value: unknown): unknown {
		if (Array.isArray(value)) return value.map((item) => this.hidden(item));
		if (isObject(value)) return mapped(value, (inner) => this.hidden(inner));
		if (typeof value === 'number') return Number(this.digits(String(Math.trunc(Math.abs(value)))));
		if (typeof value !== 'string' || value === '') return value;
		return /^\+?\d+$/.test(value) ? this.digits(value) : this.word(value);
	}

	private text(text: string, name: string): string {
		if (text === '') return '';
		if (name === DIGITS) return text.replace(/\d/g, '5');
		if (name === 'device_id') return this.numbers(text.replace(HOST, '@host.invalid'));
		if (PLAIN.has(name) || STRUCTURE.has(name)) return this.numbers(text);
		const dialled = text.replace(/[ ()/.-]/g, '');
		if (/^\+?[\d*#]{1,5}$/.test(dialled)) return text;
		if (/^\+?[\d*#]+$/.test(dialled)) return this.digits(dialled);
		return this.word(text);
	}

	private word(text: string): string {
		return `text-${this.mark(text).toString(36).slice(0, 6)}`;
	}

	private numbers(text: string): string {
		return text.replace(NUMBER, (number) => this.digits(number));
	}

	/** Same length and same beginning with `+` or zeros; numbers that end alike end alike afterwards. */
	private digits(number: string): string {
		const [prefix = ''] = /^(\+|0{0,2})/.exec(number) ?? [];
		const rest = number.slice(prefix.length);
		const tail = rest.slice(-7);
		const stand = String(this.mark(tail)).padStart(7, '1').slice(-tail.length);
		return `${prefix}${'9'.repeat(Math.max(0, rest.length - tail.length))}${stand}`;
	}

	private mark(text: string): number {
		return createHmac('sha256', this.key).update(text).digest().readUIntBE(0, 6);
	}
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

function mapped(value: object, map: (inner: unknown, field: string) => unknown): object {
	return Object.fromEntries(
		Object.entries(value).map(([field, inner]) => [field, map(inner, field)]),
	);
}
