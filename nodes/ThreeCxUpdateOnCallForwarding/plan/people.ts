import { isBlank, plainWord, type Row } from './cell';
import { listRows } from './rows';
import type { RowProblem, Shift } from './shift';

/** Somebody of the table of people. */
export interface Person {
	name: string;
	/** As it stands in the table; nobody has looked at it yet. */
	mobile: unknown;
	/** Extension whose field Mobile in 3CX counts where `mobile` is blank. */
	extension: string | undefined;
	/** In small letters. */
	email: string | undefined;
}

/** The table, and what of it could not be read. */
export interface People {
	people: readonly Person[];
	problems: RowProblem[];
}

/** Whoever fits, or how many did. */
export type PersonFound = { person: Person } | { person: undefined; several: boolean };

const NAMES = ['name', 'person', 'mitarbeiter', 'mitarbeiterin', 'fullname', 'displayname', 'wer'];
const MOBILES = ['mobile', 'mobil', 'handy', 'phone', 'telefon', 'nummer', 'number', 'rufnummer'];
const EXTENSIONS = ['extension', 'nebenstelle', 'durchwahl', 'userextension'];
const EMAILS = ['email', 'mail', 'emailaddress', 'emailadresse'];

/**
 * Reads the table of people: rows with name, mobile, extension, email; or an object of numbers by
 * name, such as `{"Max Mustermann": "0171-12345"}`.
 */
export function readPeople(table: unknown): People {
	const { rows, problems } = listRows(byName(table) ?? table);
	const people: Person[] = [];
	for (const { row, cells } of rows) {
		if (Object.values(cells).every(isBlank)) continue;
		const name = textIn(cells, NAMES);
		if (name === undefined) {
			problems.push({ row, message: `Row ${row + 1}: there is no name. Call the column "name".` });
			continue;
		}
		const mobile = cellIn(cells, MOBILES);
		const extension = textIn(cells, EXTENSIONS);
		people.push({ name, mobile, extension, email: textIn(cells, EMAILS)?.toLowerCase() });
	}
	return { people, problems };
}

/**
 * Finds a person by what a plan or a calendar writes: the name, or a text that holds the name, such as
 * `Bereitschaft: Max Mustermann (Nord)`. Where several fit, none is taken: nobody is called by a guess.
 */
export function findPerson(people: readonly Person[], text: string): PersonFound {
	const wanted = plainWord(text);
	const exact = people.filter(({ name }) => plainWord(name) === wanted);
	const found = exact.length > 0 ? exact : longest(people.filter(({ name }) => holds(text, name)));
	const [person] = found;
	return person !== undefined && found.length === 1
		? { person }
		: { person: undefined, several: found.length > 1 };
}

/** The shift with the number of its person from the table, where the plan has none. */
export function withPerson(shift: Shift, people: readonly Person[]): Shift {
	if (!isBlank(shift.mobile) || shift.extension !== undefined) return shift;
	const { person } = findPerson(people, shift.person);
	if (person === undefined) return shift;
	const { mobile, extension } = person;
	return { ...shift, mobile, ...(extension !== undefined && { extension }) };
}

/** `Max Mustermann` is in a text, not `Max`, where both are in the table. */
function longest(people: readonly Person[]): Person[] {
	const most = Math.max(...people.map(({ name }) => name.length));
	return people.filter(({ name }) => name.length === most);
}

/** Whether the words of the name stand in the text one behind the other. */
function holds(text: string, name: string): boolean {
	const words = (from: string) =>
		` ${from
			.split(/[^\p{L}\p{N}]+/u)
			.map(plainWord)
			.join(' ')} `;
	return words(text).includes(words(name).replace(/\s+/g, ' '));
}

/** An object whose values are numbers is a table too. */
function byName(table: unknown): Row[] | undefined {
	const given = typeof table === 'string' ? parsed(table) : table;
	if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
	const entries = Object.entries(given);
	const isTable = entries.every(([, value]) => typeof value !== 'object');
	const isRow = entries.some(([title]) => NAMES.includes(plainWord(title)));
	if (!isTable || isRow) return undefined;
	return entries.map(([name, mobile]): Row => ({ name, mobile }));
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function cellIn(cells: Row, titles: readonly string[]): unknown {
	const title = titles
		.map((word) => Object.keys(cells).find((key) => plainWord(key) === word))
		.find((key) => key !== undefined);
	return title === undefined ? undefined : cells[title];
}

function textIn(cells: Row, titles: readonly string[]): string | undefined {
	const cell = cellIn(cells, titles);
	const text = typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
	return text === '' ? undefined : text;
}
