import {
	readPlan,
	type Plan,
	type PlanColumns,
} from '../../../../nodes/ThreeCxUpdateOnCallForwarding/plan';

const ROW = {
	name: 'Max',
	mobile: '0171-12345',
	from: '2026-12-24 08:00',
	to: '2026-12-25 08:00',
};

function read(rows: unknown, columns: PlanColumns = {}): Plan {
	return readPlan(rows, columns, 'Europe/Berlin');
}

describe('confirmation', () => {
	it.each([
		[true, true],
		[1, true],
		['1', true],
		['yes', true],
		['Ja', true],
		['x', true],
		[' X ', true],
		['✓', true],
		['✔️', true],
		['WAHR', true],
		['confirmed', true],
		['Bestätigt', true],
		['bestaetigt', true],
		['OK', true],
		[false, false],
		[0, false],
		['0', false],
		['no', false],
		['Nein', false],
		['', false],
		[' ', false],
		[null, false],
		[undefined, false],
		['offen', false],
		['nicht bestätigt', false],
		['tentative', false],
		['cancelled', false],
		['✗', false],
		['-', false],
	])('%p is %p', (cell, confirmed) => {
		expect(read([{ ...ROW, confirmed: cell }]).shifts[0]?.confirmed).toBe(confirmed);
	});

	it.each(['vielleicht', 2, -1, '-1', '10', [], {}, 'aktiv'])('%p is a problem', (cell) => {
		const { shifts, problems } = read([
			{ ...ROW, Status: cell },
			{ ...ROW, Status: 'ok' },
		]);
		expect(shifts.map(({ row }) => row)).toEqual([1]);
		expect(problems).toEqual([
			{ row: 0, message: expect.stringMatching(/^Row 1: .*"Status" is neither yes nor no/) },
		]);
	});

	it('counts every row as confirmed where there is no such column', () => {
		expect(read([ROW]).shifts[0]?.confirmed).toBe(true);
	});

	it('does not count a row as confirmed that lacks the cell other rows have', () => {
		const plan = read([{ ...ROW, bestätigt: 'ja' }, ROW]);
		expect(plan.shifts.map(({ confirmed }) => confirmed)).toEqual([true, false]);
	});

	it('reports a row without the chosen column', () => {
		const plan = read([{ ...ROW, fest: 'ja' }, ROW], { confirmed: 'fest' });
		expect(plan.shifts.map(({ row }) => row)).toEqual([0]);
		expect(plan.problems).toEqual([
			{
				row: 1,
				message:
					'Row 2: it has no column "fest" for the confirmation. ' +
					'Give every row that column, or choose another one.',
			},
		]);
	});
});
