import { dateLiteral, Filter, literal, queryString } from '../../../../nodes/shared/xapi';

describe('a value in an address', () => {
	it.each([
		['999', "'999'"],
		['', "''"],
		["O'Brien", "'O''Brien'"],
		["''", "''''''"],
		["') or 1 eq 1 or ('", "''') or 1 eq 1 or ('''"],
		[42, '42'],
		[-1.5, '-1.5'],
		[true, 'true'],
		[null, 'null'],
	])('%j is written %s', (value, text) => {
		expect(literal(value)).toBe(text);
	});

	it.each([NaN, Infinity, -Infinity])('%d cannot be written', (value) => {
		expect(() => literal(value)).toThrow(RangeError);
	});

	it('an instant is UTC without milliseconds', () => {
		expect(dateLiteral(new Date('2026-11-22T19:00:00.123+01:00'))).toBe('2026-11-22T18:00:00Z');
	});
});

describe('a query', () => {
	it('always names what it wants to know', () => {
		expect(queryString({ select: ['Id', 'Number'] })).toBe('?$select=Id,Number');
	});

	it('has its parts in a fixed order, encoded', () => {
		const query = {
			select: ['Id'],
			expand: ['Groups($select=GroupId,Name;$expand=Rights)', 'Phones'],
			filter: Filter.eq('LastName', 'A&B'),
			orderBy: 'Number desc',
			top: 20,
			skip: 40,
		};
		expect(queryString(query)).toBe(
			'?$select=Id&$expand=Groups(%24select%3DGroupId,Name%3B%24expand%3DRights),Phones' +
				"&$filter=LastName%20eq%20'A%26B'&$orderby=Number%20desc&$top=20&$skip=40",
		);
	});

	it.each([
		[0, '?$select=Id&$top=0'],
		[100, '?$select=Id&$top=100'],
		[101, '?$select=Id&$top=100'],
		[5_000, '?$select=Id&$top=100'],
	])('$top %d never goes over the limit of 3CX', (top, text) => {
		expect(queryString({ select: ['Id'], top })).toBe(text);
	});

	it('leaves out an empty list and a skip of none', () => {
		expect(queryString({ select: ['Id'], expand: [], skip: 0 })).toBe('?$select=Id');
	});
});

describe('a filter', () => {
	const a = Filter.eq('Id', 1);
	const b = Filter.contains('LastName', "O'B");

	it.each([
		[a, 'Id eq 1'],
		[Filter.eq('Mobile', null), 'Mobile eq null'],
		[b, "contains(LastName,'O''B')"],
		[Filter.containsIgnoringCase('LastName', 'ÄBC'), "contains(tolower(LastName),'äbc')"],
		[Filter.startsWith('Number', '9'), "startswith(Number,'9')"],
		[Filter.any(a, b), "(Id eq 1) or (contains(LastName,'O''B'))"],
		[Filter.all(a, Filter.any(a, b)), "(Id eq 1) and ((Id eq 1) or (contains(LastName,'O''B')))"],
	])('%# is written as 3CX reads it', (filter, text) => {
		expect(filter.text).toBe(text);
	});
});
