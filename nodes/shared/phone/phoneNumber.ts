/**
 * How a number may be written into 3CX; trunks and outbound rules differ.
 *
 * | form              | 0171-12345 in Germany |                                                  |
 * |-------------------|-----------------------|--------------------------------------------------|
 * | `dialable`        | `017112345`           | as entered, without anything that is not dialled |
 * | `e164`            | `+4917112345`         |                                                  |
 * | `international00` | `004917112345`        |                                                  |
 * | `national`        | `017112345`           | numbers of the default country only              |
 * | `asEntered`       | `0171-12345`          | as entered, invisible characters removed         |
 */
export type NumberForm = 'dialable' | 'e164' | 'international00' | 'national' | 'asEntered';

/** What must be known to read a number. */
export interface NumberRules {
	/**
	 * ISO country or its calling code: `DE`, `de`, `49`, `+49`. Without it national numbers stay
	 * national: `0171-12345` can then be dialled, but not be written as E.164.
	 */
	defaultCountry?: string;
	/** The extension that forwards; as its own target it would call itself for ever. */
	ownExtension?: string;
}

/** A number that can be dialled. */
export interface PhoneNumber {
	/** The text as entered, without invisible characters and surrounding blanks. */
	input: string;
	/** `internal`: 2 to 5 digits not starting with 0, an extension of the PBX. */
	kind: 'external' | 'internal';
	/** Digits with an optional leading `+`. */
	dialable: string;
	/** `+`, calling code, number; only where the country is known. */
	e164?: string;
	/** E.164 with `00` for `+`; only where the default country dials `00` to reach abroad. */
	international00?: string;
	/** As dialled inside the default country, trunk prefix included; only for its own numbers. */
	national?: string;
	/**
	 * The text lacked a leading 0 or `+` that a spreadsheet may have eaten; `dialable` and the other
	 * forms have it again. What a PBX makes of the text itself is something else: see `sameNumber`.
	 */
	prefixRestored?: true;
	/** Things to tell the user, with the number masked. */
	notes: string[];
}

/** Why a text is not taken as a number. */
export type Refusal =
	| 'empty'
	| 'letters'
	| 'emergency'
	| 'ownExtension'
	| 'tooShort'
	| 'tooLong'
	| 'notANumber';

/** A refused text: what happened, why, and what to do, with full numbers masked. */
export interface RefusedNumber {
	ok: false;
	reason: Refusal;
	message: string;
}

/** The outcome of reading a number; never an exception for bad input. */
export type NumberReading = { ok: true; number: PhoneNumber } | RefusedNumber;
