import { NodeHelpers, type IDataObject, type INodeParameters } from 'n8n-workflow';
import { ThreeCxUpdateOnCallForwarding } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/ThreeCxUpdateOnCallForwarding.node';
import { NODE } from '../../../helpers/executeContext';
import { OnCallBench } from '../update/onCallRun';
import { AskBench, PLAIN } from './askRun';

const ASK = { ...PLAIN, operation: 'whoIsOnCall', at: '' };
const MAX = {
	name: 'Max Mustermann',
	mobile: '0171-12345',
	from: '2026-11-22 17:00',
	to: '2026-11-23 08:00',
};
const ERIKA = {
	name: 'Erika Musterfrau',
	mobile: '0172 7654321',
	from: '2026-11-23 08:00',
	to: '2026-11-23 17:00',
};
const ICS = [
	'BEGIN:VCALENDAR',
	'BEGIN:VEVENT',
	'UID:1',
	'SUMMARY:Bereitschaft Max Mustermann',
	'DTSTART;VALUE=DATE:20261116',
	'DTEND;VALUE=DATE:20261123',
	'RRULE:FREQ=WEEKLY;INTERVAL=2',
	'END:VEVENT',
	'END:VCALENDAR',
].join('\r\n');

describe('Who Is on Call', () => {
	let bench: AskBench;
	beforeEach(async () => {
		bench = await AskBench.start('2026-11-22T19:00+01:00');
	});
	afterEach(async () => await bench.stop());

	it('says who it is now, why, and who follows when, without a word to 3CX', async () => {
		expect(await bench.ask(ASK, [MAX, ERIKA])).toEqual({
			extension: '999',
			onCall: true,
			source: 'plan',
			person: 'Max Mustermann',
			number: '0171-12345',
			why: 'Max Mustermann has the shift from 2026-11-22T17:00:00+01:00 to 2026-11-23T08:00:00+01:00',
			shiftFrom: '2026-11-22T17:00:00+01:00',
			shiftTo: '2026-11-23T08:00:00+01:00',
			nextChange: '2026-11-23T08:00:00+01:00',
			nextSource: 'plan',
			nextPerson: 'Erika Musterfrau',
			nextNumber: '0172 7654321',
			candidates: [
				{
					person: 'Max Mustermann',
					from: '2026-11-22T17:00:00+01:00',
					to: '2026-11-23T08:00:00+01:00',
					chosen: true,
					reason: 'chosen',
					why: 'gets the calls',
				},
			],
			warnings: [],
			at: '2026-11-22T18:00:00.000Z',
			atLocal: '2026-11-22T19:00:00+01:00',
			timeZone: 'Europe/Berlin',
		});
		expect(bench.requests()).toEqual([]);
	});

	it.each([
		['2026-11-23T08:00:00', 'Erika Musterfrau', 'plan'],
		['23.11.2026 17:00', '', 'fallback'],
		['2026-11-22T15:00:00Z', '', 'fallback'],
	])('at another time: %s', async (at, person, source) => {
		const told = await bench.ask({ ...ASK, at }, [MAX, ERIKA]);
		expect(told).toMatchObject({ person, source, onCall: person !== '' });
		if (source === 'fallback') expect(told.number).toBe('200');
	});

	it('takes a day alone for its hand-over', async () => {
		const parameters = { ...ASK, at: '2026-11-23', planOptions: { handOver: '8:30' } };
		expect(await bench.ask(parameters, [MAX, ERIKA])).toMatchObject({
			atLocal: '2026-11-23T08:30:00+01:00',
			person: 'Erika Musterfrau',
		});
	});

	it('says who was passed over and why, with no full number in the words', async () => {
		const rows = [
			{ ...MAX, name: 'Ill', mobile: '', from: '2026-11-22 18:00' },
			{ ...MAX, name: 'Maybe', confirmed: 'nein' },
			{ ...MAX, name: 'Odd', mobile: '0171 letters 12345678', confirmed: 'ja' },
			{ ...MAX, confirmed: 'ja', from: '2026-11-22 16:00' },
			{ ...MAX, name: 'Week', confirmed: 'ja', from: '2026-11-20', to: '2026-11-30' },
		].map((row) => ({ confirmed: 'ja', ...row }));
		const told = await bench.ask(ASK, rows);
		const candidates = told.candidates as IDataObject[];
		expect(
			candidates.map(({ person, reason }) => `${person as string} ${reason as string}`),
		).toEqual([
			'Ill noNumber',
			'Maybe notConfirmed',
			'Odd noNumber',
			'Max Mustermann chosen',
			'Week laterStart',
		]);
		expect(told.why).toContain('passed over: Ill has no number');
		expect(JSON.stringify([told.why, told.warnings])).not.toContain('12345678');
	});

	it('reads a calendar, whose people are in a table', async () => {
		const parameters = {
			...ASK,
			planRows: 'calendar',
			calendar: ICS,
			planOptions: { handOver: '08:00', people: '{"Max Mustermann": "0171-12345"}' },
		};
		expect(await bench.ask(parameters)).toMatchObject({
			person: 'Max Mustermann',
			number: '0171-12345',
			shiftTo: '2026-11-23T08:00:00+01:00',
			nextSource: 'fallback',
			nextNumber: '200',
		});
		expect(await bench.ask({ ...parameters, at: '2026-12-01T12:00:00' })).toMatchObject({
			person: 'Max Mustermann',
			shiftFrom: '2026-11-30T08:00:00+01:00',
		});
	});

	it('masks numbers on request', async () => {
		const told = await bench.ask({ ...ASK, options: { maskNumbers: true } }, [MAX, ERIKA]);
		expect(told).toMatchObject({ number: '0171…45', nextNumber: '0172…21' });
		expect(JSON.stringify(told)).not.toContain('7654321');
	});

	it('compares with what is set in 3CX, and changes nothing', async () => {
		const parameters = { ...ASK, compareWith3cx: true };
		expect(await bench.ask(parameters, [MAX])).toMatchObject({
			in3cx: { same: false, setNumber: '+491700000000' },
		});
		const same = await bench.ask(parameters, [{ ...MAX, mobile: '+49 170 0000000' }]);
		expect(same).toMatchObject({ in3cx: { same: true, setNumber: '+491700000000' } });
		// Written without the country in the plan, and with it in 3CX: the country is the one that 3CX has.
		const national = await bench.ask(parameters, [{ ...MAX, mobile: '0170-0000000' }]);
		expect(national).toMatchObject({ in3cx: { same: true } });
		expect(bench.requests().filter((request) => !/^(GET|POST \/connect)/.test(request))).toEqual(
			[],
		);
	});

	it('takes the mobile of an extension from 3CX, and says so where it may not', async () => {
		bench.pbx.world.user('101').Mobile = '0173-99887';
		const row = { ...MAX, mobile: '', Nebenstelle: '101' };
		const unasked = await bench.ask(ASK, [row]);
		expect(unasked).toMatchObject({ person: 'Max Mustermann', number: '' });
		expect(unasked.warnings).toEqual([expect.stringContaining('stands in 3CX (extension 101)')]);
		expect(await bench.ask({ ...ASK, compareWith3cx: true }, [row])).toMatchObject({
			number: '0173-99887',
			warnings: [],
		});

		bench.pbx.world.user('101').Mobile = '';
		const none = await bench.ask({ ...ASK, compareWith3cx: true }, [row]);
		expect(none).toMatchObject({ source: 'fallback', number: '200' });
		expect(none.warnings).toEqual([expect.stringContaining('101 has no mobile number in 3CX')]);
	});

	it('takes the holidays that are set up in 3CX', async () => {
		bench.pbx.world.holidays.push({
			...{ Id: 1, Name: 'Test', Group: '', HolidayPrompt: '', IsRecurrent: true },
			...{ Day: 22, Month: 11, Year: 2020, DayEnd: 23, MonthEnd: 11, YearEnd: 2020 },
			...{ TimeOfStartDate: 'PT0S', TimeOfEndDate: 'PT23H59M59S' },
		});
		const planOptions = {
			holidaysFrom3cx: true,
			holidayPlan: [{ ...ERIKA, from: '2026-01-01', to: '2026-12-31' }],
		};
		const parameters = { ...ASK, planOptions, compareWith3cx: true };
		expect(await bench.ask(parameters, [MAX])).toMatchObject({
			person: 'Erika Musterfrau',
			source: 'holiday',
			nextChange: '2026-11-24T00:00:00+01:00',
		});
		await expect(bench.ask({ ...parameters, compareWith3cx: false }, [MAX])).rejects.toThrow(
			'"Holidays From 3CX" is on, but 3CX is not to be asked',
		);
	});

	it.each([
		[
			'a calendar that was cut off',
			{ planRows: 'calendar', calendar: ICS.slice(0, -20) },
			'cut off',
		],
		[
			'a page in place of a calendar',
			{ planRows: 'calendar', calendar: '<html>' },
			'is no calendar',
		],
		['no calendar', { planRows: 'calendar', calendar: '' }, '"Calendar" is empty'],
		['a time that is none', { at: 'heute' }, '"Time" cannot be used'],
		['a hand-over that is none', { planOptions: { handOver: 'früh' } }, '"Hand-Over Time"'],
		['a lead that is none', { planOptions: { leadMinutes: -1 } }, '"Lead (Minutes)"'],
		['overrides that are none', { planOptions: { overrides: '{' } }, '"Overrides" is not a list'],
		['a country that is none', { options: { defaultCountry: 'Bayern' } }, '"Default Country"'],
		['a plan of nonsense', {}, 'No row of the plan could be read'],
	])('says what is wrong with %s', async (_case, change, words) => {
		const items = [{ ...MAX, from: 'bald' }];
		await expect(bench.ask({ ...ASK, ...change }, items)).rejects.toThrow(words);
		const [item] = await bench.run({ ...ASK, ...change }, { items, continueOnFail: true });
		expect(item?.json).toMatchObject({ error: expect.stringContaining(words) });
	});

	it('answers for each line of input items', async () => {
		const parameters = { ...ASK, extension: ({ line }: IDataObject) => String(line) };
		const items = [
			{ ...MAX, line: 999 },
			{ ...ERIKA, line: 998, from: '2026-11-22' },
			{ ...ERIKA, line: 999 },
		];
		const told = await bench.run(parameters, { items });
		expect(told.map(({ json }) => [json.extension, json.person])).toEqual([
			['999', 'Max Mustermann'],
			['998', 'Erika Musterfrau'],
		]);
		expect(told[0]?.pairedItem).toEqual([{ item: 0 }, { item: 2 }]);
	});
});

