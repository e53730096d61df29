import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { wallTime } from '../wallTime';

/**
 * Makes every time of an event one without a zone, as the clocks of the zone show it. A series repeats
 * by the clock on the wall, and so the library needs to know no zone: what it says is made an instant
 * by `instantOf`, with the same rules for the nights when the clocks change as everywhere in the plan.
 *
 * @param zoneOfTime IANA zone of a TZID; the zone itself for a time without one
 */
export function makeLocal(
	event: ICAL.Component,
	zone: string,
	zoneOfTime: (tzid: string) => string,
): void {
	const start = event.getFirstPropertyValue('dtstart');
	for (const property of event.getAllProperties()) {
		const values: unknown[] = property.getValues();
		if (!values.every(isTimeOrPeriod)) continue;
		const tzid = property.getFirstParameter('tzid');
		const local = (time: ICAL.Time) => localTime(time, zone, tzid ? zoneOfTime(tzid) : zone);
		const changed = values.map((value) => {
			if (value instanceof ICAL.Period) return localPeriod(value, local);
			// Some programs leave out a whole day where the series has times.
			const asDay = value.isDate && start instanceof ICAL.Time && !start.isDate;
			return asDay && property.name !== 'dtend' ? onDay(value, start) : local(value);
		});
		property.removeParameter('tzid');
		if (property.isMultiValue) property.setValues(changed);
		else property.setValue(changed[0]);
	}
	for (const property of event.getAllProperties('rrule')) {
		const rule = property.getFirstValue();
		if (rule instanceof ICAL.Recur && rule.until) rule.until = localTime(rule.until, zone, zone);
	}
}

/** The instant at which the clocks of a zone show a time; undefined beyond the calendar. */
export function instantOf(time: ICAL.Time, zone: string): DateTime<true> | undefined {
	const { year, month, day, hour, minute, second } = time;
	return wallTime({ year, month, day }, { hour, minute, second, millisecond: 0 }, zone);
}

function localTime(time: ICAL.Time, zone: string, own: string): ICAL.Time {
	if (time.isDate) return time;
	const isUtc = time.zone === ICAL.Timezone.utcTimezone;
	const { year, month, day, hour, minute, second } = time;
	const fields = { year, month, day, hour, minute, second, isDate: false };
	const shown = isUtc
		? DateTime.fromObject({ year, month, day, hour, minute, second }, { zone: 'utc' }).setZone(zone)
		: own === zone
			? undefined
			: instantOf(time, own)?.setZone(zone);
	if (shown === undefined) return ICAL.Time.fromData(fields);
	return ICAL.Time.fromData({
		...{ year: shown.year, month: shown.month, day: shown.day },
		...{ hour: shown.hour, minute: shown.minute, second: shown.second, isDate: false },
	});
}

function isTimeOrPeriod(value: unknown): value is ICAL.Time | ICAL.Period {
	return value instanceof ICAL.Time || value instanceof ICAL.Period;
}

function localPeriod(period: ICAL.Period, local: (time: ICAL.Time) => ICAL.Time): ICAL.Period {
	return ICAL.Period.fromData({ start: local(period.start), end: local(period.getEnd()) });
}

function onDay(day: ICAL.Time, start: ICAL.Time): ICAL.Time {
	const { hour, minute, second } = start;
	return ICAL.Time.fromData({
		...{ year: day.year, month: day.month, day: day.day },
		...{ hour, minute, second, isDate: false },
	});
}
