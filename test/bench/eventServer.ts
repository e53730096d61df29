import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { wireLeg } from '../helpers/wireLeg';

/** What the bench orders: Upserts of new legs, to one socket (by its number) or to all. */
export interface FrameOrder {
	first: number;
	count: number;
	socket?: number;
}

/** A server of its own process that does nothing but what the bench measures: token, legs, frames. */
function main(): void {
	const sentAt = new Map<number, number>();
	const participant = (id: number) =>
		wireLeg({
			id,
			// When its frame was sent: this side's clock is the same machine's.
			party_caller_name: String(sentAt.get(id) ?? 0),
			party_caller_id: `+49171${String(id).padStart(7, '0')}`,
			callid: id,
		});
	const server = createServer((request, response) => {
		const { url = '' } = request;
		const id = /participants\/(\d+)$/.exec(url)?.[1];
		const body = url.startsWith('/connect/token')
			? { access_token: 'token', token_type: 'Bearer', expires_in: 3600 }
			: id === undefined
				? [{ dn: '800', type: 'Wroutepoint', devices: [], participants: [] }]
				: participant(Number(id));
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(body));
	});
	server.keepAliveTimeout = 0;
	const sockets = new WebSocketServer({ server });
	process.on('message', ({ first, count, socket }: FrameOrder) => {
		const targets = [...sockets.clients].filter(
			(_, index) => socket === undefined || index === socket,
		);
		for (let id = first; id < first + count; id++) {
			sentAt.set(id, performance.timeOrigin + performance.now());
			const entity = `/callcontrol/800/participants/${id}`;
			const event = { event_type: 0, entity, attached_data: null };
			for (const target of targets) target.send(JSON.stringify({ sequence: id, event }));
		}
	});
	server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

main();