describe('Update', () => {
	it('sets by the same plan: calendar, lead, override, and a number that stands in 3CX', async () => {
		const bench = await OnCallBench.start({}, '2026-11-23T07:55+01:00');
		bench.pbx.world.user('101').Mobile = '0173-99887';
		const plan = { numberSource: 'plan', fallbackNumber: '200' };
		const calendar = { ...plan, planRows: 'calendar', calendar: ICS };
		const people = '{"Max Mustermann": "0171-12345"}';
		const handOver = { handOver: '08:00', people };
		expect(await bench.outcome({ ...calendar, planOptions: handOver })).toMatchObject({
			person: 'Max Mustermann',
			newNumber: '0171-12345',
			source: 'plan',
		});
		const overrides = [
			{ name: 'Ina', extension: '101', from: '2026-11-23 08:00', to: '2026-11-23' },
		];
		const planOptions = { ...handOver, overrides, leadMinutes: 10 };
		const planColumns = { extension: 'extension' };
		expect(await bench.outcome({ ...calendar, planOptions, planColumns })).toMatchObject({
			person: 'Ina',
			newNumber: '0173-99887',
			source: 'override',
			verified: true,
		});
		await bench.stop();
	});
});

describe('the credential', () => {
	it.each<[string, INodeParameters, boolean]>([
		['Update needs it', { operation: 'update' }, true],
		['questions do without', { operation: 'whoIsOnCall' }, false],
		['the check does without', { operation: 'checkCoverage', compareWith3cx: false }, false],
		['a comparison needs it', { operation: 'checkCoverage', compareWith3cx: true }, true],
	])('%s, by n8n itself', (_case, given, needed) => {
		const { description } = new ThreeCxUpdateOnCallForwarding();
		const node = { ...NODE, parameters: given };
		const { properties, credentials = [] } = description;
		const parameters = NodeHelpers.getNodeParameters(
			properties,
			given,
			true,
			false,
			node,
			description,
		);
		const [credential] = credentials;
		if (!parameters || !credential) throw new Error('The node describes no credential');
		expect(credential.required).toBe(true);
		expect(NodeHelpers.displayParameter(parameters, credential, node, description)).toBe(needed);
	});
});
