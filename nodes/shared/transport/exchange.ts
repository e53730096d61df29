import { Agent as HttpAgent, type AgentOptions } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { ProtocolError } from './errors';
import { transportFailure } from './failures';
import { telling } from './openTelling';

/** One request as it goes over the line. `path` starts with `/` and is already encoded. */
export interface Outgoing {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	path: string;
	headers?: Readonly<Record<string, string>>;
	/** JSON when it is an object, a form when it is `URLSearchParams`. */
	body?: unknown;
	timeoutMs: number;
	/** A connection of its own: the reply may take long, and the others must not wait behind it. */
	alone?: boolean;
	signal?: AbortSignal;
}

/** One reply as it came. */
export interface Incoming {
	status: number;
	/** Header names in lower case. */
	header(name: string): string | undefined;
	/** Parsed JSON, or the text itself when it is not JSON, or undefined when there was none. */
	body: unknown;
}

/** A request whose body or reply has no foreseeable end. */
export interface StreamRequest {
	method: 'GET' | 'POST';
	path: string;
	headers?: Readonly<Record<string, string>>;
	body?: Readable;
	/** Told when the line is open: what is sent from then on is on its way at once. */
	opened?: () => void;
	signal: AbortSignal;
}

/** Its reply: the head, and the body as it comes. */
export interface StreamReply {
	status: number;
	header(name: string): string | undefined;
	body: Readable;
}

/** How to reach one PBX. */
export interface ExchangeOptions {
	origin: string;
	ignoreSslIssues: boolean;
	poolSize: number;
	keepaliveMs: number;
}

interface Agents {
	httpAgent: HttpAgent;
	httpsAgent: HttpsAgent;
}

/** A reply larger than this is not one we asked for. */
const MAX_REPLY_BYTES = 32 * 1024 * 1024;

/**
 * One request, one reply, with one PBX: no token, no repetition.
 * It holds the keep-alive connections; proxies are taken from HTTP_PROXY, HTTPS_PROXY and NO_PROXY by axios.
 */
export class Exchange {
	readonly origin: string;
	private readonly agents: readonly (HttpAgent | HttpsAgent)[];
	/** For requests with a connection of their own. */
	private readonly alone: Agents;
	/** The same for reading: there a connection that was kept and has died does no harm. */
	private readonly slow: Agents;
	/** For streams: kept alive, or the PBX's early answer would end a body that is still on its way (call-control-api.md §6). */
	private readonly streaming: Agents;
	private readonly client: AxiosInstance;

	constructor(options: ExchangeOptions) {
		this.origin = options.origin;
		const pool = {
			keepAlive: true,
			keepAliveMsecs: options.keepaliveMs,
			maxSockets: options.poolSize,
			maxFreeSockets: options.poolSize,
			timeout: options.keepaliveMs,
		};
		const agents = (settings: AgentOptions): Agents => ({
			httpAgent: new HttpAgent(settings),
			httpsAgent: new HttpsAgent({ ...settings, rejectUnauthorized: !options.ignoreSslIssues }),
		});
		const pooled = agents(pool);
		this.alone = agents({});
		this.slow = agents({ ...pool, maxSockets: Infinity });
		this.streaming = agents({ keepAlive: true, maxFreeSockets: 1 });
		this.agents = [pooled, this.alone, this.slow, this.streaming].flatMap((pair) =>
			Object.values(pair),
		);
		this.client = axios.create({
			adapter: 'http',
			baseURL: options.origin,
			...pooled,
			// A redirect would carry the token to wherever it points.
			maxRedirects: 0,
			maxContentLength: MAX_REPLY_BYTES,
			responseType: 'text',
			transformResponse: (data: unknown) => data,
			validateStatus: () => true,
		});
	}

	/**
	 * @throws ThreeCxError when there is no usable reply; any status of 200 to 299 and 400 and above is a reply
	 */
	async send(request: Outgoing): Promise<Incoming> {
		const url = this.addressOf(request.path);
		// Counts from the first byte out to the last one in: a reply that only drips is late as well.
		const limit = AbortSignal.timeout(Math.ceil(request.timeoutMs));
		const reply = await this.client
			.request<unknown>({
				method: request.method,
				url,
				headers: { Accept: 'application/json', ...request.headers },
				data: request.body,
				...(request.alone === true && this.ownAgents(request.method)),
				signal: request.signal ? AbortSignal.any([limit, request.signal]) : limit,
			})
			.catch((error: unknown) => {
				throw transportFailure(error, this.origin, {
					timeoutMs: request.timeoutMs,
					stopped: request.signal?.aborted === true,
				});
			});
		const { status, header } = this.headOf(reply);
		return { status, header, body: readBody(reply.data) };
	}

	/**
	 * A request without a time limit, for audio. Resolves with the head of the reply; `signal` ends it at any time.
	 *
	 * @throws ThreeCxError when there is no usable reply
	 */
	async stream(request: StreamRequest): Promise<StreamReply> {
		const { method, path, headers, body, opened, signal } = request;
		const reply = await this.client
			.request<Readable>({
				...(opened && { transport: telling(opened) }),
				method,
				url: this.addressOf(path),
				headers,
				data: body,
				...this.streaming,
				responseType: 'stream',
				maxContentLength: -1,
				maxBodyLength: -1,
				signal,
			})
			.catch((error: unknown) => {
				throw transportFailure(error, this.origin, { timeoutMs: 0, stopped: signal.aborted });
			});
		return { ...this.headOf(reply), body: reply.data };
	}

	private ownAgents(method: Outgoing['method']): Agents {
		return method === 'GET' ? this.slow : this.alone;
	}

	private addressOf(path: string): string {
		// Joined by hand: an absolute address must not become the target, and "@other.host/" behind the origin
		// would be another host. The token would go there.
		if (path.startsWith('/')) return `${this.origin}${path}`;
		throw new ProtocolError(`A path on ${this.origin} must begin with a slash`, false);
	}

	private headOf(reply: AxiosResponse): Pick<Incoming, 'status' | 'header'> {
		if (reply.status >= 300 && reply.status < 400) {
			throw new ProtocolError(`${this.origin} redirects to another address`, false, {
				hint: 'Enter the address of the PBX itself as "Server URL", with https and its port.',
			});
		}
		const headers: Readonly<Record<string, unknown>> = reply.headers;
		const header = (name: string) => {
			const value = headers[name.toLowerCase()];
			return typeof value === 'string' ? value : undefined;
		};
		return { status: reply.status, header };
	}

	/** Closes the idle connections and those in use. */
	close(): void {
		for (const agent of this.agents) agent.destroy();
	}
}

function readBody(data: unknown): unknown {
	if (typeof data !== 'string' || data === '') return undefined;
	try {
		return JSON.parse(data) as unknown;
	} catch {
		// HTML of a proxy, plain text, or JSON cut in the middle: the caller knows what it expected.
		return data;
	}
}
