import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** A request as a {@link TestServer} saw it. */
export interface Seen {
	method: string;
	url: string;
	authorization: string | undefined;
	type: string | undefined;
	body: string;
}

/** A server of a test, closed hard after it. */
export interface TestServer {
	readonly origin: string;
	readonly port: number;
	/** Requests that came whole, in order. */
	readonly seen: Seen[];
	/** Connections opened so far. */
	readonly connections: number;
	/** Most connections that were open at one time. */
	readonly mostOpen: number;
	/** Connections that are open now. */
	readonly open: number;
}

const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
	for (const socket of sockets) socket.destroy();
	await Promise.all(
		servers.splice(0).map(async (server) => await new Promise((resolve) => server.close(resolve))),
	);
});

/** Serves on loopback until the test ends; the handler is called when the body is read. */
export async function serve(handler: RequestListener, tls?: ServerOptions): Promise<TestServer> {
	const seen: Seen[] = [];
	const listener: RequestListener = (request, response) => {
		void bodyOf(request).then((body) => {
			const { method = '', url = '', headers } = request;
			const { authorization } = headers;
			seen.push({ method, url, authorization, type: headers['content-type'], body });
			handler(request, response);
		});
	};
	const server = tls ? createTlsServer(tls, listener) : createServer(listener);
	// Idle connections end when the client ends them, and no sooner.
	server.keepAliveTimeout = 0;
	let connections = 0;
	let mostOpen = 0;
	const own = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		connections++;
		for (const set of [own, sockets]) set.add(socket);
		mostOpen = Math.max(mostOpen, own.size);
		socket.once('close', () => [own, sockets].forEach((set) => set.delete(socket)));
	});
	servers.push(server);
	const port = await listen(server);
	return {
		origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
		port,
		seen,
		get connections() {
			return connections;
		},
		get mostOpen() {
			return mostOpen;
		},
		get open() {
			return own.size;
		},
	};
}

/** Listens on a free port of loopback. */
export async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return port;
}

/** A port of loopback at which nothing listens. */
export async function deadOrigin(): Promise<string> {
	const server = createServer();
	const port = await listen(server);
	await new Promise((resolve) => server.close(resolve));
	return `http://127.0.0.1:${port}`;
}

/** One canned reply. */
export interface Canned {
	status?: number;
	headers?: Record<string, string>;
	/** JSON unless it is a text. */
	body?: unknown;
}

/** Answers with these, one after the other; the last one stays. */
export function replies(...canned: Array<Canned | 'reset' | 'hang'>): RequestListener {
	let next = 0;
	return (request, response) => {
		const reply = canned[Math.min(next++, canned.length - 1)] ?? {};
		if (reply === 'reset') return void request.socket.destroy();
		if (reply === 'hang') return;
		const { status = 200, headers = {}, body = {} } = reply;
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(typeof body === 'string' ? body : JSON.stringify(body));
	};
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks).toString('utf8');
}
