import { parseFilter } from '../../pbx/odata/filter/parser';
import { satisfies } from '../../pbx/odata/filter/evaluate';
import { login, rows, start } from './client';

const ROW = {
	Id: 42,
	Number: '999',
	Name: "O'Brien",
	Enabled: true,
	Mobile: null,
	StartTime: '2026-03-03T10:00:00Z',
	Gateway: { Name: 'Telefonanbieter' },
};

describe('$filter', () => {
	it.each([
		["Number eq '999'", true],
		["Number ne '999'", false],
		["Name eq 'O''Brien'", true],
		['Id gt 41 and Id le 42', true],
		['Id lt 42 or Id ge 43', false],
		['not (Id eq 42)', false],
		['Enabled eq true', true],
		['Enabled', true],
		['Mobile eq null', true],
		["Mobile ne 'x'", true],
		["Mobile gt 'a'", false],
		["contains(Name,'Bri')", true],
		["startswith(Number,'9') and endswith(Number,'8')", false],
		["tolower(Name) eq 'o''brien'", true],
		["Gateway/Name eq 'Telefonanbieter'", true],
		['StartTime gt 2026-03-03T09:59:59Z', true],
		['StartTime eq 2026-03-03T11:00:00+01:00', true],
		['date(StartTime) ge 2026-03-03', true],
		['date(StartTime) ge 2026-03-04', false],
		["Id eq 1 or Id eq 42 and Number eq '998'", false],
		["(Id eq 1 or Id eq 42) and Number eq '999'", true],
	])('%s is %s', (filter, expected) => {
		expect(satisfies(ROW, parseFilter(filter))).toBe(expected);
	});

	it('reads a plus as a blank, so that an offset must be encoded', async () => {
		const client = await login(await start());
		const query = (offset: string) =>
			client.xapi(`ServicePrincipals?$filter=LastUsed lt 2026-03-03T00:00:00${offset}01:00`);
		expect((await query('%2B')).status).toBe(200);
		expect((await query('+')).status).toBe(400);
	});

	it('filters enums by quoted text and texts of another case not at all', async () => {
		const client = await login(await start());
		const count = async (filter: string) =>
			rows(await client.xapi(`Peers?$select=Number&$filter=${filter}`)).length;
		expect(await count("Type eq 'Queue'")).toBe(1);
		expect(await count("Type eq 'queue'")).toBe(0);
	});
});
