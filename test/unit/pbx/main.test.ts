import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

import { send } from './client';

const PROGRAM = join(__dirname, '../../pbx/main.ts');

function run(...args: string[]): ChildProcess {
	return spawn(process.execPath, ['--import', 'tsx', PROGRAM, ...args]);
}

/** Reads until the text holds the pattern, or the program ends. */
function readUntil(child: ChildProcess, pattern: RegExp): Promise<string> {
	return new Promise((resolve) => {
		let text = '';
		const take = (chunk: Buffer) => {
			text += chunk.toString();
			if (pattern.test(text)) resolve(text);
		};
		child.stdout?.on('data', take);
		child.stderr?.on('data', take);
		child.once('close', () => resolve(text));
	});
}

function ended(child: ChildProcess): Promise<number | null> {
	return new Promise((resolve) => child.once('close', resolve));
}

describe('npm run pbx', () => {
	it('says where it is and how to ask it, and ends cleanly', async () => {
		const child = run('--port', '0', '--switch', 'mobileForwarding=copy', '--users', '9');
		const over = ended(child);
		try {
			const text = await readUntil(child, /__sim\/switches/);
			const url = /at (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1] ?? '';
			expect(text).toContain(`${url}/phone`);
			expect((await send(`${url}/phone`)).text).toContain('Web phone');
			expect(text).toMatch(/ring 800: +curl .*\/__sim\/call\/inbound/);
			const rung = await send(`${url}/__sim/call/inbound`, { method: 'POST' });
			expect(rung.json).toMatchObject({ to: '800' });
			expect(text).toMatch(/800 +system_owners +XAPI \+ Call Control/);
			expect((await send(`${url}/__sim/where/999`)).json.number).toBe('+491700000000');
			expect((await send(`${url}/__sim/switches`)).json.mobileForwarding).toBe('copy');
			expect((await send(`${url}/__sim/world`)).json.users).toHaveLength(9);
		} finally {
			child.kill('SIGTERM');
		}
		expect(await over).toBe(0);
	}, 20_000);

	it('refuses what it does not know, and explains itself', async () => {
		const wrong = run('--switch', 'mobileForwarding=magic');
		const refused = ended(wrong);
		expect(await readUntil(wrong, /$^/)).toContain('takes reference | mirrored | copy');
		expect(await refused).toBe(1);
		const help = run('--help');
		expect(await readUntil(help, /$^/)).toContain('tokens: exclusive | shared');
	}, 20_000);
});
