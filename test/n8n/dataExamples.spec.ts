import { crmLookup } from './examples/crmLookup';
import { missedCalls } from './examples/missedCalls';
import { queueReport } from './examples/queueReport';
import { recordingArchive } from './examples/recordingArchive';
import type { Spec } from './lab';

const EXAMPLES = { crmLookup, missedCalls, queueReport, recordingArchive };

/** The examples on data of the PBX, as published but for the credentials. Each has a PBX of its own, and all run at once. */
export const spec: Spec = async (lab) => {
	const all = Object.values(EXAMPLES).map(async (example) => await example(lab));
	const ends = await Promise.allSettled(all);
	const [broken] = ends.filter((end) => end.status === 'rejected');
	if (broken) throw broken.reason;
};
