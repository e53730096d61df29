import type { MonitorItem } from '../../../nodes/ThreeCxCallMonitor/monitorItem';
import type { CallTruth } from '../../pbx';
import type { MonitorRig } from './monitorRig';

/** ActiveCalls may count from elsewhere (switch `activeCallIds`). */
const ID_DISTANCE = 4000;

/** What one source told of one call, in order. */
export interface Telling {
	call: CallTruth;
	/** Correlations under which it was told: one, if all is well. */
	correlations: Set<string>;
	items: MonitorItem[];
}

/** What was told, call by call; `lost` is what belongs to no call that ever was. */
export function tellingsOf(
	rig: MonitorRig,
	told: readonly MonitorItem[],
): { calls: Map<CallTruth, Telling>; lost: MonitorItem[] } {
	const truths = new Map<number, CallTruth[]>();
	for (const call of rig.pbx.calls.truth()) {
		truths.set(call.callid, [...(truths.get(call.callid) ?? []), call]);
	}
	const calls = new Map<CallTruth, Telling>();
	const lost: MonitorItem[] = [];
	for (const item of told) {
		if (item.eventType.startsWith('connection_')) continue;
		// Of several runs of the PBX the one that was on.
		const at = Date.parse(item.timestamp);
		const call = truths.get(callidOf(item, rig))?.findLast(({ startedAt }) => startedAt <= at);
		if (!call) {
			lost.push(item);
			continue;
		}
		const telling = calls.get(call) ?? { call, correlations: new Set(), items: [] };
		telling.correlations.add(item.correlationId);
		telling.items.push(item);
		calls.set(call, telling);
	}
	return { calls, lost };
}

export function callidOf({ callId, data }: MonitorItem, { pbx }: MonitorRig): number {
	if (data.source === 'push') return Number(/^call-(\d+)-/.exec(callId)?.[1]);
	return Number(callId) - (pbx.switches.activeCallIds === 'separate' ? ID_DISTANCE : 0);
}

/** What is wrong whatever happened: an id told twice, a call under two names, two calls under one. */
export function identityWrongs(
	told: readonly MonitorItem[],
	calls: Iterable<Telling>,
	mayBeTwo: (call: CallTruth) => boolean = () => false,
): string[] {
	const wrong: string[] = [];
	const ids = new Set<string>();
	for (const { eventId } of told) {
		if (ids.has(eventId)) wrong.push(`told twice: ${eventId}`);
		ids.add(eventId);
	}
	const owners = new Map<string, CallTruth>();
	for (const { call, correlations } of calls) {
		if (correlations.size > 1 && !mayBeTwo(call))
			wrong.push(`${nameOf(call)} is ${[...correlations].join(' and ')}`);
		for (const correlation of correlations) {
			const owner = owners.get(correlation);
			if (owner && owner !== call) wrong.push(`${nameOf(call)} is told as ${nameOf(owner)}`);
			owners.set(correlation, call);
		}
	}
	return wrong;
}

export function nameOf({ callid, run, from, to }: CallTruth): string {
	return `call ${run}/${callid} ${from}>${to}`;
}
