import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NODE, Simulator } from './simulator';

const CALLS = 1_000;
const ROUNDS = 3;

/** What one client prints. */
export interface PollingFigures {
	requests: number;
	/** Of the replies; counted by the bare client only. */
	kilobytes: number;
	/** CPU of one look. */
	cpuMs: number;
	/** Growth of the heap by what is kept of the calls. */
	heldMb: number;
}

/** One look at the live calls by the Monitor's polling, against a bare client that pages the same rows into a map. */
export async function pollingCost(): Promise<string[]> {
	const pbx = await Simulator.start();
	try {
		const lines: string[] = [];
		for (const calls of [0, CALLS]) {
			for (let call = 0; call < calls; call++) {
				await pbx.say('call/inbound', { from: `+4930${10_000_000 + call}` });
			}
			const runs = {
				bare: await measure('bare', pbx.origin),
				ours: await measure('ours', pbx.origin),
			};
			for (let round = 1; round < ROUNDS; round++) {
				runs.bare = better(runs.bare, await measure('bare', pbx.origin));
				runs.ours = better(runs.ours, await measure('ours', pbx.origin));
			}
			const { bare, ours } = runs;
			lines.push(
				`  ${String(calls).padStart(5)} calls: ${ours.requests} requests, ${bare.kilobytes.toFixed(0)} kB, CPU ${ours.cpuMs.toFixed(1)} ms a look, ${(ours.cpuMs / bare.cpuMs).toFixed(2)}x of bare (${bare.cpuMs.toFixed(1)} ms); holds ${ours.heldMb.toFixed(2)} MB (bare ${bare.heldMb.toFixed(2)})`,
			);
		}
		return [`Polling of the live calls, best of ${ROUNDS}`, ...lines];
	} finally {
		pbx.stop();
	}
}

async function measure(mode: string, origin: string): Promise<PollingFigures> {
	const args = [...NODE, join(__dirname, 'pollingClient.ts'), mode, origin];
	const { stdout } = await promisify(execFile)(process.execPath, args);
	return JSON.parse(stdout) as PollingFigures;
}

function better(one: PollingFigures, other: PollingFigures): PollingFigures {
	return one.cpuMs <= other.cpuMs ? one : other;
}
