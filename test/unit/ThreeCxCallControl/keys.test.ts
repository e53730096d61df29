import { keysOption } from '../../../nodes/ThreeCxCallControl/keys';

describe('Keys of an option', () => {
	it.each([
		['#', '#'],
		['1,2,9', '129'],
		['1-4', '1234'],
		['0-9, *', '0123456789*'],
		['11 2', '12'],
		[5, '5'],
		[['1', '2', '3'], '123'],
		['', ''],
		[undefined, '#'],
		['a', 'A'],
	])('%p are %s', (value, keys) => {
		expect(keysOption('Keys', value, '#')).toBe(keys);
	});

	it.each(['x', '1-', '4-1-', {}, true])('%p are none', (value) => {
		expect(() => keysOption('Keys', value, '')).toThrow('"Keys" holds something that is no key');
	});
});
