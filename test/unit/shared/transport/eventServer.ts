import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { listen } from './testServer';

/** A WebSocket server of a test, closed hard after it. */
export interface EventServer {
	readonly origin: string;
	readonly port: number;
	/** What the upgrades asked for, with their bearer. */
	readonly asked: string[];
	/** Sockets that were accepted. */
	readonly sockets: WebSocket[];
}

/** Answers an upgrade by hand; returns true when it did. */
export type Refusal = (request: IncomingMessage, socket: Duplex) => boolean;

const ends: Array<() => Promise<void>> = [];

afterEach(async () => {
	for (const end of ends.splice(0)) await end();
});

/** Serves sockets on loopback until the test ends. */
export async function serveEvents(
	more: { refuse?: Refusal; tls?: ServerOptions; accepted?: (socket: WebSocket) => void } = {},
): Promise<EventServer> {
	const server: Server = more.tls ? createTlsServer(more.tls) : createServer();
	const upgrades = new WebSocketServer({ noServer: true });
	const open = new Set<Duplex>();
	const asked: string[] = [];
	const sockets: WebSocket[] = [];
	server.on('connection', (socket: Duplex) => {
		open.add(socket);
		socket.on('error', () => undefined);
	});
	server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		asked.push(`${request.url} ${request.headers.authorization}`);
		if (more.refuse?.(request, socket)) return;
		upgrades.handleUpgrade(request, socket, head, (accepted) => {
			accepted.on('error', () => undefined);
			sockets.push(accepted);
			more.accepted?.(accepted);
		});
	});
	const port = await listen(server);
	ends.push(async () => {
		for (const socket of open) socket.destroy();
		await new Promise((resolve) => server.close(resolve));
	});
	return { origin: `${more.tls ? 'https' : 'http'}://localhost:${port}`, port, asked, sockets };
}

/** Refuses with a status. */
export function status(code: number, headers = ''): Refusal {
	return (_request, socket) => {
		socket.end(`HTTP/1.1 ${code} No\r\nContent-Length: 0\r\n${headers}Connection: close\r\n\r\n`);
		return true;
	};
}
