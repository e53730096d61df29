import {
	createServer as createHttpServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import type { Certificate } from './certificate';

/** Takes a connection that wants to become a WebSocket. */
export type UpgradeListener = (incoming: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** A server on one port that can be stopped hard and brought back on the same port. */
export class Listener {
	private server: Server | null = null;

	private readonly sockets = new Set<Socket>();

	private currentPort: number;

	constructor(
		private readonly handler: RequestListener,
		private readonly upgrade: UpgradeListener,
		private readonly host: string,
		port: number,
		private readonly certificate: Certificate | null,
	) {
		this.currentPort = port;
	}

	/** Known after the first start. */
	get port(): number {
		return this.currentPort;
	}

	/** Starts listening; nothing happens when it already does. */
	async start(): Promise<void> {
		if (this.server) return;
		const server = this.certificate
			? createHttpsServer(this.certificate, this.handler)
			: createHttpServer(this.handler);
		// An upload of audio lasts as long as the call; Node would end it after five minutes.
		server.requestTimeout = 0;
		server.on('upgrade', this.upgrade);
		server.on('connection', (socket) => {
			this.sockets.add(socket);
			socket.once('close', () => this.sockets.delete(socket));
		});
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(this.currentPort, this.host, () => {
				server.off('error', reject);
				resolve();
			});
		});
		const address = server.address();
		if (address !== null && typeof address === 'object') this.currentPort = address.port;
		this.server = server;
	}

	/** Stops listening and cuts every connection: what a PBX that goes down does. */
	async stop(): Promise<void> {
		const { server } = this;
		this.server = null;
		if (!server) return;
		const closed = new Promise((resolve) => server.close(resolve));
		this.cutConnections();
		await closed;
	}

	/** Cuts every connection but goes on listening. */
	cutConnections(): void {
		for (const socket of this.sockets) socket.destroy();
	}
}
