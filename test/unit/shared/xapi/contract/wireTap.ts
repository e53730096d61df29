import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Pbx } from '../../../../pbx';

/** One request to the configuration API and what came back, as both stood on the wire. */
export interface Exchanged {
	method: string;
	/** Path and query as sent. */
	url: string;
	/** Parsed JSON; undefined where nothing was sent. */
	sent: unknown;
	status: number;
	contentType: string;
	/** Parsed JSON; undefined where nothing, or no JSON, came. */
	reply: unknown;
}

/** A listener on the line between the nodes and the PBX: hands everything on, keeps what concerns the configuration API. */
export class WireTap {
	readonly seen: Exchanged[] = [];

	private constructor(
		private readonly server: Server,
		readonly url: string,
	) {}

	static async on(pbx: Pbx): Promise<WireTap> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const tap = new WireTap(server, `http://127.0.0.1:${port}`);
		server.on('request', (incoming, outgoing) => {
			void buffer(incoming).then(async (body) => {
				const { method = '', url = '', headers } = incoming;
				const { status, replied, type } = await send(pbx.url, { method, url, headers, body });
				if (url.startsWith('/xapi/v1')) {
					tap.seen.push({
						method,
						url,
						sent: json(body, headers['content-type']),
						status,
						contentType: type['content-type'] ?? '',
						reply: json(replied, type['content-type']),
					});
				}
				outgoing.writeHead(status, { ...type, connection: 'close' }).end(replied);
			});
		});
		return tap;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

interface Request {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

async function send(
	origin: string,
	{ method, url, headers, body }: Request,
): Promise<{ status: number; type: IncomingHttpHeaders; replied: Buffer }> {
	return await new Promise((resolve, reject) => {
		const outgoing = request(`${origin}${url}`, { method, headers, agent: false }, (reply) => {
			const { statusCode = 0, headers: type } = reply;
			buffer(reply).then((replied) => resolve({ status: statusCode, type, replied }), reject);
		});
		outgoing.on('error', reject).end(body);
	});
}

function json(body: Buffer, type = ''): unknown {
	if (body.length === 0 || !type.includes('json')) return undefined;
	return JSON.parse(body.toString('utf8')) as unknown;
}
