import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Json } from './n8nTypes';

/** An HTTP server that keeps the JSON that it is sent. */
export interface Inbox {
	url: string;
	messages: Json[];
	/** Takes messages and never answers. */
	isHanging: boolean;
	close(): Promise<void>;
}

/** Starts an inbox on a free loopback port; it answers `200 {}`. */
export async function startInbox(): Promise<Inbox> {
	const server = createServer(async (request, response) => {
		inbox.messages.push((await json(request)) as Json);
		response.setHeader('content-type', 'application/json');
		if (!inbox.isHanging) response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const inbox: Inbox = {
		url: `http://127.0.0.1:${port}/`,
		messages: [],
		isHanging: false,
		close: async () =>
			await new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
	return inbox;
}
