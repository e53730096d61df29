/** A roster as an office keeps it in a table, and what the office means by it. Shares no code with the nodes. */

/** Somebody's turn: as the table has it, and the instants that are meant. */
export interface Turn {
	Name: string;
	Mobil: string;
	Von: string;
	Bis: string;
	bestätigt: string;
	/** Epoch milliseconds; not in the table. */
	from: number;
	to: number;
}

/** What the next rows of the table look like to the node. */
export type TableRow = Omit<Turn, 'from' | 'to'>;

export const PEOPLE: ReadonlyArray<readonly [name: string, mobile: string]> = [
	['Max Mustermann', '0171-1234501'],
	['Erika Musterfrau', '+49 172 1234502'],
	['Jürgen Groß', '0049 173 1234503'],
	['Ayşe Yılmaz', '(0174) 123 45 04'],
	['Piet de Vries', '0175/1234505'],
];
/** Rings while nobody is planned. */
export const CENTRAL = '200';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Berlin: an hour ahead, two from the last Sunday of March to the last of October, changing at 01:00 UTC. */
export function berlin(year: number, month: number, day: number, hour: number): number {
	const summer = (at: number) =>
		at >= lastSunday(year, 2) + HOUR && at < lastSunday(year, 9) + HOUR;
	const winterGuess = Date.UTC(year, month, day, hour) - HOUR;
	const summerGuess = winterGuess - HOUR;
	return summer(summerGuess) ? summerGuess : winterGuess;
}

function lastSunday(year: number, month: number): number {
	const last = new Date(Date.UTC(year, month + 1, 0));
	return last.getTime() - last.getUTCDay() * DAY;
}

/** Days on which the office is closed all day, as in Berlin in 2026. */
const HOLIDAYS = new Set([
	...['1.1.', '8.3.', '3.4.', '6.4.', '1.5.', '14.5.', '25.5.', '3.10.', '25.12.', '26.12.'],
]);

/**
 * A year of nights and week-ends: from 17:00 of a working day to 08:00 of the next one, week-ends and holidays in
 * pieces of a day. In office hours nobody is planned.
 */
export function yearOf(year: number, random: () => number): Turn[] {
	const turns: Turn[] = [];
	let person = 0;
	for (let day = 1; new Date(Date.UTC(year, 0, day)).getUTCFullYear() === year; day++) {
		const closed = isClosed(year, day);
		// One night in fifty was forgotten: the central number.
		if (random() < 0.02) continue;
		turns.push(turnOf(person++, [year, day, closed ? 8 : 17], [year, day + 1, 8]));
	}
	return turns;
}

function isClosed(year: number, day: number): boolean {
	const date = new Date(Date.UTC(year, 0, day));
	const weekday = date.getUTCDay();
	return (
		weekday === 0 ||
		weekday === 6 ||
		HOLIDAYS.has(`${date.getUTCDate()}.${date.getUTCMonth() + 1}.`)
	);
}

type Wall = readonly [year: number, dayOfYear: number, hour: number];

/** A turn between two times on the wall. */
export function turnOf(person: number, from: Wall, to: Wall): Turn {
	const [Name, Mobil] = PEOPLE[person % PEOPLE.length] ?? ['', ''];
	return {
		Name,
		Mobil,
		Von: written(from),
		Bis: written(to),
		bestätigt: 'ja',
		from: instant(from),
		to: instant(to),
	};
}

function instant([year, day, hour]: Wall): number {
	const date = new Date(Date.UTC(year, 0, day));
	return berlin(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), hour);
}

function written([year, day, hour]: Wall): string {
	const date = new Date(Date.UTC(year, 0, day));
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(date.getUTCDate())}.${two(date.getUTCMonth() + 1)}.${date.getUTCFullYear()} ${two(hour)}:00`;
}

/** Who is meant at an instant: the one whose turn began last; who is unconfirmed or has no number is passed over. */
export function meantAt(turns: readonly Turn[], at: number): string {
	let best: Turn | undefined;
	for (const turn of turns) {
		if (turn.from > at || turn.to <= at || turn.bestätigt !== 'ja' || turn.Mobil === '') continue;
		if (best === undefined || turn.from > best.from) best = turn;
	}
	return best === undefined ? CENTRAL : lastDigits(best.Mobil);
}

/** Seven digits tell our people apart, however the number is written. */
export const lastDigits = (number: string): string => number.replace(/\D/g, '').slice(-7);
