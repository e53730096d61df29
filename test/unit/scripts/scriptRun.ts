import { spawn, type ChildProcess } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	realpathSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How a script ended. */
export interface Ended {
	code: number | null;
	/** Everything it printed, on both outputs. */
	output: string;
}

/** A copy of scripts/ as in a fresh clone, with a cache and a home of its own: nothing is installed, nothing is lost. */
export class FreshClone {
	readonly folder = realpathSync(mkdtempSync(join(tmpdir(), '3cx-clone-')));

	readonly cache = join(this.folder, 'cache');

	private readonly children: ChildProcess[] = [];

	private readonly preloads: string[] = [];

	constructor() {
		cpSync(join(__dirname, '../../../scripts'), join(this.folder, 'scripts'), { recursive: true });
		writeFileSync(join(this.folder, 'package.json'), '{"name":"clone","version":"1.0.0"}');
	}

	/** Puts an `npm` in the place of the real one, which lies beside Node: a shell script. */
	fakeNpm(script: string): void {
		const bin = join(this.folder, 'bin');
		mkdirSync(bin, { recursive: true });
		writeFileSync(join(bin, 'npm'), `#!/bin/sh\n${script}\n`);
		chmodSync(join(bin, 'npm'), 0o755);
		this.preload(`process.execPath = ${JSON.stringify(join(bin, 'node'))};`);
	}

	/** Code that runs before the script: how a machine is made up that is not at hand. */
	preload(code: string): void {
		const file = join(this.folder, `preload${this.preloads.length}.cjs`);
		writeFileSync(file, code);
		this.preloads.push('--require', file);
	}

	/** Starts a script of the clone and resolves when it has ended. */
	async run(script: string, args: string[] = [], env: Record<string, string> = {}): Promise<Ended> {
		return await this.start(script, args, env).ended;
	}

	/** Starts a script of the clone. */
	start(script: string, args: string[] = [], env: Record<string, string> = {}) {
		const child = spawn(process.execPath, [...this.preloads, script, ...args], {
			cwd: this.folder,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: {
				...process.env,
				HOME: this.folder,
				N8N_HOST_CACHE: this.cache,
				npm_config_cache: join(this.folder, 'npm'),
				...env,
			},
		});
		this.children.push(child);
		let output = '';
		child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
		const ended = new Promise<Ended>((resolve) => {
			child.once('close', (code) => resolve({ code, output }));
		});
		return { child, ended };
	}

	/** Ends what still runs and deletes the folder. */
	dispose(): void {
		for (const child of this.children) child.kill('SIGKILL');
		rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
	}
}
