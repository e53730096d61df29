import { DateTime } from 'luxon';
import { InputError } from '../../shared/transport';

/** Hours of every day in which nobody is called, as minutes since midnight; the end is not in it. */
export interface QuietHours {
	from: number;
	to: number;
}

const TIME = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/;

/** Hours such as 23:00 and 07:00; undefined where both are empty. @throws InputError */
export function readQuietHours(from: unknown, to: unknown): QuietHours | undefined {
	const [first, last] = [textOf(from), textOf(to)];
	if (first === '' && last === '') return undefined;
	return { from: minutes('Quiet Hours From', first), to: minutes('Quiet Hours To', last) };
}

/** Whether nobody is to be called now, by the clock on the wall in that zone. */
export function isQuiet(hours: QuietHours | undefined, at: number, zone: string): boolean {
	if (!hours) return false;
	const { hour, minute } = DateTime.fromMillis(at, { zone });
	const now = hour * 60 + minute;
	const { from, to } = hours;
	return from <= to ? from <= now && now < to : now >= from || now < to;
}

function minutes(label: string, text: string): number {
	const [, hour, minute] = TIME.exec(text) ?? [];
	if (hour !== undefined && minute !== undefined) return Number(hour) * 60 + Number(minute);
	throw new InputError(
		label,
		`"${label}" is no time of day: ${text.slice(0, 20) || 'it is empty'}`,
		{
			hint: 'Write both times as 23:00 and 07:00, or leave both empty.',
		},
	);
}

function textOf(value: unknown): string {
	return value === undefined || value === null ? '' : String(value).trim();
}
