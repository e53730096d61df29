import { DateTime } from 'luxon';
import { maskNumber } from '../../shared/phone';
import type { End, Outcome } from './outcome';

export type Language = 'en' | 'de';

/** For whom, and from where, the words are. */
export interface Telling {
	language: Language;
	/** IANA name of the zone that times are told in. */
	zone: string;
	/** Who has an outside number, as far as that is known. */
	nameOf(number: string): string | undefined;
	/** Extension whose forwarding is set to whoever is on call: who that is, another day, is not told by its number now. */
	onCallBy?: string;
}

/** What becomes of a call, to go on after "A call to …". */
type Clauses = Readonly<Record<End['kind'], (end: End, who: string) => string>>;

const CLAUSES: Readonly<Record<Language, Clauses>> = {
	en: {
		outside: (_, who) => `rings ${who}`,
		extension: (_, who) => `rings the phone of ${who}`,
		queue: (_, who) => `waits in the queue ${who}`,
		ringGroup: (_, who) => `rings the ring group ${who}`,
		ivr: (_, who) => `hears the IVR ${who}, and what the caller presses decides`,
		voicemail: (_, who) => `goes to the voicemail of ${who}`,
		routePoint: (_, who) => `is taken by the program at the route point ${who}`,
		ended: ({ why }) => `is ended: ${why}`,
		failed: ({ why }) => `does not get through: ${why}`,
		unknown: ({ why }) => `goes where 3CX does not show: ${why}`,
	},
	de: {
		outside: (_, who) => `klingelt bei ${who}`,
		extension: (_, who) => `klingelt am Telefon von ${who}`,
		queue: (_, who) => `wartet in der Warteschlange ${who}`,
		ringGroup: (_, who) => `klingelt in der Rufgruppe ${who}`,
		ivr: (_, who) => `hört die Ansage ${who}, und die gedrückte Taste entscheidet`,
		voicemail: (_, who) => `landet auf der Mailbox von ${who}`,
		routePoint: (_, who) => `geht an das Programm am Route Point ${who}`,
		ended: () => 'wird beendet',
		failed: () => 'kommt nicht durch',
		unknown: () => 'geht einen Weg, den 3CX nicht zeigt',
	},
};

const WORDS = {
	en: {
		call: (did: string, at: DateTime) =>
			`A call to ${did} at ${at.toFormat("HH:mm 'on' cccc, d LLLL yyyy")}`,
		presumably: 'presumably ',
		unanswered: '; if nobody answers there, it ',
		without: '; without a key it ',
		outside: 'the outside number ',
		onCall: (extension: string) => `rings whoever is on call, by way of ${extension}`,
	},
	de: {
		call: (did: string, at: DateTime) =>
			`Ein Anruf an ${did} am ${at.toFormat("cccc, d. LLLL yyyy, 'um' HH:mm 'Uhr'")}`,
		presumably: 'vermutlich ',
		unanswered: '; geht dort niemand ran: er ',
		without: '; ohne Tastendruck: er ',
		outside: 'der externen Nummer ',
		onCall: (extension: string) => `klingelt bei der Bereitschaft, über ${extension}`,
	},
} as const;

/**
 * One plain sentence: "A call to +493…56 at 03:00 on Sunday, 22 November 2026 rings Max Mustermann (0171…45)".
 * Numbers are masked.
 *
 * @param outcomes the ways of the call, the likeliest first
 */
export function sentenceOf(
	did: string,
	at: number,
	outcomes: readonly Outcome[],
	telling: Telling,
): string {
	const { language, zone } = telling;
	const words = WORDS[language];
	const when = DateTime.fromMillis(at, { zone }).setLocale(language);
	return `${words.call(maskNumber(did), when)} ${clauseOf(outcomes, telling)}.`;
}

/** What becomes of the call, without "A call to …". */
export function clauseOf(outcomes: readonly Outcome[], telling: Telling): string {
	const [first] = outcomes;
	if (first === undefined) return '';
	const words = WORDS[telling.language];
	const doubted = first.given.some(({ kind }) => kind === 'doubt');
	const head = `${doubted ? words.presumably : ''}${endWords(first, telling)}`;
	const next = outcomes.find((outcome) => isNextTo(outcome, first));
	if (next === undefined) return head;
	const link = first.end.kind === 'ivr' ? words.without : words.unanswered;
	return `${head}${link}${endWords(next, telling)}`;
}

/** What becomes of a call at its end, in words. */
export function endWords({ end, through }: Outcome, telling: Telling): string {
	const { language, nameOf, onCallBy } = telling;
	const { kind, number, name } = end;
	const words = WORDS[language];
	if (kind === 'outside' && onCallBy !== undefined && through.includes(onCallBy)) {
		return words.onCall(onCallBy);
	}
	const shown = maskNumber(number);
	const person = kind === 'outside' ? nameOf(number) : name;
	const plain = kind === 'outside' ? `${words.outside}${shown}` : shown;
	return CLAUSES[language][kind](end, person ? `${person} (${shown})` : plain);
}

/** Whether an outcome is what happens if nobody takes the first one, or presses nothing. */
function isNextTo({ given }: Outcome, first: Outcome): boolean {
	const last = first.given.at(-1);
	const own = given[first.given.length - 1];
	if (last?.kind !== 'event' || own?.about !== last.about || own.of !== last.of) return false;
	return (own.is === 'noAnswer' || own.is === 'nothing') && given.length === first.given.length;
}
