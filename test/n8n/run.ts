import { spawn } from 'node:child_process';

/** Runs a program to its end; throws with what it printed when it fails. */
export async function run(
	command: string,
	args: string[],
	cwd: string,
	env: Record<string, string | undefined> = process.env,
): Promise<string> {
	return await new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd,
			env,
			stdio: ['ignore', 'pipe', 'pipe'],
			// npm is a .cmd file on Windows, which only a shell can start.
			shell: process.platform === 'win32' && command === 'npm',
		});
		let out = '';
		let err = '';
		child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
		child.on('error', reject);
		child.on('close', (code) =>
			code === 0
				? resolve(out)
				: reject(new Error(`${command} ${args.join(' ')} ended with ${code}\n${out}${err}`.trim())),
		);
	});
}
