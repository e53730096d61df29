import { DateTime } from 'luxon';
import type { Configuration } from './configuration';
import { holidayEdges } from './holiday';
import { edgesOf, readSchedule } from './schedule';
import { DAY_SECONDS } from './wallClock';

const HALF_HOUR = 1800;

/**
 * Every instant of the coming days at which something in the configuration may begin or end: hours, breaks,
 * holidays, overrides, by the clock of every zone in it. Between two of them nothing changes by itself.
 *
 * @param from milliseconds since 1970; itself the first
 */
export function changePoints(configuration: Configuration, from: number, days: number): number[] {
	const end = from + days * DAY_SECONDS * 1000;
	const edges = [...new Set([0, ...edgesIn(configuration)])];
	const points = new Set([from]);
	const add = (at: number) => {
		if (at > from && at < end) points.add(at);
	};
	for (const zone of zonesIn(configuration)) {
		const today = DateTime.fromMillis(from, { zone }).startOf('day');
		for (let i = 0; i <= days + 1; i++) {
			const day = today.plus({ days: i });
			for (const at of instantsOf(day, edges)) add(at);
		}
	}
	for (const { forcedUntil } of configuration.departments) {
		if (forcedUntil !== undefined) add(forcedUntil);
	}
	return [...points].sort((a, b) => a - b);
}

/** The instants of a day at which its clock shows these times; on a day that the clocks are changed, every half hour. */
function instantsOf(day: DateTime, edges: readonly number[]): number[] {
	const midnight = day.toMillis();
	const seconds = (day.plus({ days: 1 }).toMillis() - midnight) / 1000;
	if (seconds === DAY_SECONDS) return edges.map((edge) => midnight + edge * 1000);
	const halfHours = Array.from({ length: seconds / HALF_HOUR }, (_, i) => i * HALF_HOUR);
	// Before and after the change the same time is at another distance from midnight.
	const moved = edges.flatMap((edge) => [edge, edge + seconds - DAY_SECONDS]);
	return [...halfHours, ...moved].map((edge) => midnight + edge * 1000);
}

function edgesIn({ departments, office, holidays, inboundRules, dns }: Configuration): number[] {
	const users = [...dns.users.values()];
	const schedules = [
		office.hours,
		office.breaks,
		...departments.flatMap(({ hours, breaks }) => [hours, breaks]),
		...(inboundRules ?? []).map(({ hours }) => readSchedule(hours)),
		...users.flatMap(({ hours, exceptions }) => [hours, ...exceptions.map((one) => one.hours)]),
	];
	return [...schedules.flatMap(edgesOf), ...(holidays ?? []).flatMap(holidayEdges)];
}

function zonesIn({ departments, office }: Configuration): Set<string> {
	const zones = [office.zone, ...departments.map(({ zone }) => zone)];
	return new Set(zones.flatMap((zone) => zone ?? []));
}
