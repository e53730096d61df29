import { getCountryCallingCode, isSupportedCountry, type CountryCode } from 'libphonenumber-js/min';
import metadata from 'libphonenumber-js/metadata.min.json';

/** An ISO 3166 country that has phone numbers, for instance `DE`. */
export type Country = CountryCode;

/** The configured country is neither an ISO code nor a calling code. */
export class UnknownCountryError extends RangeError {
	constructor(readonly country: string) {
		super(
			`"${country.slice(0, 20)}" is not a country, so national phone numbers cannot be read. ` +
				'Use a two-letter ISO code such as DE, or a calling code such as +49.',
		);
		this.name = 'UnknownCountryError';
	}
}

/**
 * The main country of a calling code: `49` and `+49` are DE, `1` is US, `44` is GB.
 *
 * The PBX tells its country as a calling code (E164Settings, CountryCode). For the rules of dialling
 * it does not matter that some countries share one.
 *
 * @returns undefined where no country has this code
 */
export function countryFromCallingCode(code: string): Country | undefined {
	const digits = code.trim().replace(/^(?:\+|00)/, '');
	// A plain object: without this check "constructor" would be a country.
	if (!/^\d{1,3}$/.test(digits)) return undefined;
	return metadata.country_calling_codes[digits]?.[0];
}

/** The calling code of a country, without `+`. */
export function callingCode(country: Country): string {
	return getCountryCallingCode(country);
}

/**
 * The one place that decides whether a configured country is one.
 *
 * @param text ISO code in any case, or calling code with or without `+`; blank means no country
 * @throws UnknownCountryError
 */
export function assertCountry(text: string | undefined): Country | undefined {
	const wanted = (text ?? '').trim();
	if (wanted === '') return undefined;

	const iso = wanted.toUpperCase();
	const country = isSupportedCountry(iso) ? iso : countryFromCallingCode(wanted);
	if (country === undefined) throw new UnknownCountryError(wanted);
	return country;
}
