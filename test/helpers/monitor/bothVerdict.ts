import type { EventType } from '../../../nodes/ThreeCxCallMonitor/eventTypes';
import type { MonitorItem } from '../../../nodes/ThreeCxCallMonitor/monitorItem';
import type { CallTruth } from '../../pbx';
import { talkMs } from './talk';
import { nameOf, type Telling } from './tellings';

/** What one source told of a call, by type. */
type Counts = (type: EventType, extension?: string) => number;

const ONLY_PUSH: EventType[] = ['call_answered_elsewhere', 'dtmf_received'];
const ONLY_POLLING: EventType[] = ['call_parked', 'queue_call_waiting'];

/**
 * Where what both sources told of a call together differs from what each of them told alone, of the very same call:
 * nothing twice, and nothing missing.
 */
export function bothWrongs(
	{ call, items }: Telling,
	push: Telling | undefined,
	polled: Telling | undefined,
	widestLook: number,
	dns: ReadonlySet<string>,
): string[] {
	const wrong: string[] = [];
	const say = (text: string) => wrong.push(`${nameOf(call)} ${text}`);
	const types = items.map(({ eventType }) => eventType);
	if (!/^call_started (?!.*call_started).* ?call_ended$/.test(types.join(' '))) {
		say(types.join(' '));
	}
	const [both, one, other] = [items, push?.items ?? [], polled?.items ?? []].map(counter);
	if (!both || !one || !other) return wrong;
	const same = (type: EventType, expected: number) => {
		if (both(type) !== expected) say(`told ${type} ${both(type)} times, not ${expected}`);
	};
	for (const type of ONLY_PUSH) same(type, one(type));
	for (const type of ONLY_POLLING) same(type, other(type));
	for (const extension of extensionsOf([push, polled], 'call_ringing')) {
		const expected = Math.max(one('call_ringing', extension), other('call_ringing', extension));
		const times = both('call_ringing', extension);
		if (times !== expected) say(`told ringing at ${extension} ${times} times, not ${expected}`);
	}
	const most: Record<string, number> = {
		call_answered: takings(call),
		call_transferred: one('call_transferred') + other('call_transferred'),
		call_missed: Math.max(one('call_missed'), other('call_missed')),
	};
	for (const [name, limit] of Object.entries(most)) {
		const type = name as EventType;
		// Polling does not see that somebody took a call between two looks.
		const isTaken = type === 'call_missed' && one('call_answered') > 0;
		const least = isTaken ? one(type) : Math.max(one(type), other(type));
		const times = both(type);
		if (times < least || times > Math.max(least, limit)) {
			say(`told ${type} ${times} times; alone ${one(type)} and ${other(type)}, really ${limit}`);
		}
	}
	if (both('queue_call_answered') + both('queue_call_abandoned') !== both('queue_call_waiting')) {
		say(`waits without one end: ${types.join(' ')}`);
	}
	for (const text of queueWrongs(call, items, dns)) say(text);
	for (const text of endWrongs(call, items, [push, polled], widestLook)) say(text);
	return wrong;
}

/** Who took the call out of the queue is seen by one of them, though the other saw nobody. */
function queueWrongs(
	{ waits }: CallTruth,
	items: readonly MonitorItem[],
	dns: ReadonlySet<string>,
): string[] {
	return items.flatMap(({ eventType, data }) => {
		const own = waits.filter(({ queue }) => queue === data.queueId);
		const isTaken = own.every(({ answeredBy }) => answeredBy !== null && dns.has(answeredBy));
		return eventType === 'queue_call_abandoned' && isTaken ? 'an agent took the call' : [];
	});
}

/** The end knows what either of them knew. */
function endWrongs(
	call: CallTruth,
	items: readonly MonitorItem[],
	alone: ReadonlyArray<Telling | undefined>,
	widestLook: number,
): string[] {
	const end = endOf(items);
	if (!end) return [];
	const outcomes = alone.map((telling) => endOf(telling?.items ?? [])?.data.outcome);
	const isAnswered = end.data.outcome === 'answered';
	if (isAnswered !== outcomes.includes('answered')) {
		return [`outcome ${String(end.data.outcome)}; alone ${outcomes.join(' and ')}`];
	}
	const talked = talkMs(call);
	if (!isAnswered || talked === undefined) return [];
	const off = (item: MonitorItem) => Math.abs(Number(item.data.talkSeconds) * 1000 - talked);
	const best = Math.min(
		...alone.flatMap((telling) => {
			const own = endOf(telling?.items ?? []);
			return own?.data.outcome === 'answered' ? off(own) : [];
		}),
	);
	if (off(end) <= best + widestLook) return [];
	return [`talked ${talked} ms, told ${String(end.data.talkSeconds)} s, off by ${best} ms alone`];
}

function endOf(items: readonly MonitorItem[]): MonitorItem | undefined {
	return items.findLast(({ eventType }) => eventType === 'call_ended');
}

function counter(items: readonly MonitorItem[]): Counts {
	return (type, extension) =>
		items.filter(
			(item) =>
				item.eventType === type && (extension === undefined || item.extension === extension),
		).length;
}

function extensionsOf(tellings: ReadonlyArray<Telling | undefined>, type: EventType): string[] {
	const items = tellings.flatMap((telling) => telling?.items ?? []);
	return [...new Set(items.flatMap((item) => (item.eventType === type ? item.extension : [])))];
}

/** How often somebody, or a machine, really took the call. */
function takings({ legs }: CallTruth): number {
	return legs.filter(({ via, answeredAt }) => via !== '' && answeredAt !== null).length;
}
