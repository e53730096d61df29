import fc from 'fast-check';
import { DateTime } from 'luxon';
import { calendar, read, ZONE } from './calendarPlan';

describe('rules that are followed', () => {
	const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
	const some = fc.subarray(DAYS, { minLength: 1 });
	const nth = fc.tuple(fc.constantFrom(1, 2, 3, 4, 5, -1, -2), fc.constantFrom(...DAYS));
	const interval = fc.integer({ min: 1, max: 4 });

	/** A rule, and whether a day, some days after the first, is one of its days. */
	interface Case {
		rule: string;
		holds(day: DateTime, first: DateTime): boolean;
	}
	const nameOf = (day: DateTime) => DAYS[day.weekday - 1] ?? '';
	const monday = (day: DateTime) => day.startOf('week');
	const months = (day: DateTime, first: DateTime) =>
		(day.year - first.year) * 12 + day.month - first.month;
	const isNth = (day: DateTime, place: number, name: string) =>
		nameOf(day) === name &&
		(place > 0
			? Math.ceil(day.day / 7) === place
			: Math.ceil((day.endOf('month').day - day.day + 1) / 7) === -place);

	const cases: fc.Arbitrary<Case> = fc.oneof(
		interval.map((n) => ({
			rule: `FREQ=DAILY;INTERVAL=${n}`,
			holds: (day: DateTime, first: DateTime) => day.diff(first, 'days').days % n === 0,
		})),
		fc.tuple(interval, some).map(([n, days]) => ({
			rule: `FREQ=WEEKLY;INTERVAL=${n};BYDAY=${days.join(',')};WKST=MO`,
			holds: (day: DateTime, first: DateTime) =>
				days.includes(nameOf(day)) && monday(day).diff(monday(first), 'weeks').weeks % n === 0,
		})),
		fc.tuple(interval, nth).map(([n, [place, name]]) => ({
			rule: `FREQ=MONTHLY;INTERVAL=${n};BYDAY=${place}${name}`,
			holds: (day: DateTime, first: DateTime) =>
				months(day, first) % n === 0 && isNth(day, place, name),
		})),
		fc.tuple(interval, fc.integer({ min: 1, max: 31 })).map(([n, date]) => ({
			rule: `FREQ=MONTHLY;INTERVAL=${n};BYMONTHDAY=${date}`,
			holds: (day: DateTime, first: DateTime) => months(day, first) % n === 0 && day.day === date,
		})),
		fc.integer({ min: 1, max: 12 }).map((month) => ({
			rule: `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=28`,
			holds: (day: DateTime) => day.month === month && day.day === 28,
		})),
		fc.tuple(fc.integer({ min: 1, max: 12 }), nth).map(([month, [place, name]]) => ({
			rule: `FREQ=YEARLY;BYMONTH=${month};BYDAY=${place}${name}`,
			holds: (day: DateTime) => day.month === month && isNth(day, place, name),
		})),
	);

	it('give the days that a look at every day of many months finds', () => {
		fc.assert(
			fc.property(cases, fc.integer({ min: 0, max: 400 }), ({ rule, holds }, later) => {
				const first = DateTime.fromISO('2026-01-05', { zone: ZONE }).plus({ days: later });
				const end = first.plus({ days: 500 });
				const wanted: string[] = [];
				for (let day = first.plus({ days: 1 }); day < end; day = day.plus({ days: 1 })) {
					if (holds(day, first)) wanted.push(day.toISODate() ?? '');
				}
				const text = calendar(
					`UID:1\nSUMMARY:Max\nDTSTART;TZID=Europe/Berlin:${first.toFormat('yyyyMMdd')}T100000\nDURATION:PT1H\nRRULE:${rule}`,
				);
				const window = { from: first, to: end };
				const found = read(text, { window })
					.shifts.map(({ from }) => from.toISODate() ?? '')
					.filter((day) => day !== first.toISODate());
				expect([rule, ...found]).toEqual([rule, ...wanted]);
			}),
			{ numRuns: 30 },
		);
	});
});
