import {
	assertCountry,
	countryFromCallingCode,
	UnknownCountryError,
} from '../../../../nodes/shared/phone';

describe('assertCountry', () => {
	it.each([
		['DE', 'DE'],
		['de', 'DE'],
		[' at ', 'AT'],
		['49', 'DE'],
		['+49', 'DE'],
		['0049', 'DE'],
		['', undefined],
		['  ', undefined],
		[undefined, undefined],
	])('%p is %p', (text, country) => {
		expect(assertCountry(text)).toBe(country);
	});

	it.each(['Germany', 'XX', '+999', '0', '+', 'constructor', '__proto__', '001x'])(
		'refuses %p',
		(text) => {
			expect(() => assertCountry(text)).toThrow(UnknownCountryError);
			expect(() => assertCountry(text)).toThrow(/Use a two-letter ISO code such as DE/);
		},
	);
});

describe('countryFromCallingCode', () => {
	it.each([
		['49', 'DE'],
		['+43', 'AT'],
		['1', 'US'],
		['44', 'GB'],
		['7', 'RU'],
		['39', 'IT'],
		['800', undefined],
		['', undefined],
		['49171', undefined],
		['toString', undefined],
	])('%p is %p', (code, country) => {
		expect(countryFromCallingCode(code)).toBe(country);
	});
});
