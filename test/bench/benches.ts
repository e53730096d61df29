import { audioDecode } from './audioDecode';
import { events } from './events';
import { history } from './history';
import { installedSize } from './installedSize';
import { loadTime } from './loadTime';
import { monitorLatency } from './monitorLatency';
import { overhead } from './overhead';
import { pollingCost } from './pollingCost';
import { prompts } from './prompts';
import { requestsPerRun } from './requestsPerRun';

/** All benches by name; each resolves to lines for people. */
export const BENCHES = {
	requestsPerRun,
	overhead,
	events,
	monitorLatency,
	pollingCost,
	audioDecode,
	prompts,
	history,
	loadTime,
	installedSize,
};

export type BenchName = keyof typeof BENCHES;
export const BENCH_NAMES = Object.keys(BENCHES) as BenchName[];
