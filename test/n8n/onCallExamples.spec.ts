import { onCallOverrides } from './examples/onCallOverrides';
import { onCallPostgres } from './examples/onCallPostgres';
import { onCallPull } from './examples/onCallPull';
import { onCallSources } from './examples/onCallSources';
import { onCallWatchdog } from './examples/onCallWatchdog';
import { severalLocations } from './examples/severalLocations';
import type { Spec } from './lab';

const EXAMPLES = {
	onCallSources,
	onCallPostgres,
	onCallOverrides,
	onCallPull,
	onCallWatchdog,
	severalLocations,
};

/** The on-call examples, as published but for the credentials and the addresses of services. Each has PBXs of its own. */
export const spec: Spec = async (lab) => {
	const all = Object.values(EXAMPLES).map(async (example) => await example(lab));
	const ends = await Promise.allSettled(all);
	const [broken] = ends.filter((end) => end.status === 'rejected');
	if (broken) throw broken.reason;
};
