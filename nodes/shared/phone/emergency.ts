import { callingCode, countryFromCallingCode, type Country } from './country';

const EMERGENCY = new Set(['110', '112', '911']);
const LONGEST_CALLING_CODE = 3;

/**
 * Whether this would ring at the police or the fire brigade: 110, 112 and 911, also with zeros to
 * get a line (0110) or behind a calling code (+49112, 0049110, +49 0112).
 *
 * 116117 and its like are no emergency numbers; 999 is left out because the guide's on-call
 * extension has that number.
 *
 * @param digits with an optional leading `+`
 */
export function isEmergency(digits: string, country: Country | undefined): boolean {
	return withoutCallingCode(digits, country).some((rest) => EMERGENCY.has(rest.replace(/^0+/, '')));
}

/** Everything the digits may mean, with each calling code that they may begin with taken away. */
function withoutCallingCode(digits: string, country: Country | undefined): string[] {
	const readings = [digits.replace(/^\+/, '')];

	const abroad = /^(?:\+|00)(\d+)$/.exec(digits)?.[1];
	if (abroad !== undefined) {
		for (let length = 1; length <= LONGEST_CALLING_CODE; length++) {
			const isCode = countryFromCallingCode(abroad.slice(0, length)) !== undefined;
			if (isCode) readings.push(abroad.slice(length));
		}
	}

	// 490112, where the + got lost. Without the zero it is an extension of five digits.
	const ownCode = country === undefined ? undefined : callingCode(country);
	if (ownCode !== undefined && digits.startsWith(`${ownCode}0`)) {
		readings.push(digits.slice(ownCode.length));
	}
	return readings;
}
