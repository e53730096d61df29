import { DateTime } from 'luxon';
import { oneOf } from '../shared/n8n/parameters';
import { zoneOf } from '../shared/n8n/timeRange';
import { InputError, maskDigits } from '../shared/transport';
import { subjectOf } from './eventTypes';
import type { Filtered } from './settings';

const ONLY = ['always', 'inside', 'outside'] as const;

/** In the order of luxon's `weekday`, which begins with 1. */
const DAYS = [
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
	'sunday',
] as const;

/**
 * Whether an event is at a time that is wanted, by the clock on the wall of the time zone: on the days that the clocks
 * are changed as on all others. The end is not part of the time; a time over midnight is of the day on which it begins.
 * What is about the PBX itself, such as an outage, passes at any time.
 *
 * @param value of the fixed collection; without one every event passes
 * @param workflowZone where no other is chosen
 * @throws InputError naming the parameter by its label
 */
export function officeTimes(
	value: unknown,
	workflowZone: string,
): (event: Pick<Filtered, 'eventType' | 'at'>) => boolean {
	const { times } = Object(value) as { times?: Record<string, unknown> };
	const only = oneOf('Only', times?.only ?? 'always', ONLY);
	if (only === 'always') return () => true;
	const days = daysOf(times?.days);
	const from = minutesOf('From', times?.from ?? '08:00');
	const to = minutesOf('To', times?.to ?? '17:00');
	if (from === to) {
		throw new InputError('To', '"To" is the same as "From"', {
			hint: 'For the whole day write 00:00 and 24:00.',
		});
	}
	const chosen = times?.timeZone;
	const zone = zoneOf(typeof chosen === 'string' && chosen.trim() ? chosen.trim() : workflowZone);
	const isInside = (at: number) => {
		const { weekday, hour, minute } = DateTime.fromMillis(at, { zone });
		const time = hour * 60 + minute;
		if (from < to) return days.has(weekday) && time >= from && time < to;
		const dayBefore = weekday === 1 ? 7 : weekday - 1;
		return (days.has(weekday) && time >= from) || (days.has(dayBefore) && time < to);
	};
	return ({ eventType, at }) =>
		subjectOf(eventType) === 'pbx' || isInside(at) === (only === 'inside');
}

function daysOf(value: unknown): Set<number> {
	const names: unknown[] = Array.isArray(value) ? value : DAYS.slice(0, 5);
	const days = names.map((name) => DAYS.indexOf(oneOf('Days', name, DAYS)) + 1);
	if (days.length > 0) return new Set(days);
	throw new InputError('Days', '"Days" is empty: no time would be an office time');
}

/** Minutes since midnight; 24:00 is the end of the day. */
function minutesOf(label: string, value: unknown): number {
	const text = typeof value === 'string' ? value.trim() : '';
	const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
	const time = Number(hours) * 60 + Number(minutes);
	if (Number(minutes) < 60 && time <= 24 * 60) return time;
	throw new InputError(
		label,
		`"${label}" is "${maskDigits(text.slice(0, 40))}", which is no time`,
		{
			hint: 'Write hours and minutes such as 08:00 or 17:30.',
		},
	);
}
