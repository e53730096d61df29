import type { IncomingMessage } from 'node:http';

import { isLoopback } from '../http/loopback';

/** Why a request to the phone is refused. */
export interface Refusal {
	status: 403;
	message: string;
}

/**
 * The phone answers this machine only, and only its own page: a name of somebody else that points to
 * 127.0.0.1 (DNS rebinding) shows in `Host`, a page of somebody else in `Origin`.
 */
export function refusalFor(
	{ headers, socket }: IncomingMessage,
	ownOrigin: string,
	needsOrigin: boolean,
): Refusal | null {
	if (!isLoopback(socket.remoteAddress)) return refuse('The phone answers this machine only');
	const host = parseHost(headers.host, ownOrigin.split(':')[0] ?? '');
	if (!host || !isLocalName(host.hostname) || portOf(host) !== socket.localPort) {
		return refuse('Open the phone by the address that the simulator prints');
	}
	const { origin } = headers;
	if (origin === undefined && !needsOrigin) return null;
	if (origin === undefined || origin.toLowerCase() !== host.origin) {
		return refuse('The phone talks to its own page only');
	}
	return null;
}

function refuse(message: string): Refusal {
	return { status: 403, message };
}

function parseHost(host: string | undefined, scheme: string): URL | null {
	// Nothing but name and port: a path or a user name in `Host` is an attack or a mistake.
	if (!host || !/^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host)) return null;
	try {
		return new URL(`${scheme}://${host}`);
	} catch {
		return null;
	}
}

function isLocalName(name: string): boolean {
	return name === 'localhost' || name === '[::1]' || /^127(\.\d+){3}$/.test(name);
}

function portOf({ port, protocol }: URL): number {
	return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
