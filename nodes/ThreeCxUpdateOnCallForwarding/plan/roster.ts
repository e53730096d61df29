import type { DateTime } from 'luxon';
import { isCalendar } from './calendar/calendarText';
import { readCalendar } from './calendar/readCalendar';
import type { PlanColumns } from './columns';
import { holidayTimes, onHolidays, readHolidayList } from './holidays';
import { readPeople, withPerson } from './people';
import { readPlan, type Plan } from './readPlan';
import type { RowProblem } from './shift';
import type { Clock, Day } from './wallTime';
import { assertZone } from './zone';

/** Everything that decides who is on call, as it was given. Lists are rows, or calendars as text. */
export interface RosterSources {
	plan: unknown;
	/** Wins over all else while it lasts. */
	overrides?: unknown;
	/** Counts on holidays only, and wins there over the plan. */
	holidayPlan?: unknown;
	/** Days as a list or as text. */
	holidays?: unknown;
	/** Holidays that are known already, such as those of 3CX. */
	holidayDays?: readonly Day[];
	/** Numbers by person, for a plan that holds names only. */
	people?: unknown;
}

/** How it is to be read. */
export interface RosterRules {
	columns: PlanColumns;
	/** IANA name: where times without an offset are meant. */
	zone: string;
	/** When a day of duty begins, for days without a time and for holidays. */
	handOver: Clock;
	/** Whether the highest number of a priority is the strongest, not the lowest. */
	highestFirst: boolean;
	/** Whether events of a calendar that are not firm count. */
	tentativeCounts: boolean;
	/** Property of a calendar's events that holds the number; empty looks wherever one may be. */
	numberProperty: string;
	/** Calendars are followed in this time; rows count whenever they are. */
	window: { from: DateTime; to: DateTime };
}

/** A plan, and the days it takes for holidays. */
export interface Roster extends Plan {
	holidays: readonly Day[];
}

type List = 'plan' | 'overrides' | 'holidayPlan';

/** For messages: where a row stands. */
const NAMES: Record<List, string> = {
	plan: '',
	overrides: 'Overrides: ',
	holidayPlan: 'Holiday plan: ',
};
const ROSTERS = { plan: undefined, overrides: 'override', holidayPlan: 'holiday' } as const;

/**
 * Reads plan, overrides, holiday plan, holidays and people into shifts. Nothing that cannot be read
 * costs anything else.
 *
 * @throws UnknownZoneError
 */
export function readRoster(sources: RosterSources, rules: RosterRules): Roster {
	const zone = assertZone(rules.zone);
	const { people, problems } = readPeople(sources.people ?? []);
	const list = readHolidayList(sources.holidays ?? [], zone);
	const days = [...list.days, ...(sources.holidayDays ?? [])];
	const times = holidayTimes(days, rules.handOver, zone);

	const roster: Roster = {
		holidays: days,
		shifts: [],
		problems: [...named('People: ', problems), ...list.problems],
	};
	for (const name of ['overrides', 'holidayPlan', 'plan'] as const) {
		if (name !== 'plan' && isNothing(sources[name])) continue;
		const part = readList(sources[name], {
			...{ ...rules, zone, people, roster: ROSTERS[name] },
			hasHolidays: days.length > 0,
			numbersElsewhere: people.length > 0,
		});
		const shifts = part.shifts.map((shift) => withPerson(shift, people));
		roster.shifts.push(...shifts.flatMap((shift) => onHolidays(shift, times)));
		roster.problems.push(...named(NAMES[name], part.problems));
	}
	if (!isNothing(sources.holidayPlan) && days.length === 0) {
		const message = 'There is a holiday plan but no holiday, so the holiday plan never counts.';
		roster.problems.push({ row: 0, message });
	}
	return roster;
}

type ListRules = Parameters<typeof readCalendar>[1] & { columns: PlanColumns };

/** A calendar, several, or rows. */
function readList(given: unknown, rules: ListRules): Plan {
	if (isCalendar(given)) return readCalendar(given, rules);
	if (Array.isArray(given) && given.length > 0 && given.every(isCalendar)) {
		const plans = given.map((text) => readCalendar(text, rules));
		return {
			shifts: plans.flatMap(({ shifts }) => shifts),
			problems: plans.flatMap(({ problems }) => problems),
		};
	}
	return readPlan(given, rules.columns, rules.zone, rules);
}

function named(list: string, problems: readonly RowProblem[]): RowProblem[] {
	return problems.map(({ row, message }) => ({ row, message: `${list}${message}` }));
}

/** A list that was left alone, unlike the plan itself, which must be something. */
function isNothing(given: unknown): boolean {
	if (given === undefined || given === null) return true;
	if (typeof given === 'string') return given.trim() === '' || given.trim() === '[]';
	return Array.isArray(given) && given.length === 0;
}
