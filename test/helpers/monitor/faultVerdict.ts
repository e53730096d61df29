import type { MonitorItem } from '../../../nodes/ThreeCxCallMonitor/monitorItem';
import type { CallTruth, LegTruth } from '../../pbx';
import type { Misfortunes } from './misfortunes';
import type { MonitorRig, Teller } from './monitorRig';
import { callidOf, nameOf } from './tellings';

/** What is found after a gap is told so much later at the most. */
const LATE_MS = 240_000;
/** A call that lives so long without any trouble is told. */
const SURE_MS = 25_000;

interface Case {
	teller: Teller;
	rig: MonitorRig;
	truths: readonly CallTruth[];
	/** What the source can see of a call, in ms since 1970. */
	seen(call: CallTruth): { from: number; to: number } | undefined;
}

/** What holds whatever goes wrong: nothing twice, nothing that never was, whole stories; what is plain is told. */
export function faultWrongs(one: Case, { troubles, restarts }: Misfortunes): string[] {
	const { teller, truths, seen } = one;
	const { source, told } = teller;
	const wrong: string[] = [];
	const ids = new Set<string>();
	const stories = new Map<string, MonitorItem[]>();
	for (const item of told) {
		if (ids.has(item.eventId)) wrong.push(`told twice: ${item.eventId}`);
		ids.add(item.eventId);
		if (item.eventType.startsWith('connection_')) continue;
		stories.set(item.correlationId, [...(stories.get(item.correlationId) ?? []), item]);
		const why = untrue(item, one, troubles);
		if (why) wrong.push(`${item.eventId} ${item.extension}: ${why}`);
	}
	for (const [correlation, items] of stories) {
		const story = items.map(({ eventType }) => eventType).join(' ');
		if (!isWhole(story)) wrong.push(`${correlation}: ${story}`);
	}
	for (const call of truths) {
		// One that a transfer made is the call that was transferred.
		if (call.legs[0]?.via !== '') continue;
		const { from = 0, to = 0 } = seen(call) ?? {};
		const isDisturbed = troubles.some((trouble) => trouble.from < to && trouble.to > from);
		const hasN8nBreak = restarts.some((at) => at > from - 5_000 && at < to + 5_000);
		if (to - from < SURE_MS || isDisturbed || hasN8nBreak) continue;
		const isTold = told.some(
			(item) =>
				item.eventType === 'call_started' &&
				callidOf(item, one.rig) === call.callid &&
				Date.parse(item.timestamp) >= call.startedAt &&
				Date.parse(item.timestamp) <= to,
		);
		if (!isTold) wrong.push(`${nameOf(call)} was not told`);
	}
	return wrong.map((text) => `${source}: ${text}`);
}

/** Each wait has one end, each start too; one that was away and came back is told again. */
function isWhole(story: string): boolean {
	const lives = story.split(/(?<=call_ended) (?=call_started)/);
	return lives.every((life) => {
		const count = (type: string) => life.split(' ').filter((one) => one === type).length;
		return (
			/^call_started( |$)/.test(life) &&
			life.endsWith('call_ended') &&
			count('call_started') === 1 &&
			count('call_ended') === 1 &&
			count('queue_call_answered') + count('queue_call_abandoned') === count('queue_call_waiting')
		);
	});
}

/** Why an event cannot have been, by all calls that had that number not long before. */
function untrue(
	item: MonitorItem,
	{ truths, rig }: Case,
	troubles: Misfortunes['troubles'],
): string | undefined {
	const at = Date.parse(item.timestamp);
	// A leg whose id was used before the PBX restarted, and which comes while that is found out, keeps the old call's number.
	const isRestarting = troubles.some(
		({ what, from, to }) => what === 'the PBX restarts' && from < at && at < to,
	);
	// A transfer under a number of its own takes legs along.
	const isAnyNumber = isRestarting || rig.pbx.switches.transferCallid === 'new';
	const calls = truths.filter(
		({ callid, startedAt, endedAt }) =>
			(isAnyNumber || callid === callidOf(item, rig)) &&
			startedAt <= at &&
			(endedAt ?? Infinity) + LATE_MS >= at,
	);
	if (calls.length === 0) return 'there was no such call';
	const { eventType, extension, data } = item;
	const legs = calls.flatMap((call) => call.legs);
	const isUp = ({ answeredAt }: LegTruth) => answeredAt !== null && answeredAt <= at;
	switch (eventType) {
		case 'call_ringing':
			if (isRestarting) return undefined;
			return legs.some(({ dn, via }) => dn === extension && via !== '') ? undefined : 'never rang';
		case 'call_answered':
			return legs.some((leg) => isUp(leg) && (extension === '' || leg.dn === extension))
				? undefined
				: 'nobody took it';
		case 'call_ended':
			return data.outcome === 'answered' && !legs.some(isUp) ? 'nobody took it' : undefined;
		case 'queue_call_waiting':
		case 'queue_call_answered':
		case 'queue_call_abandoned':
			return calls.some(({ waits }) => waits.some(({ queue }) => queue === data.queueId))
				? undefined
				: 'was never in the queue';
		default:
			return undefined;
	}
}
