import { callMonitor } from './examples/callMonitor';
import { healthMonitor } from './examples/healthMonitor';
import { productionMonitoring } from './examples/productionMonitoring';
import { smartCallback } from './examples/smartCallback';
import type { Spec } from './lab';

const EXAMPLES = { callMonitor, healthMonitor, productionMonitoring, smartCallback };

/** The examples that watch the PBX and tell a chat, as published but for addresses and intervals. All run at once. */
export const spec: Spec = async (lab) => {
	const all = Object.values(EXAMPLES).map(async (example) => await example(lab));
	const ends = await Promise.allSettled(all);
	const [broken] = ends.filter((end) => end.status === 'rejected');
	if (broken) throw broken.reason;
};
