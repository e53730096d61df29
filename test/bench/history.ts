import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NODE, Simulator } from './simulator';

const ROWS = 100_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const ROUNDS = 3;
/** A bare client; our reader for legs and for calls; the node, which holds what it gives. */
const MODES = ['bare', 'legs', 'calls', 'node:legs', 'node:calls'];

interface Measured {
	rows: number;
	ms: number;
	cpuMs: number;
	firstMs: number;
	overIdleMb: number;
}

/** A call history of 100,000 rows, against a plain paging client; PBX and clients are processes of their own. */
export async function history(): Promise<string[]> {
	const pbx = await Simulator.start();
	try {
		const { origin } = pbx;
		const to = Date.now() - 60_000;
		const from = to - 30 * DAY_MS;
		await pbx.say('history', { rows: ROWS, seed: 1, from, to: to - 3_600_000 });
		const lines = [`Call history of ${ROWS} rows in 30 days, best of ${ROUNDS}`];
		const runs = new Map<string, Measured[]>(MODES.map((mode) => [mode, []]));
		for (let i = 0; i < ROUNDS; i++) {
			// In turns, so that what else the machine does hits all alike.
			for (const [mode, measured] of runs) measured.push(await measure(mode, origin, from, to));
		}
		const bare = best(runs.get('bare') ?? []);
		for (const [mode, measured] of runs) lines.push(line(mode, measured, bare));
		return lines;
	} finally {
		pbx.stop();
	}
}

async function measure(mode: string, origin: string, from: number, to: number): Promise<Measured> {
	const script = join(__dirname, 'historyClient.ts');
	const args = [...NODE, script, mode, origin, String(from), String(to)];
	const { stdout } = await promisify(execFile)(process.execPath, args);
	return JSON.parse(stdout) as Measured;
}

interface Best {
	ms: number;
	cpuMs: number;
}

function best(measured: Measured[]): Best {
	return {
		ms: Math.min(...measured.map(({ ms }) => ms)),
		cpuMs: Math.min(...measured.map(({ cpuMs }) => cpuMs)),
	};
}

function line(mode: string, measured: Measured[], bare: Best): string {
	const { ms, cpuMs } = best(measured);
	const overIdle = Math.max(...measured.map((one) => one.overIdleMb));
	const first = Math.min(...measured.map((one) => one.firstMs));
	const shown = first > 0 ? `, first after ${first.toFixed(0)} ms` : '';
	const rate = `${(ROWS / ms).toFixed(1)} rows/ms, ${((100 * bare.ms) / ms).toFixed(0)} % of bare`;
	const cpu = `${(cpuMs / bare.cpuMs).toFixed(2)}x its CPU`;
	return `  ${mode.padEnd(11)} ${ms.toFixed(0)} ms, ${rate}, ${cpu}, at most ${overIdle.toFixed(0)} MB over idle${shown}`;
}
