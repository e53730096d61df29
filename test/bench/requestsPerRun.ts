import { OnCallBench } from '../unit/ThreeCxUpdateOnCallForwarding/update/onCallRun';
import type { Switches } from '../pbx';

const MODELS: ReadonlyArray<Switches['mobileForwarding']> = ['reference', 'mirrored', 'copy'];

/** Requests to 3CX for one run of the on-call push, token requests left out. */
export async function requestsPerRun(): Promise<string[]> {
	const lines = [
		'Requests per run of Update On-Call Forwarding (first run; no change; change; after five minutes)',
	];
	for (const mode of ['both', 'mobile', 'destinations']) {
		for (const mobileForwarding of MODELS) {
			const bench = await OnCallBench.start({ switches: { mobileForwarding } });
			const counts: number[] = [];
			const run = async (mobileNumber: string) => {
				bench.requests();
				await bench.run({ mode, mobileNumber });
				counts.push(bench.requests().length);
			};
			await run('0171-2345678');
			await run('0171-2345678');
			await run('0172-7654321');
			bench.clock.advance(301_000);
			await run('0172-7654321');
			await bench.stop();
			lines.push(
				`  mode ${mode.padEnd(12)} mobile kept as ${mobileForwarding.padEnd(9)}: ${counts.join('; ')}`,
			);
		}
	}
	return lines;
}
