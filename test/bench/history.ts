import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROWS = 100_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const ROUNDS = 3;
/** A bare client; our reader for legs and for calls; the node, which holds what it gives. */
const MODES = ['bare', 'legs', 'calls', 'node:legs', 'node:calls'];
const NODE = ['--import', 'tsx', '--expose-gc'];

interface Measured {
	rows: number;
	ms: number;
	firstMs: number;
	overIdleMb: number;
}

/** A call history of 100,000 rows, against a plain paging client; PBX and clients are processes of their own. */
export async function history(): Promise<string[]> {
	const pbx = spawn(process.execPath, [...NODE, join(__dirname, '../pbx/main.ts'), '--port', '0'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	try {
		const [first] = (await once(pbx.stdout, 'data')) as [Buffer];
		pbx.stdout.resume();
		const origin = /http:\/\/\S+/.exec(first.toString())?.[0] ?? '';
		const to = Date.now() - 60_000;
		const from = to - 30 * DAY_MS;
		const made = await fetch(`${origin}/__sim/history`, {
			method: 'POST',
			body: JSON.stringify({ rows: ROWS, seed: 1, from, to: to - 3_600_000 }),
		});
		if (!made.ok) throw new Error(`The simulator made no history: ${made.status}`);
		const lines = [`Call history of ${ROWS} rows in 30 days, best of ${ROUNDS}`];
		const runs = new Map<string, Measured[]>(MODES.map((mode) => [mode, []]));
		for (let i = 0; i < ROUNDS; i++) {
			// In turns, so that what else the machine does hits all alike.
			for (const [mode, measured] of runs) measured.push(await measure(mode, origin, from, to));
		}
		const bare = Math.min(...(runs.get('bare') ?? []).map(({ ms }) => ms));
		for (const [mode, measured] of runs) lines.push(line(mode, measured, bare));
		return lines;
	} finally {
		pbx.kill();
	}
}

async function measure(mode: string, origin: string, from: number, to: number): Promise<Measured> {
	const script = join(__dirname, 'historyClient.ts');
	const args = [...NODE, script, mode, origin, String(from), String(to)];
	const { stdout } = await promisify(execFile)(process.execPath, args);
	return JSON.parse(stdout) as Measured;
}

function line(mode: string, measured: Measured[], bareMs: number): string {
	const ms = Math.min(...measured.map((one) => one.ms));
	const overIdle = Math.max(...measured.map((one) => one.overIdleMb));
	const first = Math.min(...measured.map((one) => one.firstMs));
	const shown = first > 0 ? `, first after ${first.toFixed(0)} ms` : '';
	const ratio = ((100 * bareMs) / ms).toFixed(0);
	return `  ${mode.padEnd(11)} ${ms.toFixed(0)} ms, ${(ROWS / ms).toFixed(1)} rows/ms, ${ratio} % of bare, at most ${overIdle.toFixed(0)} MB over idle${shown}`;
}
