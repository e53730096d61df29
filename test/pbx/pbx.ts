import type { IncomingMessage, ServerResponse } from 'node:http';

import type { CallDestination, Pbx, PbxOptions } from './api';
import { Tokens } from './auth/tokens';
import { CallsFace } from './calls/callsFace';
import { Exchange } from './calls/exchange';
import type { PbxCalls, PbxSockets } from './callsApi';
import { realClock, type SimClock } from './clock';
import { Faults } from './faults';
import { selfSigned } from './http/certificate';
import { serve, type Pipeline } from './http/pipeline';
import { toRequest, type PbxRequest } from './http/request';
import { Listener, type UpgradeListener } from './http/server';
import { Journal } from './journal';
import { Media } from './media/media';
import { routeDid, routeToDn } from './oracle/route';
import type { Trace } from './oracle/trace';
import { Phones } from './phone/phones';
import { isPhoneRequest, servePhone } from './phone/servePhone';
import type { Tour } from './phone/tour';
import { simApi, SIM_ROOT } from './simApi';
import { Records } from './records/records';
import { SocketHub } from './socket/hub';
import { SocketsFace } from './socket/socketsFace';
import { Upgrades } from './socket/upgrade';
import { switchesWith, type Switches } from './switches';
import { DEFAULT_VERSION } from './version';
import { defaultWorld } from './world/defaultWorld';
import type { World } from './world/world';

/** Larger bodies are cut off: nothing in these APIs needs them. */
const MAX_BODY = 4 * 1024 * 1024;

/** The simulated PBX; made by {@link startPbx}. */
export class SimulatedPbx implements Pbx, Pipeline {
	readonly world: World;

	readonly switches: Switches;

	readonly clock: SimClock;

	readonly tokens: Tokens;

	readonly journal = new Journal();

	readonly faults = new Faults();

	readonly version: string;

	readonly exchange: Exchange;

	readonly calls: PbxCalls;

	readonly sockets: PbxSockets;

	readonly media: Media;

	readonly records: Records;

	/** True while the PBX surface is down though the test surface still answers. */
	isDown = false;

	tour: Tour | null = null;

	private listener: Listener | null = null;

	private readonly host: string;

	private readonly closer = new AbortController();

	private readonly hub: SocketHub;

	private readonly upgrades: Upgrades;

	private readonly phones = new Phones(this);

	constructor(private readonly options: PbxOptions) {
		this.world = options.world ?? defaultWorld();
		this.switches = switchesWith(options.switches);
		this.clock = options.clock ?? realClock();
		this.version = options.version ?? DEFAULT_VERSION;
		this.host = options.host ?? '127.0.0.1';
		const ttl = options.tokenTtlSeconds ?? 3600;
		this.tokens = new Tokens(this.world, this.switches, this.clock, ttl);
		this.hub = new SocketHub(() => this, this.journal);
		this.exchange = new Exchange(this.world, this.switches, this.clock, this.hub);
		this.media = new Media(this.exchange, this.tokens);
		this.records = new Records(this.world, this.clock);
		this.records.running = () =>
			this.switches.recordingRow === 'whileRunning' ? this.exchange.truth.liveCalls() : [];
		this.records.heard = (leg) => this.media.heardOrNull(leg);
		this.exchange.truth.onCallEnded = (call) => this.records.callEnded(call);
		this.records.onAgentReady = (dn) => {
			const attempts = this.exchange.list().flatMap((call) => [...call.attempts]);
			for (const attempt of attempts) attempt.agentReady(dn);
		};
		this.exchange.onGone = (leg) => this.media.legGone(leg);
		this.tokens.onDeath = (token) => {
			this.hub.tokenDied(token);
			this.media.tokenDied(token);
		};
		this.upgrades = new Upgrades(this, this.hub);
		this.calls = new CallsFace(this.exchange);
		this.sockets = new SocketsFace(this.hub, this.exchange, this.upgrades.refusals);
	}

	get closing(): AbortSignal {
		return this.closer.signal;
	}

	get port(): number {
		return this.listener?.port ?? 0;
	}

	get url(): string {
		const host = this.host.includes(':') ? `[${this.host}]` : this.host;
		return `${this.options.tls ? 'https' : 'http'}://${host}:${this.port}`;
	}

	async start(): Promise<void> {
		this.listener ??= await this.makeListener();
		await this.listener.start();
	}

	async stop(): Promise<void> {
		await this.listener?.stop();
	}

