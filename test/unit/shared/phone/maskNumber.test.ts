import fc from 'fast-check';
import { maskNumber } from '../../../../nodes/shared/phone';

describe('maskNumber', () => {
	it.each([
		['0171-12345', '0171…45'],
		['+49 171 1234567', '+491…67'],
		['12345678', '1234…8'],
		['123456', '12…6'],
		['12345', '12345'],
		['200', '200'],
		['', ''],
	])('%j becomes %j', (number, masked) => {
		expect(maskNumber(number)).toBe(masked);
	});

	it('hides at least three digits of everything longer than an extension', () => {
		const digits = fc.stringMatching(/^\+?\d{6,20}$/);
		fc.assert(
			fc.property(digits, (number) => {
				const [head = '', tail = ''] = maskNumber(number).split('…');
				expect(number.startsWith(head) && number.endsWith(tail)).toBe(true);
				expect(head.length).toBeLessThanOrEqual(4);
				expect(tail.length).toBeLessThanOrEqual(2);
				expect(number.length - head.length - tail.length).toBeGreaterThanOrEqual(3);
			}),
		);
	});
});
