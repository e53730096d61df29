import type { Row } from '../../shared/xapi';
import { DAY_SECONDS, durationSeconds, type WallTime } from './wallClock';

/** A day or a span of days without office hours (xapi.md §3.12). */
export interface Holiday {
	name: string;
	/** Number of the department, such as `GRP0001`; empty: all of them. */
	group: string;
	everyYear: boolean;
	from: Edge;
	/** Up to and including this second. */
	to: Edge;
}

/** A moment by the clock on the wall. */
interface Edge {
	year: number;
	month: number;
	day: number;
	/** Since midnight. */
	seconds: number;
}

export function readHoliday(row: Row): Holiday {
	const year = row.integer('Year') ?? 0;
	const month = row.integer('Month') ?? 0;
	const day = row.integer('Day') ?? 0;
	const end = durationSeconds(row.text('TimeOfEndDate'));
	return {
		name: row.text('Name') ?? '',
		group: row.text('Group') ?? '',
		everyYear: row.flag('IsRecurrent') ?? false,
		from: { year, month, day, seconds: durationSeconds(row.text('TimeOfStartDate')) ?? 0 },
		to: {
			year: row.integer('YearEnd') ?? year,
			month: row.integer('MonthEnd') ?? month,
			day: row.integer('DayEnd') ?? day,
			// A holiday without an end of its own lasts as long as its day.
			seconds: end ?? DAY_SECONDS - 1,
		},
	};
}

/** The holiday that a department has, if it has one. @param group number of the department */
export function holidayAt(
	holidays: readonly Holiday[],
	group: string,
	wall: WallTime,
): Holiday | undefined {
	return holidays.find(
		(holiday) => (holiday.group === '' || holiday.group === group) && isOn(holiday, wall),
	);
}

/** The times of day at which the holiday begins and is over. */
export function holidayEdges({ from, to }: Holiday): number[] {
	return [from.seconds, to.seconds + 1];
}

function isOn({ everyYear, from, to }: Holiday, wall: WallTime): boolean {
	const now = order(wall, everyYear);
	const start = order(from, everyYear);
	const end = order(to, everyYear);
	// 24 December to 2 January of every year goes over the turn of the year.
	if (everyYear && end < start) return now >= start || now <= end;
	return start <= now && now <= end;
}

/** A number that grows with the time; days and months need not be of the same length for that. */
function order({ year, month, day, seconds }: Edge, everyYear: boolean): number {
	return (((everyYear ? 0 : year) * 12 + month) * 31 + day) * DAY_SECONDS + seconds;
}
