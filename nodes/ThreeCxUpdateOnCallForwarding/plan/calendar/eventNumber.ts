import type ICAL from 'ical.js';
import { textOf } from './calendarText';

/** What an event says about the number of its person. */
export interface EventNumber {
	/** As written; empty where the event names none. */
	text: string;
	/** Names more than one, and no word tells which is meant. */
	several: boolean;
}

const NONE: EventNumber = { text: '', several: false };

/** Names of properties that programs and people make up for a phone number. */
const PHONE_PROPERTY = /^x-.*(?:phone|mobil|handy|tel|number|nummer)/;
/** With a trunk prefix or a plus: other digits in a text are anything. */
const NUMBER = /(?:\+|\b0)\d(?:[\d\s()/.-]{4,20})\d/g;
/** What has leading zeros as well. */
const DATE_OR_TIME = /\b\d{1,4}[.-]\d{1,2}[.-](?:\d{2,4})?|\b\d{1,2}:\d{2}(?::\d{2})?/g;
/** What people write before the number that counts. */
const LABEL =
	/(?:mobil|mobile|handy|cell|phone|telefon|tel|nummer|number|rufnummer|call|anrufen)\W*$/i;
/** A text that is nothing but a number may be an extension. */
const WHOLE = /^\+?[\d\s()/.-]{2,30}$/;
/** Where else a number may stand. Only some of them are nothing but a number by intent: 12 is a room. */
const PLACES = ['attendee', 'contact', 'location', 'description', 'summary'];
const LOCATIONS: Readonly<Record<string, RegExp>> = {
	attendee: WHOLE,
	contact: WHOLE,
	location: /^\+?[\d\s()/.-]{3,30}$/,
};
const LONGEST_TEXT = 10_000;
const LONGEST_LABEL = 40;

/**
 * Finds the number in an event: in a property made for it (`X-PHONE`, an ATTENDEE or CONTACT with
 * `tel:`), else in LOCATION, DESCRIPTION, SUMMARY.
 *
 * @param property the only one to look at, such as `X-PHONE` or `DESCRIPTION`; empty looks at all
 */
export function numberOf(event: ICAL.Component, property: string): EventNumber {
	const wanted = property.trim().toLowerCase();
	if (wanted !== '') return numberIn(textsOf(event, wanted), WHOLE);

	const made = event
		.getAllProperties()
		.map(({ name }) => name)
		.filter((name) => PHONE_PROPERTY.test(name));
	for (const name of [...new Set(made), ...PLACES]) {
		const found = numberIn(textsOf(event, name), made.includes(name) ? WHOLE : LOCATIONS[name]);
		if (found.text !== '' || found.several) return found;
	}
	return NONE;
}

function textsOf(event: ICAL.Component, name: string): string[] {
	return event
		.getAllProperties(name)
		.map((property): unknown => property.getFirstValue())
		.filter((value) => typeof value === 'string')
		.map((value) => (name === 'attendee' ? phoneAddress(value) : value.slice(0, LONGEST_TEXT)));
}

/** Most attendees are mail addresses, whose digits are no number. */
function phoneAddress(address: string): string {
	return /^(?:tel|sip|callto):/i.test(address) ? address.replace(/^\w+:|[;@].*$/gi, '') : '';
}

function numberIn(texts: readonly string[], whole: RegExp | undefined): EventNumber {
	const text = texts
		.map((one) => one.replace(/^tel:/i, '').trim())
		.filter((one) => one !== '')
		.join('\n');
	if (whole?.test(text) === true) return { text, several: false };

	const bare = text.replace(DATE_OR_TIME, (found) => ' '.repeat(found.length));
	const found = [...bare.matchAll(NUMBER)].map(({ 0: number, index }) => ({
		number: number.trim(),
		labelled: LABEL.test(bare.slice(Math.max(0, index - LONGEST_LABEL), index)),
	}));
	const labelled = distinct(found.filter((one) => one.labelled));
	const all = labelled.length > 0 ? labelled : distinct(found);
	const [number] = all;
	if (number === undefined) return NONE;
	return all.length === 1 ? { text: number, several: false } : { text: '', several: true };
}

/** A number that is written twice is one. */
function distinct(found: ReadonlyArray<{ number: string }>): string[] {
	const byDigits = new Map(found.map(({ number }) => [number.replace(/\D/g, ''), number]));
	return [...byDigits.values()];
}

/** Names that may tell whose event it is, the most telling first. */
export function namesIn(event: ICAL.Component): string[] {
	const attendees = event.getAllProperties('attendee');
	return [
		textOf(event, 'summary'),
		...attendees.map((attendee) => attendee.getFirstParameter('cn')).filter(Boolean),
		...attendees.map((attendee) => String(attendee.getFirstValue()).replace(/^mailto:/i, '')),
		textOf(event, 'description').slice(0, LONGEST_TEXT),
	];
}
