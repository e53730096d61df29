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

const BENCHES = {
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

/** `npm run bench [-- part-of-a-name]`: measures and prints; ratios are of one run on one machine. Needs a build. */
async function main(): Promise<void> {
	console.log(`Node ${process.version}, ${process.platform} ${process.arch}\n`);
	const wanted = process.argv[2] ?? '';
	for (const [name, bench] of Object.entries(BENCHES)) {
		if (!name.includes(wanted)) continue;
		for (const line of await bench()) console.log(line);
		console.log();
	}
}

void main();
