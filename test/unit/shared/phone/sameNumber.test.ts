import { sameNumber } from '../../../../nodes/shared/phone';

const GERMANY = { defaultCountry: 'DE', ownExtension: '999' };
const ONE_LINE = [
	'0171-12345',
	'+4917112345',
	'004917112345',
	'(0171) 12345',
	'+49 (0)171 12345',
	'tel:+49-171-12345',
];

describe('sameNumber', () => {
	it.each(ONE_LINE.flatMap((a) => ONE_LINE.map((b) => [a, b])))('%s is %s', (a, b) => {
		expect(sameNumber(String(a), String(b), GERMANY)).toBe(true);
	});

	it.each([
		['0171-12345', '0171-12346'],
		['0171-12345', '0171-123450'],
		['+4917112345', '+4317112345'],
		['200', '0200'],
		['200', '201'],
		['', ''],
		['', '0171-12345'],
		[' ', ' '],
		['Max', 'Max'],
		['*61', '*61'],
		['112', '112'],
		['999', '999'],
	])('%j is not %j', (a, b) => {
		expect(sameNumber(a, b, GERMANY)).toBe(false);
	});

	it('does not overlook that the PBX holds a number without its zero', () => {
		expect(sameNumber('17112345', '0171-12345', GERMANY)).toBe(false);
		expect(sameNumber('17112345', '+4917112345', GERMANY)).toBe(false);
		expect(sameNumber('17112345', '171 12345', GERMANY)).toBe(true);
	});

	it('compares what is dialled where no country is known', () => {
		expect(sameNumber('0171-12345', '017112345', {})).toBe(true);
		expect(sameNumber('0049 171 12345', '+4917112345', {})).toBe(true);
		expect(sameNumber('0171-12345', '+4917112345', {})).toBe(false);
		expect(sameNumber('0171-12345', '017112345', { defaultCountry: 'Germany' })).toBe(true);
	});
});
