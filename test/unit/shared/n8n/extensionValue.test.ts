import { extensionValue } from '../../../../nodes/shared/n8n/extensionValue';
import { extensionField } from '../../../../nodes/shared/n8n/fields/extension';
import { InputError } from '../../../../nodes/shared/transport';

describe('an extension', () => {
	it.each([
		['999', '999'],
		[' 999 ', '999'],
		[999, '999'],
		['0100', '0100'],
		[{ __rl: true, mode: 'list', value: '999' }, '999'],
		[{ __rl: true, mode: 'number', value: ' 999 ' }, '999'],
		[{ __rl: true, mode: 'number', value: 999 }, '999'],
	])('%j is %s', (parameter, number) => {
		expect(extensionValue(parameter, '100')).toBe(number);
	});

	it.each(['', '  ', undefined, null, { mode: 'list', value: '' }, { value: null }])(
		'that nobody chose (%j) is the fallback',
		(parameter) => {
			expect(extensionValue(parameter, '100')).toBe('100');
		},
	);

	it.each([
		'Notdienst',
		'99 9',
		'+491712345678',
		'12345678901',
		"9' or 1 eq 1",
		{},
		[],
		true,
		{ value: {} },
	])('is not %j', (parameter) => {
		const attempt = () => extensionValue(parameter, '100');
		expect(attempt).toThrow(InputError);
		expect(attempt).toThrow('is no extension number');
	});

	it('that is a phone number is not repeated in full', () => {
		expect(() => extensionValue('+491712345678', '100')).toThrow(
			expect.objectContaining({ message: expect.not.stringContaining('1712345678') as string }),
		);
	});

	it('is 999 in a new node, as in the guide', () => {
		expect(extensionField.default).toEqual({ mode: 'number', value: '999' });
	});
});
