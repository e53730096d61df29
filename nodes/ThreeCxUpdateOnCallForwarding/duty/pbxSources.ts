import { DateTime } from 'luxon';
import type { Pbx } from '../../shared/n8n/pbx';
import { Filter } from '../../shared/xapi';
import type { Holiday } from '../inbound/holiday';
import { readHolidays } from '../inbound/readConfiguration';
import type { Day } from '../plan';
import type { PlanSources } from './planSources';

const FIVE_MINUTES = 300_000;
/** Of users in one request, so that the address stays short. */
const AT_ONCE = 20;
/** The department that everything belongs to which has none of its own (xapi.md §3.5). */
const DEFAULT_DEPARTMENT = 'GRP0000';
/** No holiday of the PBX is longer. */
const MOST_DAYS = 366;

/** What of a plan stands in this PBX. */
export function pbxSources(pbx: Pbx): PlanSources {
	return {
		holidays: async (from, to) => {
			const holidays = await pbx.remember(
				'holidays',
				FIVE_MINUTES,
				async () => await readHolidays(pbx.xapi),
			);
			return holidays.filter(isForAll).flatMap((holiday) => daysOf(holiday, from, to));
		},
		mobiles: async (extensions) => {
			const mobiles = new Map<string, string>();
			for (let first = 0; first < extensions.length; first += AT_ONCE) {
				const some = extensions.slice(first, first + AT_ONCE);
				const rows = await pbx.xapi.page('Users', {
					select: ['Id', 'Number', 'Mobile'],
					filter: Filter.any(...some.map((extension) => Filter.eq('Number', extension))),
					top: AT_ONCE,
				});
				for (const row of rows) {
					mobiles.set(row.text('Number') ?? '', row.text('Mobile') ?? '');
				}
			}
			return mobiles;
		},
	};
}

/** Those of other departments say nothing about the emergency line. */
function isForAll({ group }: Holiday): boolean {
	return group === '' || group === DEFAULT_DEPARTMENT;
}

/** Every day that a holiday touches between two days; hours of the PBX are not followed. */
function daysOf(holiday: Holiday, from: Day, to: Day): Day[] {
	const years = holiday.everyYear
		? Array.from({ length: to.year - from.year + 2 }, (_year, more) => from.year - 1 + more)
		: [holiday.from.year];
	const days: Day[] = [];
	for (const year of years) {
		const first = dayOf(holiday.from, year);
		let last = dayOf(holiday.to, holiday.everyYear ? year : holiday.to.year);
		// 24 December to 2 January of every year.
		if (holiday.everyYear && last < first) last = last.plus({ years: 1 });
		for (
			let day = first, count = 0;
			day <= last && count < MOST_DAYS;
			day = day.plus({ days: 1 })
		) {
			days.push({ year: day.year, month: day.month, day: day.day });
			count++;
		}
	}
	return days;
}

function dayOf({ month, day }: Holiday['from'], year: number): DateTime {
	return DateTime.fromObject({ year, month, day }, { zone: 'utc' });
}
