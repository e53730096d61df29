import { isIP } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { WebSocket } from 'ws';
import { openTunnel, proxyFor } from './socketProxy';

/** Where a socket goes and as whom. */
export interface SocketTarget {
	/** `wss://…/callcontrol/ws` */
	address: string;
	token: string;
	ignoreSslIssues: boolean;
}

/** Begins to open a socket; what comes of it is told by the socket's own events. `signal` ends the way there. */
export type SocketFactory = (target: SocketTarget, signal: AbortSignal) => Promise<WebSocket>;

/** Far above any frame of 3CX (a participant has some 600 bytes): a larger one is a fault and ends the socket. */
const MAX_PAYLOAD_BYTES = 4 * 1024 * 1024;

/** Opens with the `ws` package, through a proxy where the environment names one. */
export const openWebSocket: SocketFactory = async (target, signal) => {
	const url = new URL(target.address);
	const proxy = proxyFor(url, process.env);
	const tunnel = proxy && (await openTunnel(proxy, url, signal));
	const rejectUnauthorized = !target.ignoreSslIssues;
	const through = () => {
		if (!tunnel || url.protocol === 'ws:') return tunnel;
		const host = url.hostname.replace(/^\[|\]$/g, '');
		const servername = isIP(host) ? '' : host;
		return tlsConnect({ socket: tunnel, host, servername, rejectUnauthorized });
	};
	const socket = through();
	return new WebSocket(url, {
		headers: { Authorization: `Bearer ${target.token}` },
		rejectUnauthorized,
		maxPayload: MAX_PAYLOAD_BYTES,
		// Frames are small; compression would cost each connection more than it saves.
		perMessageDeflate: false,
		// A redirect would carry the token to wherever it points.
		followRedirects: false,
		...(socket && { createConnection: () => socket }),
	});
};
