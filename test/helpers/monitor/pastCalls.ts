import { groupCalls, readHistory, type HistoryCall } from '../../../nodes/shared/xapi';
import type { CallTruth } from '../../pbx';
import { guid } from '../../pbx/records/segment';
import type { MonitorRig } from './monitorRig';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The calls of the call history, as 3CX Call Data reads them, by what really happened. */
export async function pastCalls(rig: MonitorRig): Promise<Map<CallTruth, HistoryCall>> {
	const truths = new Map(rig.pbx.calls.truth().map((call) => [keyOf(call), call]));
	const now = rig.bench.clock.now();
	const legs = readHistory(rig.xapi, { from: now - DAY_MS, to: now + 1, raw: false, now });
	const found = new Map<CallTruth, HistoryCall>();
	for await (const calls of groupCalls(legs)) {
		for (const past of calls) {
			const truth = truths.get(past.key);
			if (truth) found.set(truth, past);
		}
	}
	return found;
}

/** How the simulated PBX names a call in its log. */
function keyOf({ startedAt, run, callid }: CallTruth): string {
	return guid(startedAt, run * 100_000 + callid);
}
