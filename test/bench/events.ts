import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import axios from 'axios';
import { WebSocket } from 'ws';
import { watchOf, type CallEvent, type LiveWatch } from '../../nodes/shared/callControl';
import {
	parseSettings,
	PbxConnection,
	requestToken,
	silentLogger,
	systemClock,
} from '../../nodes/shared/transport';
import type { FrameOrder } from './eventServer';

const ROUNDS = 600;
const BURST = 4_000;
const LIVE = 1_000;

/** The way of an event through the package, against a bare `ws` client that makes the same GET. */
export async function events(): Promise<string[]> {
	const server = fork(join(__dirname, 'eventServer.ts'), { execArgv: ['--import', 'tsx'] });
	const [port] = (await once(server, 'message')) as [number];
	const origin = `http://127.0.0.1:${port}`;
	const order = (frames: FrameOrder) => server.send(frames);
	try {
		// The order of opening is the number of the socket at the server.
		const ours = await OurClient.open(origin);
		const clients = [
			ours,
			await BareClient.open(origin, byAxios),
			await BareClient.open(origin, byHttp),
		];
		const memory = await liveMemory(ours, order);
		const latencies: number[][] = clients.map(() => []);
		for (let round = 0; round < ROUNDS; round++) {
			for (const [socket, client] of clients.entries()) {
				order({ first: 1 + round * clients.length + socket, count: 1, socket });
				const latency = await client.next();
				// The first ones pay for the compiler.
				if (round > ROUNDS / 5) latencies[socket]?.push(latency);
			}
		}
		const speeds: number[] = [];
		for (const [socket, client] of clients.entries()) {
			const start = performance.now();
			order({ first: 1_000_000 * (socket + 1), count: BURST, socket });
			await client.many(BURST);
			speeds.push(Math.round((BURST / (performance.now() - start)) * 1_000));
		}
		for (const client of clients) client.close();
		const [own = 0, ...others] = latencies.map(median);
		const ms = (value: number) => `${value.toFixed(2)} ms`;
		const ratios = others.map((bare) => (own / bare).toFixed(2));
		return [
			'Event to emit, against a bare ws client that makes the same GET (by axios; by node:http)',
			`  median ours ${ms(own)}, bare ${others.map(ms).join('; ')}, ratio ${ratios.join('; ')}`,
			`  ${BURST} legs at once: ours ${speeds[0]} a second, none lost; bare ${speeds[1]}; ${speeds[2]}`,
			`  ${LIVE} live calls take ${memory.toFixed(2)} MB`,
		];
	} finally {
		stop(server);
	}
}

/** Waits for the next so many results. */
export class Arrivals {
	private latencies: number[] = [];
	private wake = () => {};

	add(sentAt: number): void {
		this.latencies.push(performance.timeOrigin + performance.now() - sentAt);
		this.wake();
	}

	async many(count: number): Promise<number[]> {
		while (this.latencies.length < count) {
			await new Promise<void>((resolve) => (this.wake = resolve));
		}
		return this.latencies.splice(0, count);
	}

	async next(): Promise<number> {
		const [latency = 0] = await this.many(1);
		return latency;
	}
}

type Get = (url: string, agent: Agent) => Promise<string>;

const headers = { Authorization: 'Bearer token' };

export const byAxios: Get = async (url, httpAgent) =>
	(await axios.get<string>(url, { httpAgent, headers, responseType: 'text' })).data;

const byHttp: Get = async (url, agent) =>
	await new Promise<string>((resolve, reject) => {
		get(url, { agent, headers }, (reply) => {
			let text = '';
			reply.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
			reply.on('end', () => resolve(text));
		}).on('error', reject);
	});

/** What one would write by hand. */
export class BareClient extends Arrivals {
	private readonly agent = new Agent({ keepAlive: true, maxSockets: 5 });

	private constructor(
		private readonly origin: string,
		private readonly socket: WebSocket,
		private readonly get: Get,
	) {
		super();
		socket.on('message', (data) => {
			const { event } = JSON.parse(String(data)) as { event: { entity: string } };
			void this.read(event.entity);
		});
	}

	static async open(origin: string, by: Get): Promise<BareClient> {
		const socket = new WebSocket(`${origin.replace('http', 'ws')}/callcontrol/ws`);
		await once(socket, 'open');
		return new BareClient(origin, socket, by);
	}

	close(): void {
		this.socket.terminate();
		this.agent.destroy();
	}

	private async read(entity: string): Promise<void> {
		const body: unknown = await this.get(`${this.origin}${entity}`, this.agent);
		const leg: unknown = typeof body === 'string' ? JSON.parse(body) : body;
		this.add(Number((leg as { party_caller_name: string }).party_caller_name));
	}
}

class OurClient extends Arrivals {
	private constructor(
		private readonly connection: PbxConnection,
		watch: LiveWatch,
	) {
		super();
		watch.listen(({ type, participant }: CallEvent) => {
			if (type === 'started') this.add(Number(participant?.partyCallerName));
		});
	}

	static async open(origin: string): Promise<OurClient> {
		const login = { clientId: '800', clientSecret: 'secret' };
		const connection = new PbxConnection(
			{ origin, ...login, ignoreSslIssues: false },
			parseSettings({}).settings,
			systemClock,
		);
		const tokens = {
			stored: async () => undefined,
			renew: async () =>
				await requestToken(connection.exchange, login, { timeoutMs: 5_000, now: Date.now() }),
		};
		const watch = watchOf(connection, { tokens, logger: silentLogger });
		const client = new OurClient(connection, watch);
		await watch.ready();
		return client;
	}

	close(): void {
		this.connection.close();
	}
}

/** Growth of the heap by so many live calls, in MB. */
async function liveMemory(client: OurClient, order: (frames: FrameOrder) => void): Promise<number> {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	const heap = async () => {
		await new Promise((resolve) => setTimeout(resolve, 200));
		collect();
		return process.memoryUsage().heapUsed / 1_048_576;
	};
	const before = await heap();
	order({ first: 9_000_000, count: LIVE, socket: 0 });
	await client.many(LIVE);
	return (await heap()) - before;
}

/** The middle one. */
export function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function stop(server: ChildProcess): void {
	server.kill();
}
