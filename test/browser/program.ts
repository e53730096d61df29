import { request } from 'node:http';

import WebSocket from 'ws';

import { DEFAULT_SECRET, type Pbx } from '../pbx';

/** A test program at the route point 800: what a workflow does, by plain requests. */
export class Program {
	/** Keys that its event socket told. */
	keys = '';

	private constructor(
		private readonly pbx: Pbx,
		private readonly token: string,
		private readonly socket: WebSocket,
	) {
		socket.on('message', (data: Buffer) => {
			const frame = JSON.parse(data.toString()) as {
				event: { attached_data: { dtmf_input?: string } | null };
			};
			this.keys += frame.event.attached_data?.dtmf_input ?? '';
		});
	}

	static async start(pbx: Pbx): Promise<Program> {
		const answer = await fetch(`${pbx.url}/connect/token`, {
			method: 'POST',
			body: new URLSearchParams({
				client_id: '800',
				client_secret: DEFAULT_SECRET,
				grant_type: 'client_credentials',
			}),
		});
		const { access_token: token } = (await answer.json()) as { access_token: string };
		const socket = new WebSocket(`${pbx.url.replace('http', 'ws')}/callcontrol/ws`, {
			headers: { authorization: `Bearer ${token}` },
		});
		await new Promise((resolve, reject) => {
			socket.once('open', resolve);
			socket.once('error', reject);
		});
		return new Program(pbx, token, socket);
	}

	/** Plays sound to the caller; resolves when all of it is sent. */
	async play(leg: number, pcm: Buffer): Promise<number> {
		const answer = await fetch(this.stream(leg), {
			method: 'POST',
			headers: { ...this.headers, 'content-type': 'application/octet-stream' },
			body: new Uint8Array(pcm),
		});
		return answer.status;
	}

	/** Listens to the caller for so many bytes. */
	hear(leg: number, bytes: number): Promise<Buffer> {
		return new Promise((resolve, reject) => {
			const asked = request(this.stream(leg), { headers: this.headers }, (response) => {
				if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
				let heard = Buffer.alloc(0);
				response.on('data', (chunk: Buffer) => {
					heard = Buffer.concat([heard, chunk]);
					if (heard.length < bytes) return;
					asked.destroy();
					resolve(heard.subarray(0, bytes));
				});
				response.on('error', () => undefined);
			});
			asked.on('error', reject);
			asked.end();
		});
	}

	/** Sends a leg somewhere else, as `transferCall` does. */
	async routeTo(leg: number, destination: string): Promise<void> {
		await fetch(`${this.pbx.url}/callcontrol/800/participants/${leg}/routeto`, {
			method: 'POST',
			headers: { ...this.headers, 'content-type': 'application/json' },
			body: JSON.stringify({ destination, timeout: 30 }),
		});
	}

	end(): void {
		this.socket.terminate();
	}

	private get headers(): Record<string, string> {
		return { authorization: `Bearer ${this.token}` };
	}

	private stream(leg: number): string {
		return `${this.pbx.url}/callcontrol/800/participants/${leg}/stream`;
	}
}
