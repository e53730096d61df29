import { cellText } from './cellText';
import { assertCountry } from './country';
import { dialString } from './dialString';
import { isEmergency } from './emergency';
import { externalNumber } from './externalNumber';
import type { NumberReading, NumberRules } from './phoneNumber';
import { refuse } from './refusal';

const INTERNAL = /^[1-9]\d{1,4}$/;

/**
 * Reads a phone number the way people write it: `0171-12345`, `+49 (0)171 12345`, `0049 171 12345`,
 * `tel:+4917112345`, `200`, a number from a spreadsheet cell.
 *
 * Numbers of 2 to 5 digits are extensions of the PBX and are taken before any numbering plan is
 * asked. Emergency numbers are refused in every form: an on-call line must not ring the police.
 *
 * @param input whatever the row holds; every value gives a reading
 * @throws UnknownCountryError when `rules` names no country; check settings once with `assertCountry`
 */
export function readNumber(input: unknown, rules: NumberRules): NumberReading {
	const country = assertCountry(rules.defaultCountry);
	const cell = cellText(input);
	if (!cell.ok) return cell;
	const dial = dialString(cell.text);
	if (!dial.ok) return dial;

	const { digits } = dial;
	if (isEmergency(digits, country)) {
		return refuse(
			'emergency',
			`${digits} is an emergency number, and calls must not be forwarded there.`,
			'Enter the number of the person on call.',
		);
	}
	if (isOwnExtension(digits, rules.ownExtension)) {
		return refuse(
			'ownExtension',
			`${digits} is the extension that forwards, so the call would come back for ever.`,
			'Enter another number.',
		);
	}
	if (INTERNAL.test(digits)) {
		return {
			ok: true,
			number: { input: cell.text, kind: 'internal', dialable: digits, notes: [] },
		};
	}
	return externalNumber({ ...cell, ...dial }, country);
}

function isOwnExtension(digits: string, ownExtension: string | undefined): boolean {
	const own = (ownExtension ?? '').trim();
	return own !== '' && own === digits;
}
