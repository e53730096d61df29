import type { Row } from '../../shared/xapi';
import { DAYS, DAY_SECONDS, secondsOf, type WallTime } from './wallClock';

/** A stretch of one weekday, in seconds since midnight; `to` is no longer part of it. */
interface Period {
	weekday: string;
	from: number;
	to: number;
}

/** When a rule applies, or when an office is open (xapi.md §3.12). */
export interface Schedule {
	/** RuleHoursType: `AllHours`, `OfficeHours`, `SpecificHours` … */
	type: string;
	ignoresHolidays: boolean;
	periods: readonly Period[];
}

/** Reads `Hours` or `BreakTime`. @returns undefined where nothing is set, or 3CX does not show it */
export function readSchedule(row: Row | undefined): Schedule | undefined {
	const type = row?.text('Type');
	if (row === undefined || type === undefined) return undefined;
	const periods = row.children('Periods').flatMap((period) => {
		const weekday = period.text('DayOfWeek') ?? '';
		const from = secondsOf(period.text('Start'));
		const to = endOf(secondsOf(period.text('Stop')));
		return DAYS.includes(weekday) && from < to ? [{ weekday, from, to }] : [];
	});
	return { type, ignoresHolidays: row.flag('IgnoreHolidays') ?? false, periods };
}

/** Whether one of the periods covers the time. */
export function isWithin(schedule: Schedule, wall: WallTime): boolean {
	return schedule.periods.some(
		({ weekday, from, to }) =>
			weekday === wall.weekday && from <= wall.seconds && wall.seconds < to,
	);
}

/** Whether an office with these hours is open, holidays and breaks aside. */
export function isOpen(schedule: Schedule, wall: WallTime): boolean {
	if (schedule.type === 'AllHours') return true;
	return schedule.type !== 'Never' && isWithin(schedule, wall);
}

/** The times of day at which something of the schedule begins or ends. */
export function edgesOf(schedule: Schedule | undefined): number[] {
	return (schedule?.periods ?? []).flatMap(({ from, to }) => [from, to]);
}

/** `00:00` and `23:59` are how people write "until midnight"; no office closes for the last minute of a day. */
function endOf(seconds: number): number {
	return seconds === 0 || seconds >= DAY_SECONDS - 60 ? DAY_SECONDS : seconds;
}
