import { MediaCall } from '../shared/media';
import type { Job } from './job';

/** The call that the job speaks with; undefined when it has ended. @throws CallStateError when it has no audio for us */
export async function openCall(job: Job): Promise<MediaCall | undefined> {
	const leg = await job.findLeg();
	return leg && (await MediaCall.open(job.pbx, leg));
}
