import type { IDataObject } from 'n8n-workflow';
import type { LineMemory } from '../memory/lineMemory';

/** Somebody who did not accept a test call, and so is passed over for a while. */
interface Declined {
	/** As {@link declinedKey} makes it. */
	key: string;
	/** Until when, in ms: the end of the shift. */
	until: number;
}

const PURPOSE = 'declined';
/** Where no plan tells the end of the duty. */
const USUAL_MS = 12 * 60 * 60 * 1000;
/** Nobody has more people on duty at once. */
const MOST = 50;

/** One person with one number. The name is part of it, as masked numbers of two people can look the same. */
export function declinedKey(person: string, number: string): string {
	return `${person.trim().toLowerCase()} ${number}`;
}

/** Who is passed over now, by their keys. */
export function declinedNow(memory: LineMemory, line: string, now: number): ReadonlySet<string> {
	return new Set(read(memory, line, now).map(({ key }) => key));
}

/** Passes somebody over from now on. @param until end of the shift in ms; undefined where it is not known */
export function noteDeclined(
	memory: LineMemory,
	line: string,
	key: string,
	now: number,
	until: number | undefined,
): void {
	const others = read(memory, line, now).filter((known) => known.key !== key);
	const people = [...others, { key, until: until ?? now + USUAL_MS }].slice(-MOST);
	memory.note(PURPOSE, line, { people: people.map((one): IDataObject => ({ ...one })) });
}

function read(memory: LineMemory, line: string, now: number): Declined[] {
	const people: unknown = memory.recall(PURPOSE, line)?.people;
	if (!Array.isArray(people)) return [];
	return people.filter(isDeclined).filter(({ until }) => until > now);
}

function isDeclined(value: unknown): value is Declined {
	return (
		typeof value === 'object' &&
		value !== null &&
		typeof Reflect.get(value, 'key') === 'string' &&
		typeof Reflect.get(value, 'until') === 'number'
	);
}
