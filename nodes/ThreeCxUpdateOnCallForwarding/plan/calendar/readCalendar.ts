import ICAL from 'ical.js';
import type { DateTime } from 'luxon';
import { findPerson, type Person } from '../people';
import type { Plan } from '../readPlan';
import type { RowRules } from '../rules';
import type { Shift } from '../shift';
import { wallTime, type Clock } from '../wallTime';
import { takeApart, textOf, type CalendarText } from './calendarText';
import { zoneOf } from './calendarZone';
import { namesIn, numberOf } from './eventNumber';
import { instantOf, makeLocal } from './localTime';
import { occurrencesOf, SeriesError, type LocalWindow, type Occurrence } from './series';

/** How a calendar is to be read. */
export interface CalendarRules extends RowRules {
	/** Shifts that are over before this, or begin after it, are left out. */
	window: { from: DateTime; to: DateTime };
	/** Property that holds the number, such as `DESCRIPTION`; empty looks wherever one may be. */
	numberProperty: string;
	/** Table of people, by which a name or a mail address becomes a number. */
	people: readonly Person[];
	/** Whether events that are not firm (`STATUS:TENTATIVE`) count. */
	tentativeCounts: boolean;
}

/** More shifts than this are no plan of one line. */
const MOST_SHIFTS = 20_000;

/**
 * Reads a calendar (RFC 5545): each time of each event is a shift. Events of whole days run from
 * hand-over to hand-over; one that ends on the day it begins counts that day.
 */
export function readCalendar(text: string, rules: CalendarRules): Plan {
	const calendar = takeApart(text);
	const plan: Plan = { shifts: [], problems: [...calendar.problems] };
	const tell = (row: number, message: string) => {
		plan.problems.push({ row, message });
	};
	calendar.series.forEach((events, row) => {
		try {
			const { shifts, remarks } = shiftsOf(events, row, calendar, rules);
			plan.shifts.push(...shifts);
			for (const remark of remarks) tell(row, `Event ${nameOf(events)}: ${remark}.`);
		} catch (error) {
			const reason = error instanceof SeriesError ? error.message : 'it cannot be read';
			tell(
				row,
				`Event ${nameOf(events)}: ${reason}. It does not count; change it in the calendar.`,
			);
		}
	});
	if (plan.shifts.length > MOST_SHIFTS) {
		tell(plan.shifts.length, `The calendar has more than ${MOST_SHIFTS} shifts; the first count.`);
		plan.shifts.length = MOST_SHIFTS;
	}
	return plan;
}

interface Reading {
	shifts: Shift[];
	remarks: string[];
}

function shiftsOf(
	events: readonly ICAL.Component[],
	row: number,
	calendar: CalendarText,
	rules: CalendarRules,
): Reading {
	const zone = zoneOfSeries(events, calendar, rules);
	const zoneOfTime = (tzid: string) => knownZone(tzid, calendar, rules);
	for (const event of events) makeLocal(event, zone, zoneOfTime);

	const reading: Reading = { shifts: [], remarks: [] };
	for (const occurrence of occurrencesOf(events, localWindow(rules))) {
		const from = boundary(occurrence.start, zone, rules);
		const to = boundary(endOf(occurrence), zone, rules);
		if (from === undefined || to === undefined || to <= from) {
			reading.remarks.push('it has no end after its start, and does not count');
			continue;
		}
		if (to <= rules.window.from || from >= rules.window.to) continue;
		reading.shifts.push({
			...whoOf(occurrence.event, row, rules),
			...{ from: from.setZone(rules.zone), to: to.setZone(rules.zone) },
		});
	}
	return { ...reading, remarks: [...new Set(reading.remarks)] };
}

/** Two days wider than the window: no zone is farther from UTC, and a day of duty may begin late. */
function localWindow({ window: { from, to } }: CalendarRules): LocalWindow {
	const time = (at: DateTime) => ICAL.Time.fromJSDate(at.toJSDate(), true);
	return { since: time(from.minus({ days: 2 })), until: time(to.plus({ days: 2 })) };
}

/** The zone that a series repeats in: that of its start, which the changes are put into. */
function zoneOfSeries(
	events: readonly ICAL.Component[],
	calendar: CalendarText,
	rules: CalendarRules,
): string {
	const series = events.find((event) => !event.hasProperty('recurrence-id')) ?? events[0];
	const start = series?.getFirstProperty('dtstart');
	const time: unknown = start?.getFirstValue();
	if (time instanceof ICAL.Time && time.zone === ICAL.Timezone.utcTimezone) return 'UTC';
	const tzid = start?.getFirstParameter('tzid');
	return tzid ? knownZone(tzid, calendar, rules) : rules.zone;
}

function knownZone(tzid: string, { zones }: CalendarText, { zone }: CalendarRules): string {
	const known = zoneOf(tzid, zones, zone);
	if (known !== undefined) return known;
	throw new SeriesError(`its time zone "${tzid.slice(0, 60)}" is not known`);
}

/** A whole day ends with the day; one that a program ends where it begins counts that day. */
function endOf({ start, end }: Occurrence): ICAL.Time {
	if (!start.isDate || end.compare(start) > 0) return end;
	const next = start.clone();
	next.day += 1;
	return next;
}

function boundary(
	time: ICAL.Time,
	zone: string,
	{ zone: planZone, handOver }: { zone: string; handOver: Clock },
): DateTime | undefined {
	if (!time.isDate) return instantOf(time, zone);
	const { year, month, day } = time;
	return wallTime({ year, month, day }, handOver, planZone);
}

function whoOf(
	event: ICAL.Component,
	row: number,
	rules: CalendarRules,
): Omit<Shift, 'from' | 'to'> {
	const names = namesIn(event);
	const person = personIn(names, rules.people);
	const number = numberOf(event, rules.numberProperty);
	const status = textOf(event, 'status').toUpperCase();
	const priority = Number(event.getFirstPropertyValue('priority') ?? 0);
	const own = number.several && person?.mobile === undefined ? 'several numbers' : number.text;
	return {
		row,
		person: person?.name ?? (without(names[0] ?? '', number.text) || `event ${row + 1}`),
		mobile: own === '' ? person?.mobile : own,
		confirmed: status !== 'CANCELLED' && (status !== 'TENTATIVE' || rules.tentativeCounts),
		...(person?.extension !== undefined && { extension: person.extension }),
		...(rules.roster && { roster: rules.roster }),
		// 0 is no priority; of the others 1 is the highest, unless people count the other way.
		...(priority > 0 && { priority: rules.highestFirst ? -priority : priority }),
	};
}

/** The name of a title that holds the number too. */
function without(title: string, number: string): string {
	if (number === '' || !title.includes(number)) return title;
	return title
		.replace(number, ' ')
		.replace(/\s+/g, ' ')
		.replace(/^[\s:,;(/-]+|[\s:,;(/-]+$/g, '');
}

function personIn(names: readonly string[], people: readonly Person[]): Person | undefined {
	for (const name of names) {
		const byMail = people.find(({ email }) => email !== undefined && email === name.toLowerCase());
		const { person } = byMail === undefined ? findPerson(people, name) : { person: byMail };
		if (person !== undefined) return person;
	}
	return undefined;
}

/** For a message; a summary may hold a number. */
function nameOf([event]: readonly ICAL.Component[]): string {
	const name = event === undefined ? '' : textOf(event, 'summary');
	return `"${name.replace(/\d(?=\d{2})/g, '…').slice(0, 60)}"`;
}
