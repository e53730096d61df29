import type { IDataObject } from 'n8n-workflow';
import { ifOffered, groupCalls, type HistoryCall } from '../../../shared/xapi';
import { wholeNumber } from '../../../shared/n8n/parameters';
import type { Job } from '../../job';
import { history } from '../getCallHistory/execute';
import { canBe, isSame, type Meant } from './meant';

const HOUR_MS = 60 * 60 * 1000;
/** The log says when a call began, the item when somebody was told of it. */
const NEAR_MS = 5 * 60 * 1000;

/** A call that is not live any more: how it ended, where the history knows it. */
export async function endedCall(job: Job, meant: Meant): Promise<IDataObject> {
	const hours = wholeNumber('Look Back (Hours)', job.options.lookBack ?? 24, 1, 744);
	const now = job.pbx.clock.now();
	const found = await ifOffered(
		'How the call ended',
		find(job, meant, { from: now - hours * HOUR_MS, to: now + HOUR_MS }),
		job.notes,
	);
	if (!found) {
		return {
			callId: meant.text,
			status: 'ended',
			outcome: 'unknown',
			source: 'none',
			reason: `3CX has no such call now, and none in the call history of the last ${hours} h that is surely the same`,
		};
	}
	const { call, matchedBy } = found;
	return {
		callId: meant.text,
		status: 'ended',
		outcome: call.outcome,
		direction: call.direction,
		fromNumber: call.from,
		toNumber: call.to,
		extension: call.answeredBy,
		timestamp: job.time(call.startedAt),
		duration: call.talked,
		source: `call history, by ${matchedBy}`,
	};
}

interface Match {
	call: HistoryCall;
	matchedBy: string;
}

/** By the ID of the history itself, else by the call's number, else by who called and when. */
async function find(
	job: Job,
	meant: Meant,
	period: { from: number; to: number },
): Promise<Match | undefined> {
	let nearest: HistoryCall | undefined;
	const byTime = () => nearest && { call: nearest, matchedBy: 'caller and time' };
	for await (const calls of groupCalls(await history(job, period, { raw: false }))) {
		for (const call of calls) {
			if (call.key === meant.text || call.legs.some(({ id }) => id === meant.text)) {
				return { call, matchedBy: 'its ID' };
			}
			const isNumbered = call.legs.some(({ callId }) => callId !== 0 && callId === meant.callid);
			if (isNumbered && canBe(meant, numbersOf(call))) return { call, matchedBy: 'its number' };
			if (isNear(call, meant) && distance(call, meant) < distance(nearest, meant)) nearest = call;
			if (nearest && (call.startedAt ?? 0) < (meant.at ?? 0) - NEAR_MS) return byTime();
		}
	}
	return byTime();
}

function isNear(call: HistoryCall, meant: Meant): boolean {
	return isSame(call.from, meant.fromNumber) && distance(call, meant) <= NEAR_MS;
}

function distance(call: HistoryCall | undefined, { at }: Meant): number {
	if (call?.startedAt === undefined || at === undefined) return Infinity;
	return Math.abs(call.startedAt - at);
}

function numbersOf({ legs }: HistoryCall): string[] {
	return legs.flatMap(({ from, to }) => [from.dn, from.number, to.dn, to.number]);
}
