import { DateTime } from 'luxon';
import {
	MIDNIGHT,
	readRoster,
	type Plan,
	type RosterRules,
	type RosterSources,
} from '../../../../nodes/ThreeCxUpdateOnCallForwarding/plan';

export const ZONE = 'Europe/Berlin';
export const FROM = DateTime.fromISO('2026-11-20', { zone: ZONE });

/** A calendar of these events; blanks at the start of lines are left out. */
export function calendar(...events: string[]): string {
	const blocks = events.map((event) => `BEGIN:VEVENT\n${event.trim()}\nEND:VEVENT`);
	return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...blocks, 'END:VCALENDAR', '']
		.join('\n')
		.replace(/\n\s*/g, '\r\n');
}

/** Reads it for ten days from `FROM` on, with a hand-over at 08:00. */
export function read(
	text: string,
	change: Partial<RosterRules> = {},
	sources: Partial<RosterSources> = {},
): Plan {
	const rules: RosterRules = {
		columns: {},
		zone: ZONE,
		handOver: { ...MIDNIGHT, hour: 8 },
		highestFirst: false,
		tentativeCounts: false,
		numberProperty: '',
		window: { from: FROM, to: FROM.plus({ days: 10 }) },
		...change,
	};
	return readRoster({ plan: text, ...sources }, rules);
}
