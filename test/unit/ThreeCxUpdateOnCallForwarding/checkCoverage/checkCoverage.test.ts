import type { IDataObject } from 'n8n-workflow';
import { readOfficeHours } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/plan';
import { AskBench, PLAIN } from '../whoIsOnCall/askRun';

const CHECK = { ...PLAIN, operation: 'checkCoverage', days: 3, start: '', output: 'report' };

function shift(name: string, from: string, to: string, more: IDataObject = {}): IDataObject {
	return { name, mobile: '0171-12345', from: `2026-11-${from}`, to: `2026-11-${to}`, ...more };
}

/** Three days without a hole, from a Monday at 08:00. */
const FULL = [shift('Max', '23 08:00', '24 08:00'), shift('Eva', '24 08:00', '26 08:00')];

describe('Check Coverage', () => {
	let bench: AskBench;
	beforeEach(async () => {
		bench = await AskBench.start('2026-11-23T08:00+01:00');
	});
	afterEach(async () => await bench.stop());

	async function problems(rows: IDataObject[], change: IDataObject = {}): Promise<IDataObject[]> {
		const report = await bench.ask({ ...CHECK, ...change }, rows);
		expect(report.ok).toBe((report.problems as IDataObject[]).length === 0);
		return report.problems as IDataObject[];
	}

	it('finds nothing in a plan without a hole, without a word to 3CX', async () => {
		expect(await bench.ask(CHECK, FULL)).toEqual({
			extension: '999',
			timeZone: 'Europe/Berlin',
			ok: true,
			message: 'No problem in 3 days.',
			from: '2026-11-23T08:00:00+01:00',
			to: '2026-11-26T08:00:00+01:00',
			days: 3,
			problemCount: 0,
			nextProblem: undefined,
			problems: [],
			shifts: 2,
		});
		expect(bench.requests()).toEqual([]);
	});

	it('finds gaps, and who would have been there', async () => {
		const rows = [
			shift('Max', '23 08:00', '24 07:00'),
			shift('Ill', '24 07:00', '24 08:00', { mobile: '' }),
			shift('Eva', '24 08:00', '25 20:00'),
		];
		const found = await problems(rows);
		expect(found).toMatchObject([
			{
				kind: 'gap',
				from: '2026-11-24T07:00:00+01:00',
				to: '2026-11-24T08:00:00+01:00',
				hours: 1,
				message: 'Nobody is on call from 2026-11-24 07:00 to 2026-11-24 08:00 (Ill: has no number)',
			},
			{ kind: 'noNumber', person: 'Ill', shifts: 1 },
			{
				kind: 'gap',
				from: '2026-11-25T20:00:00+01:00',
				to: '2026-11-26T08:00:00+01:00',
				hours: 12,
			},
		]);
		for (const { whatToDo } of found) expect(whatToDo).not.toBe('');
	});

	it('gives an item for each problem, and none where there is none', async () => {
		const parameters = { ...CHECK, output: 'problems' };
		expect(await bench.run(parameters, { items: FULL })).toEqual([]);
		const items = await bench.run(parameters, { items: FULL.slice(0, 1) });
		expect(items.map(({ json }) => [json.extension, json.kind, json.hours])).toEqual([
			['999', 'gap', 48],
		]);
	});

	it('takes an empty plan for one long gap', async () => {
		const report = await bench.ask(CHECK, [{}]);
		expect(report).toMatchObject({
			ok: false,
			problemCount: 1,
			nextProblem: { kind: 'gap', hours: 72 },
			message: expect.stringContaining('One problem in 3 days. The first: Nobody is on call'),
		});
	});

	it('bridges gaps by the hold time as Update does', async () => {
		const rows = [shift('Max', '23 08:00', '24 07:50'), ...FULL.slice(1)];
		expect(await problems(rows)).toHaveLength(1);
		expect(await problems(rows, { planOptions: { holdMinutes: 10 } })).toEqual([]);
		expect(await problems(rows, { planOptions: { leadMinutes: 10 } })).toEqual([]);
	});

	it('finds overlaps that nobody marked, and says who gets the calls', async () => {
		const rows = [...FULL, shift('Ina', '24 20:00', '25 08:00')];
		expect(await problems(rows)).toMatchObject([
			{
				kind: 'overlap',
				from: '2026-11-24T20:00:00+01:00',
				to: '2026-11-25T08:00:00+01:00',
				person: 'Ina',
				otherPerson: 'Eva',
			},
		]);
		expect(await problems(rows, { options: { overlaps: 'sameStart' } })).toEqual([]);
		expect(await problems(rows, { options: { overlaps: 'none' } })).toEqual([]);
		for (const mark of [{ override: 'yes' }, { priority: 1 }]) {
			expect(await problems([...FULL, shift('Ina', '24 20:00', '25 08:00', mark)])).toEqual([]);
		}
		expect(
			await problems([...FULL, shift('Ina', '24 08:00', '25 08:00')], {
				options: { overlaps: 'sameStart' },
			}),
		).toMatchObject([{ kind: 'overlap', person: 'Eva' }]);
	});

	it('finds wrong numbers once a person, with no full number in the words', async () => {
		const rows = [
			...FULL,
			shift('Odd', '23 10:00', '23 12:00', { mobile: '0171 letters 7654399' }),
			shift('Odd', '24 10:00', '24 12:00', { mobile: '0171 letters 7654399' }),
			shift('Loop', '25 10:00', '25 12:00', { mobile: '999' }),
		];
		const found = await problems(rows, { fallbackNumber: '112' });
		expect(found.map(({ kind, person, shifts }) => [kind, person, shifts])).toEqual([
			['fallback', undefined, undefined],
			['noNumber', 'Odd', 2],
			['noNumber', 'Loop', 1],
		]);
		expect(JSON.stringify(found)).not.toContain('7654399');
	});

	it('finds shifts that are too long', async () => {
		expect(await problems(FULL, { options: { longestShift: 24 } })).toMatchObject([
			{ kind: 'tooLong', person: 'Eva', hours: 48 },
		]);
	});

	it('needs nobody in office hours, except on holidays', async () => {
		const nights = [
			shift('Max', '23 17:00', '24 08:00'),
			shift('Max', '24 17:00', '25 08:00'),
			shift('Max', '25 17:00', '26 08:00'),
		];
		const options = { nobodyNeeded: 'Mo–Fr 8 bis 17 Uhr; Sat 09:00-12:00' };
		expect(await problems(nights)).toHaveLength(3);
		expect(await problems(nights, { options })).toEqual([]);
		expect(
			await problems(nights, { options, planOptions: { holidays: '24.11.2026' } }),
		).toMatchObject([{ kind: 'gap', from: '2026-11-24T08:00:00+01:00', hours: 9 }]);
	});

	it('tells rows that cannot be read', async () => {
		expect(await problems([...FULL, shift('Max', '25 08:00', 'bald')])).toMatchObject([
			{ kind: 'unreadable', message: expect.stringContaining('Row 3') },
		]);
	});

	it('lists who is on call without a hole, on request', async () => {
		const report = await bench.ask({ ...CHECK, options: { schedule: true } }, FULL.slice(1));
		expect(report.schedule).toEqual([
			{
				from: '2026-11-23T08:00:00+01:00',
				to: '2026-11-24T08:00:00+01:00',
				source: 'fallback',
				person: '',
				number: '200',
			},
			{
				from: '2026-11-24T08:00:00+01:00',
				to: '2026-11-26T08:00:00+01:00',
				source: 'plan',
				person: 'Eva',
				number: '0171-12345',
			},
		]);
	});

	it('compares with 3CX on request', async () => {
		const compare = { compareWith3cx: true };
		expect(await problems(FULL, compare)).toMatchObject([{ kind: 'notIn3cx', person: 'Max' }]);
		const same = FULL.map((row) => ({ ...row, mobile: '+49 170 0000000' }));
		expect(await problems(same, compare)).toEqual([]);
		expect(bench.requests().filter((request) => !/^(GET|POST \/connect)/.test(request))).toEqual(
			[],
		);
	});

	it.each([
		['days', { days: 0 }, '"Days" is not a whole number from 1 to 366'],
		['days', { days: 367 }, '"Days"'],
		['a start', { start: 'morgen' }, '"Start" cannot be used'],
		['office hours', { options: { nobodyNeeded: 'immer' } }, '"Nobody Needed" is not understood'],
		['a length', { options: { longestShift: -1 } }, '"Longest Shift (Hours)"'],
		['an output', { output: 'x' }, '"Output" is "x"'],
	])('refuses %s that make no sense', async (_case, change, words) => {
		await expect(bench.ask({ ...CHECK, ...change }, FULL)).rejects.toThrow(words);
	});
});

describe('office hours', () => {
	const at = (hour: number, minute = 0) => ({ hour, minute, second: 0, millisecond: 0 });
	it.each([
		['Mon-Fri 08:00-17:00', [[1, 2, 3, 4, 5], at(8), at(17)]],
		['Mo–Fr 8 bis 17 Uhr', [[1, 2, 3, 4, 5], at(8), at(17)]],
		['Sa, So 9.30-12', [[6, 7], at(9, 30), at(12)]],
		['Fri-Mon 22:00-06:00', [[5, 6, 7, 1], at(22), at(6)]],
		['Montag - Mittwoch 8-24', [[1, 2, 3], at(8), at(24)]],
		['8-17', [[1, 2, 3, 4, 5, 6, 7], at(8), at(17)]],
	])('%s', (text, [weekdays, start, end]) => {
		expect(readOfficeHours(text)).toEqual([{ weekdays, start, end }]);
	});

	it.each(['Mon-Fri', 'Xyz 8-17', '8-25', 'Mon-Tue-Wed 8-17', 'Mon 8:61-9'])('are not %s', (text) =>
		expect(readOfficeHours(text)).toBeUndefined(),
	);
});
