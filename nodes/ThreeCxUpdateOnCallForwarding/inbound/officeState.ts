import type { Department } from './department';
import { holidayAt, type Holiday } from './holiday';
import { isOpen, isWithin, type Schedule } from './schedule';
import { wallTime } from './wallClock';

/** Whether a department is open. */
export type OfficeState = 'open' | 'closed' | 'break' | 'holiday';

/** All that decides about the hours of a department at an instant. */
export interface Office {
	/** Undefined: 3CX does not tell. */
	state: OfficeState | undefined;
	/** Such as "office hours of DEFAULT". */
	why: string;
}

/** Overrides by hand (xapi.md §3.5). With a custom operator calls go where nobody has seen. */
const FORCED: Readonly<Record<string, OfficeState | undefined>> = {
	ForceOpened: 'open',
	ForceClosed: 'closed',
	ForceBreak: 'break',
	ForceHoliday: 'holiday',
};

/** State of a department at an instant: the override by hand, holidays, breaks, hours, in this order. */
export function officeAt(
	department: Department,
	holidays: readonly Holiday[] | undefined,
	at: number,
): Office {
	const { name, forced, forcedUntil, zone, hours, breaks } = department;
	if (forced !== undefined && (forcedUntil === undefined || at < forcedUntil)) {
		return { state: FORCED[forced], why: `department ${name} is set to "${forced}" by hand` };
	}
	if (zone === undefined || hours === undefined) {
		return { state: undefined, why: `3CX does not show the office hours of ${name}` };
	}
	const wall = wallTime(at, zone);
	const holiday = holidayAt(holidays ?? [], department.number, wall);
	if (holiday && !hours.ignoresHolidays) {
		return { state: 'holiday', why: `holiday "${holiday.name}" in ${name}` };
	}
	if (breaks && isOpen(breaks, wall)) return { state: 'break', why: `break time of ${name}` };
	return isOpen(hours, wall)
		? { state: 'open', why: `office hours of ${name}` }
		: { state: 'closed', why: `outside the office hours of ${name}` };
}

/**
 * Whether a rule with this schedule applies.
 *
 * @param state of the department that the rule goes by
 */
export function appliesAt(
	schedule: Schedule | undefined,
	state: OfficeState,
	department: Department,
	holidays: readonly Holiday[] | undefined,
	at: number,
): boolean {
	if (schedule === undefined) return true;
	const wall = wallTime(at, department.zone ?? 'utc');
	const within = isWithin(schedule, wall);
	const isHoliday = holidayAt(holidays ?? [], department.number, wall) !== undefined;
	switch (schedule.type) {
		case 'Never':
			return false;
		case 'OfficeHours':
			return state === 'open';
		case 'OutOfOfficeHours':
			return state !== 'open';
		case 'BreakTime':
			return state === 'break';
		case 'SpecificHours':
			return within;
		case 'SpecificHoursExcludingHolidays':
			return within && !isHoliday;
		case 'OutOfSpecificHours':
			return !within;
		case 'OutOfSpecificHoursIncludingHolidays':
			return !within || isHoliday;
		default:
			return true;
	}
}

/** Whether the state of the office makes a difference to such a rule. */
export function goesByOffice(schedule: Schedule | undefined): boolean {
	return ['OfficeHours', 'OutOfOfficeHours', 'BreakTime'].includes(schedule?.type ?? '');
}
