import { audioDecode } from './audioDecode';
import { events } from './events';
import { history } from './history';
import { installedSize } from './installedSize';
import { loadTime } from './loadTime';
import { overhead } from './overhead';
import { prompts } from './prompts';
import { requestsPerRun } from './requestsPerRun';

/** `npm run bench`: measures and prints; ratios are of one run on one machine. Needs a build. */
async function main(): Promise<void> {
	console.log(`Node ${process.version}, ${process.platform} ${process.arch}\n`);
	for (const bench of [
		requestsPerRun,
		overhead,
		events,
		audioDecode,
		prompts,
		history,
		loadTime,
		installedSize,
	]) {
		for (const line of await bench()) console.log(line);
		console.log();
	}
}

void main();
