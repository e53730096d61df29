import { Row } from '../../../../nodes/shared/transport';

const ROW = Row.of({
	text: 'a',
	empty: '',
	flag: false,
	number: 7,
	half: 1.5,
	nothing: null,
	child: { text: 'inner' },
	list: [{ text: 'one' }, null, 'x', [{ text: 'no' }], { text: 'two' }],
	words: ['a', 1, 'b', null],
	flags: 'A, B,,C ',
	numbers: [1, '2', 3, 1.5, null],
	nan: 'NaN',
});

describe('a row of a reply', () => {
	it('reads each field by the type that is needed', () => {
		expect(ROW.text('text')).toBe('a');
		expect(ROW.text('empty')).toBe('');
		expect(ROW.flag('flag')).toBe(false);
		expect(ROW.integer('number')).toBe(7);
		expect(ROW.child('child')?.text('text')).toBe('inner');
		expect(ROW.children('list').map((row) => row.text('text'))).toEqual(['one', 'two']);
		expect(ROW.texts('words')).toEqual(['a', 'b']);
		expect(ROW.texts('flags')).toEqual(['A', 'B', 'C']);
		expect(ROW.integers('numbers')).toEqual([1, 3]);
	});

	it.each(['number', 'flag', 'nothing', 'child', 'list', 'missing'])(
		'%s is no text, so none is read',
		(name) => {
			expect(ROW.text(name)).toBeUndefined();
		},
	);

	it.each(['text', 'number', 'nothing', 'missing'])('%s is no flag', (name) => {
		expect(ROW.flag(name)).toBeUndefined();
	});

	it.each(['text', 'half', 'nan', 'flag', 'nothing', 'missing'])(
		'%s is no whole number',
		(name) => {
			expect(ROW.integer(name)).toBeUndefined();
		},
	);

	it.each(['text', 'number', 'nothing', 'list', 'missing'])('%s is no object', (name) => {
		expect(ROW.child(name)).toBeUndefined();
	});

	it.each(['text', 'child', 'nothing', 'missing'])('%s is no list of objects', (name) => {
		expect(ROW.children(name)).toEqual([]);
	});

	it.each([undefined, null, 'text', 7, [], [{ text: 'a' }]])('of %j is empty', (value) => {
		expect(Row.of(value).raw).toEqual({});
	});

	it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
		'knows no "%s" but one that was sent',
		(name) => {
			const row = Row.of({});
			expect(row.text(name)).toBeUndefined();
			expect(row.child(name)).toBeUndefined();
			expect(row.children(name)).toEqual([]);
		},
	);

	it('reads a hostile key as data and changes no other object', () => {
		const row = Row.of(JSON.parse('{"__proto__":{"polluted":true},"a":1}'));
		expect(row.child('__proto__')?.flag('polluted')).toBe(true);
		expect(row.flag('polluted')).toBeUndefined();
		expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
	});
});
