import { defaultWorld, periods, schedule, type Holiday, type Schedule } from '../../pbx';
import { applies, officeState } from '../../pbx/oracle/hours';

const CHRISTMAS: Holiday = {
	Id: 1,
	Name: 'Weihnachten',
	Group: '',
	HolidayPrompt: '',
	IsRecurrent: true,
	Day: 24,
	Month: 12,
	Year: 2020,
	DayEnd: 26,
	MonthEnd: 12,
	YearEnd: 2020,
	TimeOfStartDate: 'PT12H',
	TimeOfEndDate: 'PT23H59M59S',
};

function stateAt(iso: string, change: (world: ReturnType<typeof defaultWorld>) => void = () => {}) {
	const world = defaultWorld();
	change(world);
	return officeState(world, world.defaultGroup().Id, Date.parse(iso)).state;
}

describe('office hours', () => {
	it('are those of the time zone, in winter and in summer', () => {
		expect(stateAt('2026-01-15T08:30:00+01:00')).toBe('closed');
		expect(stateAt('2026-01-15T09:00:00+01:00')).toBe('open');
		expect(stateAt('2026-01-15T17:00:00+01:00')).toBe('closed');
		expect(stateAt('2026-07-15T09:00:00+02:00')).toBe('open');
		expect(stateAt('2026-07-15T08:59:59+02:00')).toBe('closed');
		expect(stateAt('2026-01-17T12:00:00+01:00')).toBe('closed');
	});

	it('follow the time zone of the department', () => {
		const london = (world: ReturnType<typeof defaultWorld>) => {
			world.defaultGroup().TimeZoneId = '43';
		};
		expect(stateAt('2026-01-15T08:30:00Z', london)).toBe('closed');
		expect(stateAt('2026-01-15T16:30:00Z', london)).toBe('open');
	});

	it('know holidays that come every year, and those of one department', () => {
		const holidays = (world: ReturnType<typeof defaultWorld>) => {
			world.holidays = [CHRISTMAS];
		};
		expect(stateAt('2026-12-24T11:59:00+01:00', holidays)).toBe('open');
		expect(stateAt('2026-12-24T12:00:00+01:00', holidays)).toBe('holiday');
		expect(stateAt('2026-12-26T23:00:00+01:00', holidays)).toBe('holiday');
		const elsewhere = (world: ReturnType<typeof defaultWorld>) => {
			world.holidays = [{ ...CHRISTMAS, Group: 'GRP0001' }];
		};
		expect(stateAt('2026-12-24T12:00:00+01:00', elsewhere)).toBe('open');
		const once = (world: ReturnType<typeof defaultWorld>) => {
			world.holidays = [{ ...CHRISTMAS, IsRecurrent: false }];
		};
		expect(stateAt('2026-12-24T12:00:00+01:00', once)).toBe('open');
		const overNewYear = (world: ReturnType<typeof defaultWorld>) => {
			world.holidays = [{ ...CHRISTMAS, DayEnd: 2, MonthEnd: 1 }];
		};
		expect(stateAt('2026-12-31T12:00:00+01:00', overNewYear)).toBe('holiday');
		expect(stateAt('2026-01-02T12:00:00+01:00', overNewYear)).toBe('holiday');
		expect(stateAt('2026-01-05T12:00:00+01:00', overNewYear)).toBe('open');
	});

	it('know a break', () => {
		const lunch = (world: ReturnType<typeof defaultWorld>) => {
			world.officeHours.BreakTime = schedule(
				'SpecificHours',
				periods(['Thursday'], '12:00:00', '13:00:00'),
			);
			world.defaultGroup().BreakTime = null;
		};
		expect(stateAt('2026-01-15T12:30:00+01:00', lunch)).toBe('break');
		expect(stateAt('2026-01-15T13:00:00+01:00', lunch)).toBe('open');
	});

	it.each<[Schedule['Type'], boolean, boolean, boolean]>([
		// type, Thursday 10:00, Thursday 20:00, 24 December 2026 (a Thursday) 12:30
		['AllHours', true, true, true],
		['Never', false, false, false],
		['OfficeHours', true, false, false],
		['OutOfOfficeHours', false, true, true],
		['BreakTime', false, false, false],
		['SpecificHours', true, false, true],
		['SpecificHoursExcludingHolidays', true, false, false],
		['OutOfSpecificHours', false, true, false],
		['OutOfSpecificHoursIncludingHolidays', false, true, true],
	])('a rule for %s', (type, open, closed, holiday) => {
		const world = defaultWorld();
		world.holidays = [CHRISTMAS];
		const rule = schedule(type, periods(['Thursday'], '09:00:00', '17:00:00'));
		const at = (iso: string) => applies(rule, world, world.defaultGroup().Id, Date.parse(iso));
		expect(at('2026-01-15T10:00:00+01:00')).toBe(open);
		expect(at('2026-01-15T20:00:00+01:00')).toBe(closed);
		expect(at('2026-12-24T12:30:00+01:00')).toBe(holiday);
	});
});
