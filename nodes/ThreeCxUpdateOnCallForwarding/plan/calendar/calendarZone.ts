import { DateTime, IANAZone } from 'luxon';
import { WINDOWS_ZONES } from './windowsZones';

/** Offsets of a VTIMEZONE from UTC in minutes: those it changes to. */
export type ZoneOffsets = ReadonlyMap<string, readonly number[]>;

/**
 * The IANA zone of a calendar's TZID: `Europe/Berlin`, `/citadel.org/20210210_1/Europe/Berlin`,
 * `W. Europe Standard Time`, `(UTC+01:00) Amsterdam, Berlin, Bern`. A zone of another name that has the
 * same offsets as the plan's is the plan's.
 *
 * @returns undefined where nobody knows what the name means
 */
export function zoneOf(tzid: string, offsets: ZoneOffsets, planZone: string): string | undefined {
	const name = tzid.trim().replace(/^"|"$/g, '');
	return (
		ianaName(name) ??
		WINDOWS_ZONES[name.replace(/ (?:Standard|Daylight) Time$/, '')] ??
		zoneOfCity(name) ??
		(isLike(planZone, offsets.get(tzid)) ? planZone : undefined)
	);
}

/** The name itself, or the end of a path that is one. */
function ianaName(name: string): string | undefined {
	const parts = name.split('/').slice(-3);
	const ends = parts.map((_part, from) => parts.slice(from).join('/'));
	return [name, ...ends].find((end) => /^(?:[A-Z]\w+\/|UTC$|GMT$)/.test(end) && isZone(end));
}

function isZone(name: string): boolean {
	return IANAZone.isValidZone(name);
}

/** Outlook's own words: an offset, and cities of that zone. */
function zoneOfCity(name: string): string | undefined {
	if (!/^\((?:UTC|GMT)/.test(name)) return undefined;
	const cities = name
		.replace(/^\([^)]*\)/, '')
		.split(',')
		.map((city) => city.trim().replace(/ /g, '_'));
	const zones = Intl.supportedValuesOf('timeZone');
	return cities.map((city) => zones.find((zone) => zone.endsWith(`/${city}`))).find(Boolean);
}

/** Whether a zone has just these offsets in the year that runs. */
function isLike(zone: string, offsets: readonly number[] | undefined): boolean {
	if (offsets === undefined || offsets.length === 0) return false;
	const january = DateTime.fromObject({ month: 1, day: 15 }, { zone });
	const own = new Set([january.offset, january.plus({ months: 6 }).offset]);
	return own.size === new Set(offsets).size && offsets.every((offset) => own.has(offset));
}
