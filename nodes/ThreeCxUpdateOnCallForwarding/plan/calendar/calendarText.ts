import ICAL from 'ical.js';
import type { RowProblem } from '../shift';
import type { ZoneOffsets } from './calendarZone';

/** A calendar taken apart. An event that cannot be read never costs another. */
export interface CalendarText {
	/** The events of one UID: a series, and what was changed of it. */
	series: ICAL.Component[][];
	zones: ZoneOffsets;
	problems: RowProblem[];
}

/** Larger than any plan of a team for years; what is larger is not read at all. */
const MOST_CHARACTERS = 5_000_000;
const MOST_EVENTS = 20_000;

/** Whether a text is a calendar. */
export function isCalendar(value: unknown): value is string {
	return typeof value === 'string' && /^\s*BEGIN:VCALENDAR\b/i.test(value.replace(/^\ufeff/, ''));
}

/** Takes a calendar apart (RFC 5545). */
export function takeApart(text: string): CalendarText {
	const calendar: CalendarText = { series: [], zones: new Map(), problems: [] };
	if (text.length > MOST_CHARACTERS) {
		const message = `The calendar has ${text.length} characters, and ${MOST_CHARACTERS} are read at most. Export a shorter period.`;
		return { ...calendar, problems: [{ row: 0, message }] };
	}

	const zones = new Map<string, number[]>();
	for (const block of blocksOf(text, 'VTIMEZONE')) {
		const zone = parsed(block);
		if (zone !== undefined) zones.set(textOf(zone, 'tzid'), offsetsOf(zone));
	}

	const events = blocksOf(text, 'VEVENT');
	const byUid = new Map<string, ICAL.Component[]>();
	events.slice(0, MOST_EVENTS).forEach((block, row) => {
		const event = parsed(block);
		if (event === undefined) {
			const message = `Event ${row + 1} of the calendar cannot be read. Export the calendar again, or leave the event out.`;
			calendar.problems.push({ row, message });
			return;
		}
		const uid = textOf(event, 'uid') || `event ${row}`;
		byUid.set(uid, [...(byUid.get(uid) ?? []), event]);
	});
	if (events.length > MOST_EVENTS) {
		const message = `The calendar has ${events.length} events; the first ${MOST_EVENTS} count. Export a shorter period.`;
		calendar.problems.push({ row: MOST_EVENTS, message });
	}
	return { ...calendar, series: [...byUid.values()], zones };
}

/** The text of a property; empty where there is none. */
export function textOf(component: ICAL.Component, name: string): string {
	const value: unknown = component.getFirstPropertyValue(name);
	return typeof value === 'string' ? value.trim() : '';
}

/** The text between the lines BEGIN and END of every component of a kind; those lines are never folded. */
function blocksOf(text: string, kind: string): string[] {
	const blocks: string[] = [];
	let block: string[] | undefined;
	for (const line of text.split(/\r\n|\n|\r/)) {
		const word = line.trimEnd().toUpperCase();
		if (word === `BEGIN:${kind}`) block = [];
		block?.push(line);
		if (word !== `END:${kind}` || block === undefined) continue;
		blocks.push(block.join('\r\n'));
		block = undefined;
	}
	return blocks;
}

function parsed(block: string): ICAL.Component | undefined {
	try {
		return ICAL.Component.fromString(block);
	} catch {
		return undefined;
	}
}

function offsetsOf(zone: ICAL.Component): number[] {
	return zone
		.getAllSubcomponents()
		.map((change) => change.getFirstPropertyValue('tzoffsetto'))
		.filter((offset) => offset instanceof ICAL.UtcOffset)
		.map((offset) => offset.toSeconds() / 60);
}
