import ICAL from 'ical.js';
import { canFollow } from './rule';

/** One time of an event, in the local time of its series. */
export interface Occurrence {
	/** What is said of this time: the series itself, or what was changed for this one. */
	event: ICAL.Component;
	start: ICAL.Time;
	end: ICAL.Time;
}

/** A series cannot be followed: why, in the user's words. */
export class SeriesError extends Error {
	constructor(reason: string) {
		super(reason);
		this.name = 'SeriesError';
	}
}

/** Of one series, from its begin on: a daily one for 27 years. */
const MOST_TIMES = 10_000;

/** Local times; what is over before, or begins after, is left out. */
export interface LocalWindow {
	since: ICAL.Time;
	until: ICAL.Time;
}

/**
 * The times of a series, with what was changed, added and left out. Times are local, see `makeLocal`.
 *
 * @param events the events of one UID
 * @throws SeriesError
 */
export function occurrencesOf(
	events: readonly ICAL.Component[],
	window: LocalWindow,
): Occurrence[] {
	const isChange = (event: ICAL.Component) => event.hasProperty('recurrence-id');
	const changes = events.filter(isChange);
	// A series that was split or exported twice has several.
	const series = events.filter((event) => !isChange(event));
	const found: Occurrence[] = [];
	const seen = new Set<ICAL.Component>();
	for (const one of series) {
		for (const occurrence of timesOf(one, series.length === 1 ? changes : [], window)) {
			seen.add(occurrence.event);
			found.push(occurrence);
		}
	}
	// An invitation to one time only comes without its series.
	for (const change of changes) {
		if (!seen.has(change)) found.push(...timesOf(change, [], window));
	}
	return found;
}

function timesOf(
	component: ICAL.Component,
	changes: readonly ICAL.Component[],
	{ since, until }: LocalWindow,
): Occurrence[] {
	const event = new ICAL.Event(component, { exceptions: [...changes], strictExceptions: false });
	if (!(event.startDate instanceof ICAL.Time)) throw new SeriesError('it has no start');
	const periods = takePeriods(component);
	if (!event.isRecurring()) return [{ event: component, ...spanOf(event) }, ...periods];

	for (const property of component.getAllProperties('rrule')) {
		const rule = property.getFirstValue();
		if (rule instanceof ICAL.Recur && canFollow(rule)) continue;
		throw new SeriesError(`it repeats in a way that is not understood (${String(rule)})`);
	}

	const found: Occurrence[] = [...periods];
	const times = event.iterator();
	for (let count = 0; count < MOST_TIMES; count++) {
		const time: ICAL.Time | null | undefined = times.next();
		// What was moved to an earlier day comes up at its old day.
		if (!time || time.compare(until) > 0) return found;
		const { item, startDate: start, endDate: end } = event.getOccurrenceDetails(time);
		// A change counts wherever it was moved to, and is known to have been seen.
		if (item !== event || end.compare(since) > 0) found.push({ event: item.component, start, end });
	}
	throw new SeriesError(`it began more than ${MOST_TIMES} times ago`);
}

function spanOf({ startDate: start, endDate: end }: ICAL.Event): Omit<Occurrence, 'event'> {
	return { start, end };
}

/** Single times that have an end of their own, which the library does not take. */
function takePeriods(component: ICAL.Component): Occurrence[] {
	const found: Occurrence[] = [];
	for (const property of component.getAllProperties('rdate')) {
		const values: unknown[] = property.getValues();
		const periods = values.filter((value) => value instanceof ICAL.Period);
		if (periods.length === 0) continue;
		found.push(
			...periods.map((period) => ({
				event: component,
				start: period.start,
				end: period.getEnd(),
			})),
		);
		component.removeProperty(property);
	}
	return found;
}
