import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { abortError, NetworkError } from './errors';

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT: Readonly<Record<string, string>> = { 'ws:': '80', 'wss:': '443' };

/** Port of a `ws` or `wss` address, the usual one where none stands there. */
export function portOf(address: URL): string {
	return address.port || (DEFAULT_PORT[address.protocol] ?? '443');
}

/**
 * The proxy for a `ws` or `wss` address by the variables that axios goes by as well:
 * HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, in small letters first.
 */
export function proxyFor(address: URL, env: Environment): URL | undefined {
	const variable = (name: string) => env[name] || env[name.toUpperCase()] || '';
	const spared = variable('no_proxy')
		.toLowerCase()
		.split(/[,\s]+/)
		.some((entry) => entry !== '' && spares(entry, address));
	if (spared) return undefined;
	const proxy =
		variable(address.protocol === 'wss:' ? 'https_proxy' : 'http_proxy') || variable('all_proxy');
	const url = proxy === '' || proxy.includes('://') ? proxy : `http://${proxy}`;
	return URL.canParse(url) ? new URL(url) : undefined;
}

/** Whether an entry of NO_PROXY (`host`, `.domain`, `*.domain`, `*`, each with or without port) names the address. */
function spares(entry: string, address: URL): boolean {
	const [, name = '', port] = /^(.+?)(?::(\d+))?$/.exec(entry) ?? [];
	if (port !== undefined && port !== portOf(address)) return false;
	const host = address.hostname.toLowerCase();
	return /^[.*]/.test(name) ? host.endsWith(name.replace(/^\*/, '')) : host === name;
}

/**
 * A way through the proxy to the address by CONNECT: the proxy sees host and port, and nothing else where TLS follows.
 *
 * @throws NetworkError when the proxy refuses or cannot be reached
 */
export async function openTunnel(proxy: URL, address: URL, signal: AbortSignal): Promise<Socket> {
	const target = `${address.hostname}:${portOf(address)}`;
	const login = decodeURIComponent(`${proxy.username}:${proxy.password}`);
	const authorization = `Basic ${Buffer.from(login).toString('base64')}`;
	const send = proxy.protocol === 'https:' ? tlsRequest : plainRequest;
	return await new Promise<Socket>((resolve, reject) => {
		const request = send({
			method: 'CONNECT',
			host: proxy.hostname,
			port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
			path: target,
			headers: { Host: target, ...(login === ':' ? {} : { 'Proxy-Authorization': authorization }) },
			signal,
		});
		request.once('connect', ({ statusCode = 0 }, socket) => {
			if (statusCode === 200) return resolve(socket);
			socket.destroy();
			reject(proxyFailure(`it answered with status ${statusCode}`, ''));
		});
		request.once('response', ({ statusCode = 0 }) => {
			request.destroy();
			reject(proxyFailure(`it answered with status ${statusCode}`, ''));
		});
		request.on('error', (error: NodeJS.ErrnoException) =>
			reject(
				signal.aborted ? abortError() : proxyFailure('it cannot be reached', error.code ?? ''),
			),
		);
		request.end();
	});
}

function proxyFailure(why: string, code: string): NetworkError {
	return new NetworkError(`The proxy did not open the way to 3CX: ${why}`, code, {
		hint: 'Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY in the environment of n8n. The events of 3CX need a WebSocket (CONNECT).',
	});
}
