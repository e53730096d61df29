import { CallWatcher } from '../../nodes/shared/callControl/callWatcher';
import type { CallEvent, LiveWatch } from '../../nodes/shared/callControl';
import {
	openWebSocket,
	parseSettings,
	PbxConnection,
	requestToken,
	type AccessToken,
	type Caller,
	type Logger,
	type Settings,
	type ThreeCxError,
	type TokenSource,
} from '../../nodes/shared/transport';
import { DEFAULT_SECRET, startPbx, virtualClock, type Pbx, type PbxOptions } from '../pbx';
import { ClientClock } from './clientClock';

/** One step of the virtual time; what is on the wire arrives before the next one. */
const STEP_MS = 250;
/** Rounds of the event loop without anything new that count as quiet: loopback needs two or three. */
const QUIET_ROUNDS = 30;
/** A request that hangs must not hold the time up. */
const MOST_ROUNDS = 3_000;

export interface WatchOptions extends PbxOptions {
	clientId?: string;
	settings?: Partial<Settings>;
	/** Leaves the listening to the test. */
	idle?: boolean;
}

/** A simulated PBX and the event layer of this package, on one virtual clock. */
export class WatchBench {
	readonly events: CallEvent[] = [];
	readonly troubles: ThreeCxError[] = [];
	readonly log: string[] = [];
	readonly watcher: CallWatcher;
	readonly watch: LiveWatch;
	readonly caller: Caller;
	/** Tokens minted by us. */
	minted = 0;
	/** Frames that reached the client. */
	frames = 0;
	/** Requests and upgrades under way. */
	private open = 0;
	stopListening = () => {};

	private constructor(
		readonly pbx: Pbx,
		private readonly sim: ReturnType<typeof virtualClock>,
		readonly clock: ClientClock,
		{ clientId = '800', settings }: WatchOptions,
	) {
		const login = { clientId, clientSecret: DEFAULT_SECRET };
		const connection = new PbxConnection(
			{ origin: pbx.url, ...login, ignoreSslIssues: true },
			{ ...parseSettings({}).settings, ...settings },
			clock,
			() => 0.5,
			async (target, signal) => {
				const socket = await openWebSocket(target, signal);
				socket.on('message', () => this.frames++);
				this.open++;
				const done = () => this.open--;
				const first = new Set(['open', 'close']);
				for (const name of first) {
					socket.once(name, () => {
						if (first.size === 2) done();
						first.delete(name);
					});
				}
				return socket;
			},
		);
		this.connection = connection;
		const { exchange } = connection;
		const send = exchange.send.bind(exchange);
		exchange.send = async (request) => {
			this.open++;
			return await send(request).finally(() => this.open--);
		};
		const tokens: TokenSource = {
			stored: async () => undefined,
			renew: async (): Promise<AccessToken> => {
				this.minted++;
				return await requestToken(connection.exchange, login, {
					timeoutMs: 5_000,
					now: clock.now(),
				});
			},
		};
		const logger: Logger = {
			debug: (line) => this.log.push(`debug ${line}`),
			info: (line) => this.log.push(`info ${line}`),
			warn: (line) => this.log.push(`warn ${line}`),
			error: (line) => this.log.push(`error ${line}`),
		};
		this.caller = { tokens, logger };
		this.watcher = new CallWatcher(connection);
		this.watch = this.watcher.as(this.caller);
		this.watch.onTrouble((error) => this.troubles.push(error));
	}

	readonly connection: PbxConnection;

	static async start(options: WatchOptions = {}): Promise<WatchBench> {
		const sim = virtualClock(Date.UTC(2026, 10, 22, 18));
		const pbx = await startPbx({ ...options, clock: sim });
		const bench = new WatchBench(pbx, sim, new ClientClock(sim), options);
		if (options.idle !== true) {
			bench.listen();
			// A part of it is the wait before a token is minted.
			await bench.advance(500);
		}
		return bench;
	}

	listen(): void {
		this.stopListening = this.watch.listen((event) => this.events.push(event));
	}

	/** Moves the time on in steps. */
	async advance(ms: number, step = STEP_MS): Promise<void> {
		for (let left = ms; left > 0; left -= step) {
			await this.sim.advance(Math.min(step, left));
			await this.settle();
		}
	}

	/** Lets everything on the wire arrive. */
	async settle(): Promise<void> {
		let last = -1;
		for (let quiet = 0, rounds = 0; quiet < QUIET_ROUNDS && rounds < MOST_ROUNDS; rounds++) {
			await new Promise((resolve) => setImmediate(resolve));
			const now = this.events.length + this.frames + this.log.length;
			quiet = now === last && this.open === 0 ? quiet + 1 : 0;
			last = now;
		}
	}

	/** `started ringing answered …` of one leg, or of all. */
	story(participantId?: number): string {
		return this.events
			.filter(({ participant }) => participantId === undefined || participant?.id === participantId)
			.map(({ type }) => type)
			.join(' ');
	}

	of(type: CallEvent['type']): CallEvent[] {
		return this.events.filter((event) => event.type === type);
	}

	/** What is left over when everything is closed: nothing. */
	async stop(): Promise<{ timers: number; sockets: number }> {
		this.stopListening();
		await this.watcher.close();
		this.connection.close();
		await this.settle();
		const left = { timers: this.clock.waiting, sockets: this.pbx.sockets.count() };
		await this.pbx.close();
		return left;
	}
}
