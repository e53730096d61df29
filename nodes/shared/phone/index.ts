/** Phone numbers: read what people write, write what 3CX dials, compare, mask. Knows no n8n. */
export {
	assertCountry,
	countryFromCallingCode,
	UnknownCountryError,
	type Country,
} from './country';
export { maskNumber } from './maskNumber';
export type {
	NumberForm,
	NumberReading,
	NumberRules,
	PhoneNumber,
	Refusal,
	RefusedNumber,
} from './phoneNumber';
export { readNumber } from './readNumber';
export { sameNumber } from './sameNumber';
export { writeNumber } from './writeNumber';
