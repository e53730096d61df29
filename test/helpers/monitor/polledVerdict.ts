import type { HistoryCall } from '../../../nodes/shared/xapi';
import type { MonitorItem } from '../../../nodes/ThreeCxCallMonitor/monitorItem';
import type { CallTruth, LegTruth } from '../../pbx';
import type { MonitorRig } from './monitorRig';
import { momentsAt } from './moments';
import { nameOf, type Telling } from './tellings';
import { personAt } from './talk';
import { polledStory, type ExpectedStory } from './polledStory';

/** What a look and the news of it may be apart, and rounding to seconds. */
const SLACK_MS = 1_500;

/** When the PBX gave out the list of live calls. */
export function looksOf({ pbx }: MonitorRig): number[] {
	const asked = pbx.journal.requests({ path: /\/ActiveCalls/, status: 200 });
	return [...new Set(asked.map(({ time }) => time))];
}

/** Where what polling told of a call differs from what was to be seen, by the truth and by the history. */
export function polledWrongs(
	{ call, items }: Telling,
	looks: readonly number[],
	past: HistoryCall | undefined,
): string[] {
	const wrong: string[] = [];
	const say = (text: string) => wrong.push(`${nameOf(call)} ${text}`);
	const expected = polledStory(call, looks);
	const told = items
		.filter(({ eventType }) => eventType !== 'call_ringing' && eventType !== 'call_missed')
		.map(shortly);
	if (expected.isCertain && told.join(', ') !== expected.told.join(', ')) {
		say(`told ${told.join(', ')}; seen ${expected.told.join(', ')}`);
	}
	for (const text of [
		...ringWrongs(items, expected),
		...endWrongs(call, items, looks, expected),
		...(expected.isOther ? [] : waitWrongs(call, items, looks)),
		...historyWrongs(items, expected, past),
	]) {
		say(text);
	}
	return wrong;
}

/** Calls that were there at a look and of which nothing was told. */
export function untold(
	truths: readonly CallTruth[],
	told: ReadonlyMap<CallTruth, Telling>,
	looks: readonly number[],
): string[] {
	return truths
		.filter((call) => !told.has(call))
		.filter((call) => looks.some((at) => momentsAt(call, at).every(Boolean)))
		.map((call) => `${nameOf(call)} was not told`);
}

function shortly({ eventType, extension, data }: MonitorItem): string {
	if (eventType.startsWith('queue_')) return `${eventType} ${String(data.queueId)}`;
	if (eventType === 'call_answered' || eventType === 'call_transferred') {
		return `${eventType} ${extension}`;
	}
	return eventType;
}

/** Of phones that ring at once the list shows one or all: one of them is told, and none that did not ring. */
function ringWrongs(items: readonly MonitorItem[], { rings, isCertain }: ExpectedStory): string[] {
	const told = items.filter(({ eventType }) => eventType === 'call_ringing');
	const phones = told.map(({ extension }) => extension);
	const wrong = phones
		.filter((phone, i) => phones.indexOf(phone) !== i)
		.map((phone) => `told ringing ${phone} twice`);
	if (!isCertain) return wrong;
	for (const phone of phones) {
		if (!rings.some((ringing) => ringing.includes(phone))) wrong.push(`never rang at ${phone}`);
	}
	for (const ringing of rings) {
		if (!ringing.some((phone) => phones.includes(phone))) wrong.push(`rang at ${ringing.join()}`);
	}
	return wrong;
}

