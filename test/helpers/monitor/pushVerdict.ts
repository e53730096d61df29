import type { MonitorItem } from '../../../nodes/ThreeCxCallMonitor/monitorItem';
import type { HistoryCall } from '../../../nodes/shared/xapi';
import type { CallTruth, LegTruth } from '../../pbx';
import { nameOf, type Telling } from './tellings';

/** What is told is one step of the clock late, and rounded. */
const SLACK_MS = 1_000 + 500;
const REMEMBERED_MS = 55_000;

/** Where what push told of a call differs from what happened at the extensions that it sees. */
export function pushWrongs(
	{ call, items }: Telling,
	dns: ReadonlySet<string>,
	past: HistoryCall | undefined,
): string[] {
	const legs = call.legs.filter(({ dn }) => dns.has(dn));
	const rung = legs.filter(({ via }) => via !== '');
	const wrong: string[] = [];
	const say = (text: string) => wrong.push(`${nameOf(call)} ${text}`);
	const types = items.map(({ eventType }) => eventType);
	if (!isWhole(types)) say(types.join(' '));
	for (const { id, dn, answeredAt } of rung) {
		const own = items.filter(
			({ callId, extension }) => extension === dn && callId.endsWith(`-${id}`),
		);
		const answers = own.filter(({ eventType }) => eventType === 'call_answered').length;
		if (answers !== (answeredAt === null ? 0 : 1)) say(`told ${answers} answers at ${dn}`);
		const rings = own.filter(({ eventType }) => eventType === 'call_ringing').length;
		if (rings > 1) say(`told ringing at ${dn} ${rings} times`);
	}
	const up = legs.flatMap(({ answeredAt }) => answeredAt ?? []);
	const answers = items.filter(({ eventType }) => eventType === 'call_answered').length;
	if (up.length > 0 && answers === 0) say('was answered');
	if (up.length === 0 && answers > 0) say('was not answered');
	const isFromStart = call.legs
		.slice(0, 2)
		.some(({ id, party }) => id === firstId(items) && party.dn !== '');
	for (const text of endWrongs(items, legs, past, isFromStart)) say(text);
	return wrong;
}

/** Started and ended once; one that leaves the extensions that are seen, and comes back, once more. */
function isWhole(types: readonly string[]): boolean {
	const story = types.filter((type) => type !== 'dtmf_received').join(' ');
	return /^(call_started( call_(ringing|answered|transferred|missed|answered_elsewhere))* call_ended ?)+$/.test(
		story,
	);
}

function endWrongs(
	items: readonly MonitorItem[],
	legs: readonly LegTruth[],
	past: HistoryCall | undefined,
	isFromStart: boolean,
): string[] {
	const ends = items.filter(({ eventType }) => eventType === 'call_ended');
	const [end] = ends;
	if (!end) return [];
	if (!past) return ['is not in the history'];
	const wrong: string[] = [];
	const { outcome, talkSeconds, direction } = end.data;
	const isMachine = past.legs.some(({ type }) => type !== 'Extension' && type !== 'External');
	if (outcome === 'answered' && past.outcome !== 'answered' && !isMachine) {
		wrong.push(`answered, by history ${past.outcome}`);
	}
	if (isFromStart && direction !== past.direction) {
		wrong.push(`${String(direction)}, by history ${past.direction}`);
	}
	const up = legs.flatMap(({ answeredAt }) => answeredAt ?? []);
	if (outcome !== 'answered' || ends.length > 1 || up.length === 0) return wrong;
	const talked = Math.max(...legs.map(({ endedAt }) => endedAt ?? 0)) - Math.min(...up);
	if (Math.abs(Number(talkSeconds) * 1000 - talked) > SLACK_MS) {
		wrong.push(`talked ${talked} ms, told ${String(talkSeconds)} s`);
	}
	return wrong;
}

function firstId(items: readonly MonitorItem[]): number {
	return Number(items[0]?.callId.split('-').at(-1));
}

/** A leg may be over before it can be read: its frame tells nothing but its number, and a token may have to be minted. */
const READ_MS = 3_000;

/** Calls of which a leg was to be seen and nothing was told. */
export function unheard(
	truths: readonly CallTruth[],
	told: ReadonlyMap<CallTruth, Telling>,
	dns: ReadonlySet<string>,
): string[] {
	return truths
		.filter(
			(call) =>
				!told.has(call) && call.legs.some((leg) => dns.has(leg.dn) && lengthOf(leg) > READ_MS),
		)
		.map((call) => `${nameOf(call)} was not told`);
}

/** It left the extensions that are seen for longer than a call is remembered. */
export function isAway({ legs }: CallTruth, dns: ReadonlySet<string>): boolean {
	const seen = legs.filter(({ dn }) => dns.has(dn)).sort((a, b) => a.startedAt - b.startedAt);
	return seen.some(({ startedAt }, i) => {
		const before = seen.slice(0, i).map(({ endedAt }) => endedAt ?? Infinity);
		return i > 0 && startedAt - Math.max(...before) > REMEMBERED_MS;
	});
}

function lengthOf({ startedAt, endedAt }: LegTruth): number {
	return (endedAt ?? startedAt) - startedAt;
}
