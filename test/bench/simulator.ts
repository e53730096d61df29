import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** How a script of this folder is run by Node. */
export const NODE = ['--import', 'tsx', '--expose-gc'];

/** A simulated 3CX in a process of its own, so that its work is not measured. */
export class Simulator {
	private constructor(
		readonly origin: string,
		readonly stop: () => void,
	) {}

	static async start(...options: string[]): Promise<Simulator> {
		const script = join(__dirname, '../pbx/main.ts');
		const pbx = spawn(process.execPath, [...NODE, script, '--port', '0', ...options], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const [first] = (await once(pbx.stdout, 'data')) as [Buffer];
		pbx.stdout.resume();
		const origin = /http:\/\/\S+/.exec(first.toString())?.[0] ?? '';
		return new Simulator(origin, () => pbx.kill());
	}

	/** A verb of `/__sim`. */
	async say<T>(verb: string, body: object): Promise<T> {
		const url = `${this.origin}/__sim/${verb}`;
		const reply = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
		if (!reply.ok) throw new Error(`The simulator refused ${verb}: ${reply.status}`);
		return (await reply.json()) as T;
	}
}
