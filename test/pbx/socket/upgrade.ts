import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { WebSocketServer } from 'ws';

import { bearerToken } from '../auth/gate';
import { admit } from '../callControl/router';
import { refuse } from '../callControl/result';
import { beforeRequest } from '../http/beforeRequest';
import { openEntry, statusFault, type Pipeline } from '../http/pipeline';
import type { Reply } from '../http/reply';
import type { PbxRequest } from '../http/request';
import type { ApiClient } from '../world/clients';
import type { SocketHub } from './hub';

/** Where the socket lives. */
const SOCKET_PATH = '/callcontrol/ws';

/** Larger frames of a client close its socket with 1009 (pbx-simulator.md §7). */
const MAX_CLIENT_FRAME = 64 * 1024;

/** Refusals that are ordered for the next upgrades. */
export interface OrderedRefusal {
	status: number;
	times: number;
}

/** Turns an HTTP upgrade into an open socket, or answers it as HTTP before the 101. */
export class Upgrades {
	readonly refusals: OrderedRefusal[] = [];

	// Pongs by hand: a deaf PBX is one that does not answer them.
	private readonly server = new WebSocketServer({
		noServer: true,
		autoPong: false,
		maxPayload: MAX_CLIENT_FRAME,
		clientTracking: false,
	});

	constructor(
		private readonly pipeline: Pipeline,
		private readonly hub: SocketHub,
	) {}

	/** One upgrade: journal, faults, gate. */
	async handle(
		request: PbxRequest,
		incoming: IncomingMessage,
		socket: Duplex,
		head: Buffer,
	): Promise<void> {
		// A client that goes away meanwhile is none of our business.
		socket.on('error', () => socket.destroy());
		const { pipeline } = this;
		const entry = openEntry(pipeline, request);
		const { method, url } = request;
		const actions = pipeline.faults.fire({ method, url, clientId: entry.clientId });
		entry.faults = actions.map((action) => action.kind);
		const status = actions.find((action) => action.kind === 'status');
		for (const action of actions) {
			if (action.kind === 'delay') await pipeline.clock.wait(action.ms, pipeline.closing);
			else if (action.kind === 'hang') return;
			else if (/^reset|^pbxRestart$/.test(action.kind)) socket.destroy();
			beforeRequest(action, pipeline, request);
		}
		if (socket.destroyed) return;

		const decision = status ? statusFault(status, pipeline, request) : this.decide(request);
		entry.status = 'status' in decision ? decision.status : 101;
		if ('status' in decision) {
			writeReply(socket, decision);
			return;
		}
		const token = bearerToken(request) ?? '';
		this.server.handleUpgrade(incoming, socket, head, (ws) => this.hub.open(decision, token, ws));
	}

	private decide(request: PbxRequest): ApiClient | Reply {
		if (request.path !== SOCKET_PATH) return refuse(this.pipeline, 404, 'Not Found');
		const [refusal] = this.refusals;
		if (refusal) {
			refusal.times--;
			if (refusal.times <= 0) this.refusals.shift();
			return refuse(this.pipeline, refusal.status, 'Refused');
		}
		return admit(request, this.pipeline);
	}
}

function writeReply(socket: Duplex, { status, headers, body }: Reply): void {
	const lines = Object.entries({
		...headers,
		'content-length': String(Buffer.byteLength(body)),
		connection: 'close',
	}).map(([name, value]) => `${name}: ${value}`);
	const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines].join('\r\n');
	socket.end(`${head}\r\n\r\n${body}`);
}
