import type { IDataObject } from 'n8n-workflow';
import type { HistoryCall, HistoryLeg, HistoryParty } from '../../../shared/xapi';
import type { Job } from '../../job';

/** A call of the past; put together by us from its legs. */
export function callItem(job: Job, call: HistoryCall): IDataObject {
	const item: IDataObject = {
		callId: call.key,
		timestamp: job.time(call.startedAt),
		direction: call.direction,
		status: call.outcome,
		fromNumber: call.from,
		toNumber: call.to,
		extension: call.answeredBy,
		waitTime: call.waited,
		duration: call.talked,
		recordingId: call.recordingIds[0] ?? null,
	};
	if (job.simplify) return item;
	return {
		...item,
		fromName: call.fromName,
		queueId: call.queue,
		endTime: job.time(call.endedAt),
		recordingIds: [...call.recordingIds],
		legs: call.legs.map(({ raw }) => ({ ...raw }) as IDataObject),
	};
}

/** A row of the call log. */
export function legItem(job: Job, leg: HistoryLeg): IDataObject {
	if (!job.simplify) return { ...leg.raw } as IDataObject;
	return {
		callId: leg.callKey,
		legId: leg.id,
		timestamp: job.time(leg.startedAt),
		direction: leg.direction ?? '',
		status: leg.status || (leg.answered ? 'Answered' : 'Unanswered'),
		fromNumber: outside(leg.from),
		toNumber: outside(leg.to),
		ringTime: leg.ringing,
		duration: leg.talking,
		recordingId: leg.recordingIds[0] ?? null,
	};
}

function outside({ number, dn }: HistoryParty): string {
	return number || dn;
}
