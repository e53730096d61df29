import { DAYS, type Holiday, type Period, type Schedule } from '../world/schedule';
import { TIME_ZONES } from '../world/system';
import type { User } from '../world/users';
import type { World } from '../world/world';

/** What the clock on the wall says in a time zone. */
interface LocalTime {
	weekday: (typeof DAYS)[number];
	year: number;
	month: number;
	day: number;
	/** Seconds since midnight. */
	seconds: number;
}

/** Whether a department is open, and why. */
export interface OfficeState {
	state: 'open' | 'closed' | 'break' | 'holiday';
	why: string;
}

/** State of a department at an instant: override by hand, holidays, break, hours (xapi.md §3.5). */
export function officeState(world: World, groupId: number, now: number): OfficeState {
	const group = world.groups.find((one) => one.Id === groupId) ?? world.defaultGroup();
	const forced = FORCED[group.CurrentGroupHours];
	if (forced && !isOver(group.OverrideExpiresAt, now)) {
		return { state: forced, why: `department ${group.Name} is set to ${group.CurrentGroupHours}` };
	}
	const local = localTime(world, group.TimeZoneId, now);
	const hours = own(group.Hours) ?? world.officeHours.Hours;
	const holiday = holidayAt(world, group.Number, local);
	if (holiday && !hours.IgnoreHolidays) return { state: 'holiday', why: `holiday ${holiday.Name}` };
	const pause = own(group.BreakTime) ?? world.officeHours.BreakTime;
	if (covers(pause, local)) return { state: 'break', why: 'break time' };
	return covers(hours, local)
		? { state: 'open', why: 'office hours' }
		: { state: 'closed', why: 'outside office hours' };
}

/** Whether a rule with this schedule applies at an instant; without a schedule it always does. */
export function applies(
	rule: Schedule | null,
	world: World,
	groupId: number,
	now: number,
): boolean {
	if (!rule) return true;
	const { state } = officeState(world, groupId, now);
	const group = world.groups.find((one) => one.Id === groupId) ?? world.defaultGroup();
	const local = localTime(world, group.TimeZoneId, now);
	const inPeriods = rule.Periods.some((period) => contains(period, local));
	const holiday = holidayAt(world, group.Number, local) !== undefined;
	switch (rule.Type) {
		case 'AllHours':
			return true;
		case 'Never':
			return false;
		case 'OfficeHours':
			return state === 'open';
		case 'OutOfOfficeHours':
			return state !== 'open';
		case 'BreakTime':
			return state === 'break';
		case 'SpecificHours':
			return inPeriods;
		case 'SpecificHoursExcludingHolidays':
			return inPeriods && !holiday;
		case 'OutOfSpecificHours':
			return !inPeriods;
		case 'OutOfSpecificHoursIncludingHolidays':
			return !inPeriods || holiday;
	}
}

/** Whether a user is in office hours: those of the department, or own ones (xapi.md §3.3). */
export function isUserInOffice(world: World, user: User, now: number): boolean {
	if (user.OfficeHoursProps.includes('GlobalSchedule') || !user.Hours) {
		return officeState(world, user.PrimaryGroupId, now).state === 'open';
	}
	return applies(user.Hours, world, user.PrimaryGroupId, now);
}

const FORCED: Record<string, OfficeState['state'] | undefined> = {
	ForceOpened: 'open',
	ForceClosed: 'closed',
	ForceBreak: 'break',
	ForceHoliday: 'holiday',
};

/** `0001-01-01` stands for "none" (xapi.md §2.5). */
function isOver(expiresAt: string | null, now: number): boolean {
	return expiresAt !== null && !expiresAt.startsWith('0001') && Date.parse(expiresAt) <= now;
}

/** A department's own schedule; `OfficeHours` there means "as the whole PBX". */
function own(schedule: Schedule | null): Schedule | null {
	return schedule && schedule.Type !== 'OfficeHours' ? schedule : null;
}

function covers(schedule: Schedule, local: LocalTime): boolean {
	if (schedule.Type === 'AllHours') return true;
	if (schedule.Type === 'Never') return false;
	return schedule.Periods.some((period) => contains(period, local));
}

function contains(period: Period, local: LocalTime): boolean {
	if (period.DayOfWeek !== local.weekday) return false;
	return seconds(period.Start) <= local.seconds && local.seconds < seconds(period.Stop);
}

function seconds(time: string | null): number {
	const [hours = 0, minutes = 0, rest = 0] = (time ?? '').split(':').map(Number);
	return hours * 3600 + minutes * 60 + rest;
}

function holidayAt(world: World, group: string, local: LocalTime): Holiday | undefined {
	return world.holidays.find((holiday) => {
		if (holiday.Group && holiday.Group !== group) return false;
		const year = holiday.IsRecurrent ? local.year : holiday.Year;
		const yearEnd = holiday.IsRecurrent ? local.year : holiday.YearEnd;
		const at = stamp(local.year, local.month, local.day, local.seconds);
		const start = stamp(year, holiday.Month, holiday.Day, duration(holiday.TimeOfStartDate));
		const end = stamp(yearEnd, holiday.MonthEnd, holiday.DayEnd, duration(holiday.TimeOfEndDate));
		// Every year from December to January: the turn of the year lies between.
		if (holiday.IsRecurrent && end < start) return start <= at || at <= end;
		return start <= at && at <= end;
	});
}

function stamp(year: number, month: number, day: number, time: number): number {
	return Date.UTC(year, month - 1, day) / 1000 + time;
}

function duration(iso: string): number {
	const match = /T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?/.exec(iso);
	return Number(match?.[1] ?? 0) * 3600 + Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0);
}

function localTime(world: World, timeZoneId: string | null, now: number): LocalTime {
	const id = timeZoneId ?? world.officeHours.TimeZoneId;
	const zone = TIME_ZONES.find((one) => one.Id === id)?.IanaName ?? 'UTC';
	const parts = formatter(zone).formatToParts(now);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
	const number = (type: string) => Number(part(type));
	return {
		weekday: DAYS.find((day) => day === part('weekday')) ?? 'Sunday',
		year: number('year'),
		month: number('month'),
		day: number('day'),
		seconds: number('hour') * 3600 + number('minute') * 60 + number('second'),
	};
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
	const known = formatters.get(timeZone);
	if (known) return known;
	const made = new Intl.DateTimeFormat('en-GB', {
		timeZone,
		weekday: 'long',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
		hourCycle: 'h23',
	});
	formatters.set(timeZone, made);
	return made;
}
