import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { N8nHost } from '../../scripts/host/ensureN8n.mjs';
import { freePort } from './freePort';
import { n8nEnv } from './n8nEnv';
import { waitFor } from './waitFor';

/** How to start n8n. */
export interface N8nOptions {
	host: N8nHost;
	/** Its N8N_USER_FOLDER: a folder of the caller's own, never the home of a person. */
	folder: string;
	port?: number;
	env?: Record<string, string>;
	/** Gets each line n8n prints. */
	onLine?: (line: string) => void;
}

/** Chatter of an n8n without the internet and of its first start. */
const NOISE =
	/igration|ENOTFOUND|EAI_AGAIN|Python task runner|deprecat|api\.n8n\.io|telemetry|license/i;

/** Seconds on a quiet machine, minutes on one that builds and tests beside it. */
const START_MS = 300_000;
const STOP_MS = 15_000;

/** A real n8n in a process of its own. */
export class N8nServer {
	readonly url: string;

	readonly lines: string[] = [];

	private ended = false;

	private constructor(
		private readonly child: ChildProcess,
		readonly port: number,
		/** Its N8N_USER_FOLDER. */
		private readonly folder: string,
		onLine?: (line: string) => void,
	) {
		this.url = `http://localhost:${port}`;
		let rest = '';
		const collect = (chunk: Buffer): void => {
			const parts = (rest + chunk.toString()).split('\n');
			rest = parts.pop() ?? '';
			for (const line of parts) {
				this.lines.push(line);
				onLine?.(line);
			}
		};
		child.stdout?.on('data', collect);
		child.stderr?.on('data', collect);
		child.once('error', (error) => this.lines.push(error.message));
		child.once('exit', () => (this.ended = true));
	}

	/** Starts n8n and resolves once its editor and API answer. */
	static async start(options: N8nOptions): Promise<N8nServer> {
		const { host, folder, env, onLine } = options;
		const port = options.port ?? (await freePort());
		const child = spawn(host.node, [host.n8n, 'start'], {
			cwd: folder,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...(await n8nEnv(host, folder)), N8N_PORT: String(port), ...env },
		});
		const server = new N8nServer(child, port, folder, onLine);
		// Before the handler that removes its folder.
		process.prependOnceListener('exit', server.kill);
		try {
			await waitFor('n8n to start', async () => await server.isUp(), { ms: START_MS });
			if (server.ended) throw new Error('n8n ended while starting');
		} catch (error) {
			await server.stop();
			const reason = error instanceof Error ? error.message : String(error);
			throw new Error(`${reason}\n${server.lastLines()}`, { cause: error });
		}
		return server;
	}

	/** The only folder of which n8n lets workflows read and write files. */
	get filesFolder(): string {
		return join(this.folder, '.n8n-files');
	}

	/** SIGTERM, and SIGKILL if it has not ended after a while. */
	async stop(): Promise<void> {
		process.off('exit', this.kill);
		if (this.ended) return;
		this.child.kill('SIGTERM');
		await waitFor('n8n to stop', () => this.ended, { ms: STOP_MS }).catch(() => this.kill());
	}

	/** What n8n said last, without the chatter. */
	lastLines(count = 40): string {
		return this.lines
			.filter((line) => !NOISE.test(line))
			.slice(-count)
			.join('\n');
	}

	private readonly kill = (): void => {
		this.child.kill('SIGKILL');
	};

	private async isUp(): Promise<boolean> {
		if (this.ended) return true;
		if (!this.lines.some((line) => line.includes('Editor is now accessible'))) return false;
		return (await fetch(`${this.url}/healthz/readiness`)).ok;
	}
}
