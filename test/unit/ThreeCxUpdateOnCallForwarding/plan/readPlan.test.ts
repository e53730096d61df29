import fc from 'fast-check';
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

function brief({ shifts, problems }: Plan) {
	return {
		shifts: shifts.map(({ row, person, mobile, from, to, confirmed }) => [
			row,
			person,
			mobile,
			from.toFormat('yyyy-MM-dd HH:mm'),
			to.toFormat('yyyy-MM-dd HH:mm'),
			confirmed,
		]),
		problems: problems.map(({ message }) => message),
	};
}

const MAX = [0, 'Max', '0171-12345', '2026-12-24 08:00', '2026-12-25 08:00', true];

describe('readPlan', () => {
	it('reads a row', () => {
		expect(brief(read([ROW]))).toEqual({ shifts: [MAX], problems: [] });
	});

	it('hands the number on as it is', () => {
		const [shift] = read([{ ...ROW, mobile: 17112345 }]).shifts;
		expect(shift?.mobile).toBe(17112345);
		expect(shift?.from.zoneName).toBe('Europe/Berlin');
	});

	describe('columns by their usual names', () => {
		it.each([
			['Name', 'Mobil', 'Von', 'Bis'],
			['Mitarbeiter', 'Handy-Nummer', 'Start', 'Ende'],
			['TECHNIKER', 'Telefon', 'Beginn', 'Ende '],
			['person', 'phone_number', 'start_time', 'end_time'],
			['engineer', 'Mobile Phone', 'startTime', 'endTime'],
			['summary', 'number', 'gültig ab', 'gültig bis'],
			['title', 'Mobilnummer', 'gu\u0308ltig von', 'gueltig_bis'],
		])('%s, %s, %s, %s', (name, mobile, from, to) => {
			const row = { [name]: 'Max', [mobile]: ROW.mobile, [from]: ROW.from, [to]: ROW.to };
			expect(brief(read([row]))).toEqual({ shifts: [MAX], problems: [] });
		});

		it('takes the most telling name where several fit', () => {
			const row = { title: 'Dienst', phone: '030 1', ...ROW };
			expect(brief(read([row])).shifts).toEqual([MAX]);
		});

		it('numbers people whose name is unknown', () => {
			const nameless = { mobile: ROW.mobile, from: ROW.from, to: ROW.to };
			expect(read([ROW, { ...ROW, name: ' ' }]).shifts[1]?.person).toBe('row 2');
			expect(read([nameless]).shifts[0]?.person).toBe('row 1');
			expect(read([{ ...ROW, name: ['Max', 'Eva'] }]).shifts[0]?.person).toBe('Max, Eva');
		});

		it('says which column is missing, and what there is', () => {
			expect(read([{ name: 'Max', wann: '2026-12-24' }]).problems).toEqual([
				{
					row: 0,
					message:
						'Row 1: no column for the phone number was found. Call it "mobile", or choose one. ' +
						'The row has: name, wann.',
				},
			]);
		});
	});

	describe('chosen columns', () => {
		it('reaches into nested objects', () => {
			const event = {
				summary: 'Max',
				mobile: ROW.mobile,
				start: { dateTime: '2026-12-24T08:00:00+01:00' },
				end: { dateTime: '2026-12-25T07:00:00Z' },
			};
			const columns = { from: 'start.dateTime', to: 'end.dateTime' };
			expect(brief(read([event], columns))).toEqual({ shifts: [MAX], problems: [] });
		});

		it('takes a title with a dot for a title first', () => {
			const row = { ...ROW, 'a.b': '2026-12-24 09:00', a: { b: '2026-12-24 10:00' } };
			expect(read([row], { from: 'a.b' }).shifts[0]?.from.hour).toBe(9);
		});

		it('does not care for case and blanks', () => {
			const row = { Name: 'Max', Nr: ROW.mobile, ' Ab wann': ROW.from, Bis: ROW.to };
			const columns = { mobile: 'nr', from: 'Ab Wann ', to: 'Bis', name: '' };
			expect(brief(read([row], columns))).toEqual({ shifts: [MAX], problems: [] });
		});

		it('does not fall back to the usual name when the chosen column is missing', () => {
			const plan = read([ROW], { from: 'Beginn' });
			expect(brief(plan)).toEqual({
				shifts: [],
				problems: [
					'Row 1: there is no column "Beginn" for the start. The row has: name, mobile, from, to.',
				],
			});
		});

		it('does not lose the shift for want of a name', () => {
			const plan = read([ROW], { name: 'Wer' });
			expect(plan.shifts[0]).toMatchObject({ person: 'row 1', mobile: '0171-12345' });
			expect(plan.problems).toEqual([
				{ row: 0, message: expect.stringContaining('no column "Wer" for the name') },
			]);
		});

		it.each(['constructor', '__proto__', 'from.constructor', 'toString.name'])(
			'finds no column %s that nobody wrote',
			(from) => {
				expect(read([ROW], { from }).problems[0]?.message).toContain('there is no column');
			},
		);
	});

	describe('days', () => {
		it.each([
			['2026-12-24', '2026-12-24', '2026-12-24 00:00', '2026-12-25 00:00'],
			['24.12.2026', '26.12.2026', '2026-12-24 00:00', '2026-12-27 00:00'],
			['2026-12-24', '2026-12-31', '2026-12-24 00:00', '2027-01-01 00:00'],
			['2026-12-24 20:00', '2026-12-24', '2026-12-24 20:00', '2026-12-25 00:00'],
			[46380, 46380, '2026-12-24 00:00', '2026-12-25 00:00'],
			['2026-03-29', '2026-03-29', '2026-03-29 00:00', '2026-03-30 00:00'],
			['2026-10-25', '2026-10-25', '2026-10-25 00:00', '2026-10-26 00:00'],
			['2026-01-01', '9999-12-31', '2026-01-01 00:00', '10000-01-01 00:00'],
		])('%s to %s counts the last day whole', (from, to, start, end) => {
			const [shift] = read([{ ...ROW, from, to }]).shifts;
			expect(shift?.from.toFormat('yyyy-MM-dd HH:mm')).toBe(start);
			expect(shift?.to.toFormat('yyyy-MM-dd HH:mm')).toBe(end);
		});

		it('starts a day when it starts, even where midnight is skipped', () => {
			const row = { ...ROW, from: '2026-04-24', to: '2026-04-24' };
			const [shift] = readPlan([row], {}, 'Africa/Cairo').shifts;
			expect(shift?.from.toISO()).toBe('2026-04-24T01:00:00.000+03:00');
			expect(shift?.to.toISO()).toBe('2026-04-25T00:00:00.000+03:00');
		});

		it('reads a shift of a whole year', () => {
			const [shift] = read([{ ...ROW, from: '2026-01-01', to: '2026-12-31' }]).shifts;
			expect(shift?.to.diff(shift.from, 'days').days).toBe(365);
		});
	});

	it.each([
		['2026-12-24 20:00', '2026-12-24 08:00'],
		['2026-12-24 08:00', '2026-12-24 08:00'],
		['2026-12-25', '2026-12-24'],
	])('reports %s to %s', (from, to) => {
		const { shifts, problems } = read([{ ...ROW, from, to }, ROW]);
		expect(shifts).toHaveLength(1);
		expect(problems[0]?.message).toMatch(/^Row 1: the end .* is not after the start .*next day\.$/);
	});

	it('keeps the other rows when one cannot be read', () => {
		const plan = read([{ ...ROW, from: 'morgen' }, ROW, 'Max', { ...ROW, to: '' }, null, ROW]);
		expect(plan.shifts.map(({ row }) => row)).toEqual([1, 5]);
		expect(brief(plan).problems).toEqual([
			expect.stringMatching(/^Row 1: the start "morgen" is no time that can be read\. Write it/),
			expect.stringMatching(/^Row 3 is a string/),
			expect.stringMatching(/^Row 4: the end is missing\. Write it/),
			expect.stringMatching(/^Row 5 is empty/),
		]);
	});

	it.each([
		['no rows', []],
		['the empty item of "Always Output Data"', [{}]],
		['blank rows', [{ name: '', mobile: null, from: ' ', to: undefined }]],
		['a JSON text of none', '[]'],
	])('takes %s for a plan without shifts', (_what, rows) => {
		expect(read(rows)).toEqual({ shifts: [], problems: [] });
	});

	it('passes over the unused lines of a table', () => {
		const blank = { row_number: 7, name: '', mobile: '', from: '', to: '', confirmed: false };
		expect(read([{ ...ROW, confirmed: true }, blank])).toMatchObject({
			shifts: [{ person: 'Max' }],
			problems: [],
		});
	});

	it('does not take a mistyped column for an unused line', () => {
		const plan = read([ROW], { mobile: 'a', from: 'b', to: 'c', name: 'd' });
		expect(plan.problems).toHaveLength(1);
	});

	it.each([
		['n8n items', [{ json: ROW, pairedItem: { item: 0 } }]],
		['one object', ROW],
		['JSON text', JSON.stringify([ROW])],
		['JSON text of one object', JSON.stringify(ROW)],
	])('accepts %s', (_what, rows) => {
		expect(brief(read(rows))).toEqual({ shifts: [MAX], problems: [] });
	});

	it.each([undefined, null, '', ' ', 'Max', '"Max"', '[', 7, true, () => []])(
		'does not take %p for an empty plan',
		(rows) => {
			const { shifts, problems } = read(rows);
			expect(shifts).toEqual([]);
			expect(problems).toEqual([{ row: 0, message: expect.stringMatching(/^The plan is /) }]);
		},
	);

	it('never throws, whatever the rows and columns are', () => {
		const cell = fc.oneof(fc.anything(), fc.constantFrom('2026-12-24', '24.12.26', 46380, 'ja'));
		const row = fc.dictionary(fc.constantFrom('name', 'mobile', 'von', 'bis', 'status', 'x'), cell);
		const columns = fc.record({ from: fc.string(), confirmed: fc.string() }, { requiredKeys: [] });
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.array(row)), columns, (rows, chosen) => {
				for (const { from, to } of read(rows, chosen).shifts) {
					expect(from.isValid && to.isValid && from < to).toBe(true);
				}
			}),
			{ numRuns: 500 },
		);
	});
});
