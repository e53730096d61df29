import type { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { oneOf } from '../../shared/n8n/parameters';
import type { Holder } from './handOver';

export type Language = 'en' | 'de';

/** How messages are worded; an empty text stands for the usual one. */
export interface Wording {
	language: Language;
	coming: string;
	leaving: string;
}

/** What messages tell of. */
export interface Occasion {
	/** The line in the words of people: its outside number, else the name of the 3CX user. */
	line: string;
	extension: string;
	/** End of the duty; undefined where the plan does not tell. */
	until: DateTime | undefined;
	/** IANA name. */
	zone: string;
}

const LANGUAGES: readonly Language[] = ['en', 'de'];

const USUAL = {
	en: {
		coming: 'Hello {person}, you are on call now for {line}. Calls go to your number {number}.',
		comingUntil:
			'Hello {person}, you are on call now for {line}, until {until}. Calls go to your number {number}.',
		leaving: 'Hello {person}, your duty for {line} is over. {other} has taken over.',
		central: 'The central number',
		somebody: 'Somebody else',
		time: 'ccc d LLL HH:mm',
	},
	de: {
		coming:
			'Guten Tag {person}, Sie haben jetzt Bereitschaft für {line}. Anrufe gehen an Ihre Nummer {number}.',
		comingUntil:
			'Guten Tag {person}, Sie haben jetzt Bereitschaft für {line} bis {until}. Anrufe gehen an Ihre Nummer {number}.',
		leaving:
			'Guten Tag {person}, Ihre Bereitschaft für {line} ist beendet. {other} hat übernommen.',
		central: 'Die Zentrale',
		somebody: 'Jemand anderes',
		time: "ccc dd.MM. HH:mm 'Uhr'",
	},
} as const;

/** The options "Language", "Text for Who Comes" and "Text for Who Leaves". @throws InputError */
export function readWording(options: IDataObject): Wording {
	const text = (name: string) => String(options[name] ?? '').trim();
	return {
		language: oneOf('Language', options.language ?? 'en', LANGUAGES),
		coming: text('comingText'),
		leaving: text('leavingText'),
	};
}

/** The message to one of two people who hand over. `other`: the one on the other side; undefined for nobody known. */
export function messageTo(
	kind: 'coming' | 'leaving',
	holder: Holder,
	other: Holder | undefined,
	wording: Wording,
	occasion: Occasion,
): string {
	const usual = USUAL[wording.language];
	const { line, extension, until, zone } = occasion;
	const end = until?.setZone(zone).setLocale(wording.language).toFormat(usual.time) ?? '';
	const template =
		wording[kind] || (kind === 'coming' && end !== '' ? usual.comingUntil : usual[kind]);
	const values: Readonly<Record<string, string>> = {
		person: holder.person,
		number: holder.number,
		other: other === undefined || !other.isPerson ? usual.central : other.person || usual.somebody,
		line,
		extension,
		until: end,
	};
	const filled = template.replace(/\{(\w+)\}/g, (whole, name: string) =>
		Object.hasOwn(values, name) ? (values[name] ?? '') : whole,
	);
	// Where a name is missing: "Hello , you are …".
	return filled
		.replace(/ +([,.!?])/g, '$1')
		.replace(/ {2,}/g, ' ')
		.trim();
}
