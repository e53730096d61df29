import type { NumberForm, PhoneNumber } from './phoneNumber';

/**
 * Writes a number for 3CX. A form that is not known for this number, for instance the national one
 * of a foreign number, falls back to `dialable`: never empty, and never somebody else's number.
 */
export function writeNumber(number: PhoneNumber, form: NumberForm): string {
	switch (form) {
		case 'e164':
			return number.e164 ?? number.dialable;
		case 'international00':
			return number.international00 ?? number.dialable;
		case 'national':
			return number.national ?? number.dialable;
		case 'asEntered':
			return number.input;
		case 'dialable':
			return number.dialable;
	}
}
