import {
	parsePhoneNumberWithError,
	validatePhoneNumberLength,
	type PhoneNumber as ParsedNumber,
} from 'libphonenumber-js/min';
import { callingCode, type Country } from './country';

/** A number of the public network as the numbering plans know it. */
export interface PublicNumber {
	e164: string;
	/** Without calling code and trunk prefix. */
	subscriber: string;
	/** The calling code, without `+`. */
	callingCode: string;
	/** As dialled inside the country; only for numbers of the country itself. */
	national?: string;
	/** With `00` for `+`; only where that means the same number. */
	international00?: string;
}

/** Why there is no such number. */
export type Misfit = 'tooShort' | 'tooLong' | 'notANumber';

/** Italy, the Vatican and San Marino: the first zero belongs to the number, from abroad too. */
const ZERO_IS_DIALLED: ReadonlySet<string> = new Set(['39', '378']);

/**
 * Looks a number up in the world's numbering plans.
 *
 * "Possible" is enough and "valid" is not asked for: ranges are opened faster than any library is
 * updated, and a refused number means that nobody is called.
 *
 * @param digits with an optional leading `+`
 * @param country where national numbers belong; without it only `+` and `00` can be understood
 */
export function publicNumber(digits: string, country: Country | undefined): PublicNumber | Misfit {
	const parsed = resolve(digits, country);
	if (parsed === undefined) return misfit(digits, country);
	if (keptTrunkZero(parsed)) {
		const without = `+${parsed.countryCallingCode}${parsed.nationalNumber.replace(/^0+/, '')}`;
		return misfit(without, country);
	}

	return {
		e164: parsed.number,
		subscriber: parsed.nationalNumber,
		callingCode: parsed.countryCallingCode,
		national: nationalForm(parsed, country),
		international00: readsBack(`00${parsed.number.slice(1)}`, parsed, country),
	};
}

/** The possible number the digits mean, as dialled in the country. */
function resolve(digits: string, country: Country | undefined): ParsedNumber | undefined {
	// Where abroad is not dialled with 00 (USA: 011), people write 00 for + all the same.
	return parse(digits, country) ?? parse(withPlus(digits), country);
}

function parse(digits: string, country: Country | undefined): ParsedNumber | undefined {
	try {
		const parsed = parsePhoneNumberWithError(digits, { defaultCountry: country, extract: false });
		return parsed.isPossible() ? parsed : undefined;
	} catch {
		// The library throws for "no number"; the reason is asked for in misfit().
		return undefined;
	}
}

function misfit(digits: string, country: Country | undefined): Misfit {
	const reason = validatePhoneNumberLength(withPlus(digits), { defaultCountry: country });
	if (reason === 'TOO_SHORT') return 'tooShort';
	return reason === 'TOO_LONG' ? 'tooLong' : 'notANumber';
}

/**
 * The library keeps a trunk zero when it does not know the range behind it, and +490… is nobody.
 */
function keptTrunkZero(number: ParsedNumber): boolean {
	if (!number.nationalNumber.startsWith('0')) return false;
	return !ZERO_IS_DIALLED.has(number.countryCallingCode) && !number.isValid();
}

function withPlus(digits: string): string {
	return digits.replace(/^00/, '+');
}

/** Only for numbers of the country itself: elsewhere "national" would be somebody else's number. */
function nationalForm(number: ParsedNumber, country: Country | undefined): string | undefined {
	if (country === undefined || number.countryCallingCode !== callingCode(country)) return undefined;

	const formatted = number.formatNational();
	if (formatted !== number.nationalNumber) {
		return readsBack(formatted.replace(/\D/g, ''), number, country);
	}
	// No pattern of the library matched, and then it leaves the trunk zero out.
	return (
		readsBack(`0${number.nationalNumber}`, number, country) ??
		readsBack(number.nationalNumber, number, country)
	);
}

/** The form, if it means the same number when it is dialled in the country. */
function readsBack(
	form: string,
	number: ParsedNumber,
	country: Country | undefined,
): string | undefined {
	return resolve(form, country)?.number === number.number ? form : undefined;
}
