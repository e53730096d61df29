import type { Country } from './country';
import { maskNumber } from './maskNumber';
import type { NumberReading, PhoneNumber } from './phoneNumber';
import { publicNumber, type Misfit, type PublicNumber } from './publicNumber';
import { quoted, refuse } from './refusal';

/** A text that holds digits and nothing else of meaning. */
export interface Dialled {
	text: string;
	/** The cell held a number, and numbers have no leading zero. */
	wasNumeric: boolean;
	/** With an optional leading `+`. */
	digits: string;
	/** Begins with `+` or `00`. */
	international: boolean;
}

/** Fewer are no telephone line anywhere, once extensions are taken. */
const FEWEST_DIGITS = 6;
/** E.164. */
const MOST_DIGITS = 15;
/** The harmonised European service numbers (116117, 116116) exist in this short form only. */
const SERVICE_NUMBER = /^116\d{3}$/;
/** In North America the trunk prefix is the calling code, so 1 in front is complete. */
const NORTH_AMERICA = '1';

const AS_TEXT = 'Format the column as text and write the number with its + or 0.';

/** Reads the number of a line outside the PBX. */
export function externalNumber(dialled: Dialled, country: Country | undefined): NumberReading {
	const { digits, international, text } = dialled;
	const bare = digits.replace(/^(?:\+|0{1,2})/, '');
	if (digits.length < FEWEST_DIGITS) return misfitting('tooShort', text);
	if (bare.length > MOST_DIGITS) return misfitting('tooLong', text);

	if (SERVICE_NUMBER.test(digits)) return asWritten(dialled, []);
	if (!international && country === undefined) {
		return asWritten(dialled, dialled.wasNumeric ? [lostZeroNote(digits)] : []);
	}

	const found = publicNumber(digits, country);
	if (typeof found !== 'string') {
		// Numbering plans give room to more than E.164 does.
		if (found.e164.length > '+'.length + MOST_DIGITS) return misfitting('tooLong', text);
		return international ? fromAbroad(dialled, found) : fromHome(dialled, found);
	}
	return misfitting(found, text);
}

/** With calling code: one meaning only. */
function fromAbroad(dialled: Dialled, found: PublicNumber): NumberReading {
	// The library's form, because it leaves out a trunk zero (+49 0171).
	const form = dialled.digits.startsWith('+') ? found.e164 : found.international00;
	return accepted(dialled, { ...formsOf(found), dialable: form ?? dialled.digits });
}

/** Without calling code: complete, or without what a spreadsheet took away. */
function fromHome(dialled: Dialled, found: PublicNumber): NumberReading {
	const { digits, text } = dialled;
	const forms = formsOf(found);

	const lacksTrunkPrefix = digits === found.subscriber && digits !== (found.national ?? digits);
	if (lacksTrunkPrefix) {
		const lostPlus = digits.startsWith(found.callingCode)
			? publicNumber(`+${digits}`, undefined)
			: '';
		if (typeof lostPlus !== 'string') {
			return refuse(
				'notANumber',
				`${quoted(text)} begins with neither 0 nor +, and both are possible: it may lack either.`,
				AS_TEXT,
			);
		}
		return restored(dialled, { ...forms, dialable: found.national ?? digits });
	}

	const lacksPlus =
		digits === found.callingCode + found.subscriber && found.callingCode !== NORTH_AMERICA;
	if (lacksPlus) return restored(dialled, { ...forms, dialable: found.e164 });

	return accepted(dialled, { ...forms, dialable: digits });
}

type Forms = Pick<PhoneNumber, 'dialable' | 'e164' | 'international00' | 'national'>;

function formsOf({ e164, international00, national }: PublicNumber): Omit<Forms, 'dialable'> {
	// Read again, a very short national number would be an extension or a service number.
	const tooShort = national !== undefined && isTakenOtherwise(national);
	return { e164, international00, national: tooShort ? undefined : national };
}

function isTakenOtherwise(national: string): boolean {
	return national.length < FEWEST_DIGITS || SERVICE_NUMBER.test(national);
}

function accepted(dialled: Dialled, forms: Forms, notes: string[] = []): NumberReading {
	return { ok: true, number: { input: dialled.text, kind: 'external', ...forms, notes } };
}

function asWritten(dialled: Dialled, notes: string[]): NumberReading {
	return accepted(dialled, { dialable: dialled.digits }, notes);
}

function restored(dialled: Dialled, forms: Forms): NumberReading {
	const reading = accepted(dialled, forms, [
		`${maskNumber(dialled.digits)} begins with neither 0 nor +, as spreadsheets leave it; ` +
			`it was read as ${maskNumber(forms.dialable)}. ${AS_TEXT}`,
	]);
	if (reading.ok) reading.number.prefixRestored = true;
	return reading;
}

function lostZeroNote(digits: string): string {
	return (
		`${maskNumber(digits)} comes from a number cell, which drops a leading 0 or +; ` +
		`it is dialled as it is. ${AS_TEXT}`
	);
}

function misfitting(misfit: Misfit, text: string): NumberReading {
	if (misfit === 'tooShort') {
		return refuse('tooShort', `${quoted(text)} is too short for a phone number.`);
	}
	if (misfit === 'tooLong') {
		return refuse('tooLong', `${quoted(text)} has more digits than any phone number.`);
	}
	return refuse('notANumber', `${quoted(text)} fits no country's numbering plan.`);
}