	async close(): Promise<void> {
		this.closer.abort();
		this.media.cut();
		this.phones.close();
		this.exchange.reset();
		await this.stop();
	}

	async restart(downMs = 0): Promise<void> {
		await this.stop();
		this.forgetCalls();
		if (downMs > 0) await this.clock.wait(downMs, this.closing);
		this.tokens.voidAll();
		if (!this.closing.aborted) await this.start();
	}

	restartNow(): void {
		this.forgetCalls();
		this.tokens.voidAll();
		this.listener?.cutConnections();
	}

	/** Cuts the PBX surface off, or brings it back; the test surface stays reachable. */
	setDown(down: boolean): void {
		this.isDown = down;
		if (!down) return;
		this.sockets.drop();
		this.media.cut();
	}

	mintForeignToken(clientId: string): string {
		const client = this.world.client(clientId);
		if (!client) throw new Error(`The simulated PBX has no client ${clientId}`);
		return this.tokens.mint(client).token;
	}

	whereWouldACallGo(
		dn: string,
		call: { from?: 'outside' | 'inside'; callerId?: string } = {},
	): CallDestination {
		return routeToDn(dn, this.trace(call.from ?? 'outside', call.callerId ?? ''));
	}

	whereWouldADidCallGo(did: string, call: { callerId?: string } = {}): CallDestination {
		return routeDid(did, this.trace('outside', call.callerId ?? '', did));
	}

	/** Calls, ids and numbers of frames start over (pbx-simulator.md §10 `pbxRestart`). */
	private forgetCalls(): void {
		this.media.cut();
		this.hub.reset();
		this.exchange.reset();
	}

	private trace(from: 'outside' | 'inside', callerId: string, did = ''): Trace {
		const { world, switches } = this;
		return { world, switches, now: this.clock.now(), from, callerId, did, path: [], visited: [] };
	}

	private async makeListener(): Promise<Listener> {
		const { tls } = this.options;
		const wishes = typeof tls === 'object' ? tls : {};
		const certificate = tls
			? await selfSigned(wishes.commonName ?? 'localhost', wishes.expired ?? false)
			: null;
		const handler = (incoming: IncomingMessage, response: ServerResponse) =>
			void this.receive(incoming, response).catch((error: unknown) => {
				confess(response, error);
			});
		const upgrade: UpgradeListener = (incoming, socket, head) => {
			const request = this.requestOf(incoming, Buffer.alloc(0));
			if (isPhoneRequest(request)) this.phones.upgrade(request, incoming, socket, head);
			else if (this.isDown) socket.destroy();
			else void this.upgrades.handle(request, incoming, socket, head);
		};
		return new Listener(handler, upgrade, this.host, this.options.port ?? 0, certificate);
	}

	private requestOf(
		{ method = 'GET', url = '/', headers }: IncomingMessage,
		body: Buffer,
	): PbxRequest {
		return toRequest(method, url, headers, body, this.options.tls ? 'https' : 'http');
	}

	private async receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		// The body of an upload has no end: it is read as it comes, once the stream is granted.
		const body = isUpload(incoming) ? Buffer.alloc(0) : await readBody(incoming);
		const request = this.requestOf(incoming, body);
		if (isPhoneRequest(request)) {
			servePhone(this, request, incoming, response);
			return;
		}
		if (request.path.startsWith(SIM_ROOT)) {
			await simApi(this, request, incoming, response);
			return;
		}
		if (this.isDown) {
			incoming.socket.destroy();
			return;
		}
		await serve(this, request, incoming, response);
	}
}

/** Starts a simulated PBX on loopback. */
export async function startPbx(options: PbxOptions = {}): Promise<Pbx> {
	const pbx = new SimulatedPbx(options);
	await pbx.start();
	return pbx;
}

function isUpload({ method, url = '' }: IncomingMessage): boolean {
	return method === 'POST' && /^\/callcontrol\/[^?]*\/stream(\?|$)/.test(url);
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of incoming as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > MAX_BODY) throw new Error('The body is too large');
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** A mistake of the simulator must not look like one of the PBX. */
function confess(response: ServerResponse, error: unknown): void {
	if (response.headersSent) {
		response.destroy();
		return;
	}
	response.writeHead(500, { 'content-type': 'text/plain' });
	response.end(`Mistake of the simulator: ${error instanceof Error ? error.stack : String(error)}`);
}
