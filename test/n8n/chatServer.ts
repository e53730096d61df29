import { createServer, type IncomingMessage } from 'node:http';

/** An incoming webhook of a chat, as Slack, Mattermost and others have it. */
export interface ChatServer {
	url: string;
	/** What it was told, oldest first. */
	texts: string[];
	/** Answers the next posts with 503 and keeps none of them. */
	refuse(posts: number): void;
	/** Posts that it refused. */
	readonly refused: number;
	close(): Promise<void>;
}

/** A chat on a free loopback port. It takes what the real ones take: a POST of JSON with a `text`, and no empty one. */
export async function startChat(): Promise<ChatServer> {
	const texts: string[] = [];
	let toRefuse = 0;
	let refused = 0;
	const server = createServer((request, response) => {
		void read(request).then((text) => {
			if (toRefuse > 0) {
				toRefuse--;
				refused++;
				return response.writeHead(503).end();
			}
			if (text === undefined) return response.writeHead(400).end('no_text');
			texts.push(text);
			return response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return {
		url: `http://127.0.0.1:${port}/hooks/alerts`,
		texts,
		refuse: (posts) => (toRefuse = posts),
		get refused() {
			return refused;
		},
		close: async () =>
			await new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

/** The text of a message; undefined for what a chat would not take. */
async function read(request: IncomingMessage): Promise<string | undefined> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const isJson = /^application\/json\b/.test(request.headers['content-type'] ?? '');
	if (request.method !== 'POST' || !isJson) return undefined;
	try {
		const { text }: { text?: unknown } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
		return typeof text === 'string' && text !== '' ? text : undefined;
	} catch {
		return undefined;
	}
}
