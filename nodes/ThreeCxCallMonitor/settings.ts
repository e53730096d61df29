import type { Direction } from '../shared/callControl';
import { numberFilter } from '../shared/n8n/numberFilter';
import type { NumberMatch } from '../shared/pattern/numberPattern';
import { InputError, maskDigits } from '../shared/transport';
import { officeTimes } from './officeTimes';
import {
	canTell,
	isEventType,
	SOURCES,
	subjectOf,
	type EventType,
	type Source,
} from './eventTypes';

/** Raw parameters, as n8n hands them out. */
export interface MonitorParameters {
	source: unknown;
	pollInterval: unknown;
	systemInterval: unknown;
	eventTypes: unknown;
	simplify: unknown;
	filters: Readonly<Record<string, unknown>>;
	/** Of the workflow. */
	timeZone: string;
}

/** What a filter looks at. Durations in whole seconds. */
export interface Filtered {
	eventType: EventType;
	/** In ms since 1970. */
	at: number;
	direction: string;
	fromNumber: string;
	toNumber: string;
	did: string;
	queueId: string;
	talkSeconds: number;
}

/** Parameters of the trigger, read once when it starts: later they cannot be read any more. */
export interface MonitorSettings {
	/** Empty: all that are granted. */
	readonly extensions: readonly string[];
	readonly simplify: boolean;
	readonly source: Source;
	/** Between two looks at the live calls. */
	readonly pollMs: number;
	/** Between two looks at agents, trunks, recordings and errors. */
	readonly systemMs: number;
	/** Whether the workflow starts for it. */
	wants(event: Filtered): boolean;
	wantsType(type: EventType): boolean;
}

const DIRECTIONS: readonly Direction[] = ['inbound', 'internal', 'outbound'];
/** Others have no duration yet. */
const WITH_DURATION: readonly EventType[] = ['call_ended', 'recording_ready'];
const MATCHES: readonly NumberMatch[] = ['exact', 'prefix', 'pattern'];

/** @throws InputError naming the parameter by its label */
export function monitorSettings({
	source: chosen,
	pollInterval,
	systemInterval,
	eventTypes,
	simplify,
	filters,
	timeZone,
}: MonitorParameters): MonitorSettings {
	const [source = 'push'] = oneOrMore('Source', listOf(chosen), isSource);
	const types = oneOrMore('Events', listOf(eventTypes), isEventType);
	const unseen = types.find((type) => !canTell(source, type));
	if (unseen !== undefined) throw notSeen(unseen, source);
	const pollSeconds = seconds('Polling Interval (Seconds)', pollInterval) ?? 10;
	const systemSeconds = seconds('System Interval (Seconds)', systemInterval) ?? 60;
	const directions = oneOrMore('Directions', listOf(filters.directions), isDirection);
	const extensions = listOf(filters.extensions);
	const queues = listOf(filters.queueIds);
	for (const extension of extensions) requireNumber('Extensions', extension);
	for (const queue of queues) requireNumber('Queues', queue);
	const match = MATCHES.find((name) => name === filters.numberMatch) ?? 'exact';
	const isWantedNumber = anyNumber('Numbers', match, filters.numbers);
	const isWantedDid = anyNumber('DIDs', 'exact', filters.dids);
	const least = seconds('Minimum Duration (Seconds)', filters.minDuration) ?? 0;
	const most = seconds('Maximum Duration (Seconds)', filters.maxDuration) || Infinity;
	const isInTime = officeTimes(filters.officeTimes, timeZone);
	const none = (list: readonly unknown[]) => list.length === 0;
	const isWantedCall = ({ eventType, talkSeconds, ...event }: Filtered) =>
		(none(directions) || directions.some((direction) => direction === event.direction)) &&
		(isWantedNumber(event.fromNumber) || isWantedNumber(event.toNumber)) &&
		isWantedDid(event.did) &&
		(!WITH_DURATION.includes(eventType) || (talkSeconds >= least && talkSeconds <= most));
	return {
		extensions,
		simplify: simplify !== false,
		source,
		pollMs: Math.min(300, Math.max(2, pollSeconds)) * 1000,
		systemMs: Math.min(3600, Math.max(10, systemSeconds)) * 1000,
		wantsType: (type) => types.includes(type),
		wants: (event) =>
			types.includes(event.eventType) &&
			isInTime(event) &&
			(none(queues) || queues.includes(event.queueId) || subjectOf(event.eventType) === 'pbx') &&
			(subjectOf(event.eventType) !== 'call' || isWantedCall(event)),
	};
}

/** A list, or text with commas between; `*` and nothing stand for all. */
function listOf(value: unknown): string[] {
	const texts = Array.isArray(value) ? value.map(String) : String(value ?? '').split(',');
	const list = texts.map((text) => text.trim()).filter((text) => text !== '');
	return list.includes('*') ? [] : list;
}

function isSource(value: string): value is Source {
	return SOURCES.some((source) => source === value);
}

function notSeen(type: EventType, source: Source): InputError {
	const other = source === 'push' ? 'Polling' : 'Push';
	return new InputError('Events', `"Events" holds "${type}", which is not seen by ${source}`, {
		hint: `Set "Source" to ${other} or Both, or leave out this event.`,
	});
}

function isDirection(value: string): value is Direction {
	return DIRECTIONS.some((direction) => direction === value);
}

function oneOrMore<T extends string>(
	label: string,
	values: readonly string[],
	isOne: (value: string) => value is T,
): T[] {
	const wrong = values.find((value) => !isOne(value));
	if (wrong === undefined && (values.length > 0 || label !== 'Events')) return values.filter(isOne);
	throw new InputError(
		label,
		wrong === undefined
			? `"${label}" is empty: nothing would start the workflow`
			: `"${label}" knows no "${maskDigits(wrong.slice(0, 40))}"`,
		{ hint: 'Choose from the list. What 3CX cannot tell is not in it.' },
	);
}

function requireNumber(label: string, value: string): void {
	if (/^\d{1,10}$/.test(value)) return;
	throw new InputError(label, `"${label}" holds "${maskDigits(value.slice(0, 40))}"`, {
		hint: 'Write the numbers of extensions or queues such as 101, 102, and no names.',
	});
}

function seconds(label: string, value: unknown): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const number = Number(value);
	if (number >= 0) return number;
	throw new InputError(label, `"${label}" is not a number of seconds`);
}

function anyNumber(label: string, match: NumberMatch, value: unknown): (number: string) => boolean {
	// A pattern may have a comma in it.
	const whole = match === 'pattern' && !Array.isArray(value);
	const wanted = whole ? [String(value ?? '').trim()].filter(Boolean) : listOf(value);
	if (wanted.length === 0) return () => true;
	const tests = wanted.map((text) => numberFilter(label, text, match));
	return (number) => tests.some((test) => test?.(number));
}
