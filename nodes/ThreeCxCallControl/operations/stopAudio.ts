import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { deskOf } from '../../shared/media';
import { callIdField, legExtensionField } from '../../shared/n8n/fields/callId';
import type { Job } from '../job';

const displayOptions = { show: { operation: ['stopAudio'] } };

export const stopAudioFields: INodeProperties[] = [
	{ ...callIdField, displayOptions },
	{ ...legExtensionField, displayOptions },
];

/** Stops what this process of n8n plays to the caller; where nothing is played, that is fine. */
export async function stopAudio(job: Job): Promise<IDataObject> {
	const leg = await job.findLeg();
	if (!leg) return job.resultWithoutLeg({ status: 'ended', stopped: false, secondsPlayed: 0 });
	const end = await deskOf(job.pbx.connection).stop(leg);
	return job.result(leg, {
		stopped: end !== undefined,
		secondsPlayed: Math.round((end?.heardMs ?? 0) / 100) / 10,
	});
}
