import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import type { Environment } from '../terminal';

/** Settings of the person's own n8n that must not reach the ones in temporary folders: they could name its database. */
const NOT_INHERITED = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|CREDENTIALS_|npm_)/i;

/** A command of n8n takes seconds; this long it hangs. */
const LIMIT_MS = 300_000;

/** An n8n folder with the key that opens it. */
export interface N8nPlace {
	/** Its N8N_USER_FOLDER. */
	folder: string;
	key: string;
}

/** Runs commands of n8n in folders of their own. */
export class N8nCli {
	constructor(
		private readonly node: string,
		private readonly n8n: string,
		private readonly env: Environment,
	) {}

	/**
	 * Runs a command to its end, and returns what n8n printed: it ends with 0 even where it could not do it.
	 *
	 * @throws Error when n8n does not even start
	 */
	async run({ folder, key }: N8nPlace, ...args: string[]): Promise<string> {
		const { code, output } = await this.start(args, this.environment(folder, key));
		if (code === 0 || args[0]?.includes(':') !== true || /Error (im|ex)porting/.test(output)) {
			return output;
		}
		throw new Error(`n8n ${args[0]} ended with ${code}:\n${lastLines(output, key)}`);
	}

	private async start(
		args: string[],
		env: Record<string, string | undefined>,
	): Promise<{ code: number | null; output: string }> {
		return await new Promise((resolve, reject) => {
			const child = spawn(this.node, [this.n8n, ...args], {
				env,
				stdio: ['ignore', 'pipe', 'pipe'],
				timeout: LIMIT_MS,
			});
			const kill = () => child.kill('SIGKILL');
			process.once('exit', kill);
			let output = '';
			const collect = (chunk: Buffer) => (output += chunk.toString());
			child.stdout.on('data', collect);
			child.stderr.on('data', collect);
			child.once('error', reject);
			child.once('close', (code) => {
				process.off('exit', kill);
				resolve({ code, output });
			});
		});
	}

	private environment(folder: string, key: string): Record<string, string | undefined> {
		const inherited = Object.entries(this.env).filter(([name]) => !NOT_INHERITED.test(name));
		return {
			...Object.fromEntries(inherited),
			PATH: `${dirname(this.node)}${delimiter}${this.env.PATH ?? ''}`,
			HOME: folder,
			USERPROFILE: folder,
			N8N_USER_FOLDER: folder,
			N8N_ENCRYPTION_KEY: key,
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			DB_TYPE: 'sqlite',
		};
	}
}

/** The end of what n8n printed, without the key. */
export function lastLines(output: string, key: string): string {
	const lines = output.split('\n').filter((line) => !/igration|^\s*$/.test(line));
	return lines.slice(-5).join('\n').replaceAll(key, '…');
}
