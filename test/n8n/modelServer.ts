import { createServer, type IncomingMessage } from 'node:http';

/** A tool as the model is told of it. */
export interface OfferedTool {
	name: string;
	description: string;
	parameters: { properties?: Record<string, { type?: string; description?: string }> };
}

interface ModelRequest {
	stream?: boolean;
	tools?: Array<{ function: OfferedTool }>;
	messages: Array<{ role: string; content: unknown }>;
}

/** A language model that does what it was told beforehand. */
export interface ModelServer {
	/** As the base URL of an OpenAI credential wants it. */
	url: string;
	/** The tools of the last request. */
	readonly tools: OfferedTool[];
	/** What tools have answered, oldest first. */
	readonly results: string[];
	/** Calls this tool in the next turn, then ends with a sentence. */
	willCall(tool: RegExp, args: Record<string, unknown>): void;
	close(): Promise<void>;
}

/** The chat completions of OpenAI on a free loopback port, without a model behind them. */
export async function startModel(): Promise<ModelServer> {
	let tools: OfferedTool[] = [];
	let results: string[] = [];
	let wish: { tool: RegExp; args: Record<string, unknown> } | undefined;

	const answer = (request: ModelRequest): object => {
		tools = (request.tools ?? []).map((tool) => tool.function);
		results = request.messages
			.filter(({ role }) => role === 'tool')
			.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)));
		const found = wish && tools.find(({ name }) => wish?.tool.test(name));
		if (!wish || !found) return { role: 'assistant', content: 'Done.' };
		const call = { name: found.name, arguments: JSON.stringify(wish.args) };
		wish = undefined;
		return {
			role: 'assistant',
			content: null,
			tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: call }],
		};
	};

	const server = createServer((request, response) => {
		void readJson(request).then((body) => {
			const message = answer(body);
			const reason = 'tool_calls' in message ? 'tool_calls' : 'stop';
			const reply = { id: 'chat_1', created: 0, model: 'stand-in' };
			const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
			if (!body.stream) {
				response.writeHead(200, { 'content-type': 'application/json' });
				const choices = [{ index: 0, message, finish_reason: reason }];
				response.end(JSON.stringify({ ...reply, object: 'chat.completion', choices, usage }));
				return;
			}
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			const choices = [{ index: 0, delta: message, finish_reason: reason }];
			const chunk = { ...reply, object: 'chat.completion.chunk', choices, usage };
			response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		get tools() {
			return tools;
		},
		get results() {
			return results;
		},
		willCall: (tool, args) => (wish = { tool, args }),
		close: async () =>
			await new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

async function readJson(request: IncomingMessage): Promise<ModelRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const body: ModelRequest = JSON.parse(Buffer.concat(chunks).toString('utf8'));
	return body;
}