function endWrongs(
	call: CallTruth,
	items: readonly MonitorItem[],
	looks: readonly number[],
	{ outcome, isCertain }: ExpectedStory,
): string[] {
	const end = items.find(({ eventType }) => eventType === 'call_ended');
	if (!end || !isCertain) return [];
	const wrong: string[] = [];
	const { data } = end;
	if ((data.outcome === 'answered') !== (outcome === 'answered')) {
		wrong.push(`outcome ${String(data.outcome)}; seen ${outcome}`);
	}
	const missed = items.filter(({ eventType }) => eventType === 'call_missed').length;
	if (missed !== (data.outcome === 'missed' ? 1 : 0)) wrong.push(`told missed ${missed} times`);
	const answeredAt = personAt(call);
	if (outcome !== 'answered' || answeredAt === undefined) return wrong;
	const talked = (call.endedAt ?? 0) - answeredAt;
	const off = Math.abs(Number(data.talkSeconds) * 1000 - talked);
	// When the first talk was seen only later, its unseen part is missing too.
	const firstSeen = looks.find((at) => at > answeredAt && isUpAt(call, at)) ?? answeredAt;
	const late = Math.max(firstSeen - answeredAt, widest(looks));
	if (off > late + SLACK_MS) wrong.push(`talked ${talked} ms, told ${String(data.talkSeconds)} s`);
	return wrong;
}

/** Waits and who took the call, each within one interval. */
function waitWrongs(
	{ waits, legs }: CallTruth,
	items: readonly MonitorItem[],
	looks: readonly number[],
): string[] {
	const wrong: string[] = [];
	const within = widest(looks) + SLACK_MS;
	for (const { eventType, data, timestamp } of items) {
		if (eventType !== 'queue_call_answered' && eventType !== 'queue_call_abandoned') continue;
		const at = Date.parse(timestamp);
		// Two stays in one queue without a look between them are one.
		const own = waits.filter(({ queue, startedAt, endedAt }) => {
			return queue === data.queueId && startedAt <= at && endedAt !== null;
		});
		const told = Number(data.waitSeconds) * 1000;
		const isOf = own.some((first, i) =>
			own.slice(i).some((last) => Math.abs(told - lengthOf(first, last)) <= within),
		);
		if (!isOf) {
			const waited = own.map((wait) => lengthOf(wait, wait));
			wrong.push(`waited ${waited.join()} ms, told ${told} ms`);
		}
		if (eventType === 'queue_call_answered' && !own.some((wait) => isTaken(wait, legs))) {
			wrong.push(`nobody took the call from ${String(data.queueId)}`);
		}
	}
	return wrong;
}

/** By an agent, or taken back by the one who had asked the queue. */
function isTaken({ answeredBy, startedAt, endedAt }: Wait, legs: readonly LegTruth[]): boolean {
	if (answeredBy !== null) return true;
	return legs.some(
		(leg) =>
			leg.via !== '' &&
			(leg.answeredAt ?? Infinity) < startedAt &&
			(leg.endedAt ?? Infinity) > (endedAt ?? 0),
	);
}

type Wait = CallTruth['waits'][number];

function lengthOf({ startedAt }: Wait, { endedAt }: Wait): number {
	return (endedAt ?? startedAt) - startedAt;
}

function historyWrongs(
	items: readonly MonitorItem[],
	{ outcome, isCertain, isFromStart }: ExpectedStory,
	past: HistoryCall | undefined,
): string[] {
	const end = items.find(({ eventType }) => eventType === 'call_ended');
	if (!end) return [];
	if (!past) return ['is not in the history'];
	const wrong: string[] = [];
	const { data } = end;
	if (data.outcome === 'answered' && past.outcome !== 'answered') {
		wrong.push(`answered, by history ${past.outcome}`);
	}
	if (isCertain && outcome === 'answered' && past.outcome !== 'answered') {
		wrong.push(`was seen up, by history ${past.outcome}`);
	}
	if (isFromStart && data.direction !== past.direction) {
		wrong.push(`${String(data.direction)}, by history ${past.direction}`);
	}
	const queue = items.find(({ eventType }) => eventType === 'queue_call_waiting')?.data.queueId;
	if (queue !== undefined && !past.legs.some(({ to }) => to.dn === queue)) {
		wrong.push(`was never in queue ${String(queue)} by history`);
	}
	return wrong;
}

function isUpAt(call: CallTruth, at: number): boolean {
	return momentsAt(call, at).every((moment) => moment?.kind === 'up');
}

export function widest(looks: readonly number[]): number {
	return Math.max(0, ...looks.slice(1).map((at, i) => at - (looks[i] ?? at)));
}
