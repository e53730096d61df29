import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { WebSocketServer, type RawData, type WebSocket } from 'ws';

import { parseJson, type PbxRequest } from '../http/request';
import type { SimulatedPbx } from '../pbx';
import { commandId, PhoneRefusal, readCommand } from './command';
import { Feed } from './feed';
import { refusalFor } from './guard';
import { Phone } from './phone';
import { phoneState } from './state';

/** Where the socket of the page lives. */
export const PHONE_SOCKET = '/__sim/phone/ws';
/** Pages that may be open at once. */
export const MOST_PHONES = 20;
/** Larger messages close the socket with 1009: a second of sound is 16000 bytes. */
const MAX_MESSAGE = 16 * 1024;
/** How often the lines are looked at, in real time: what is played first must not be missed. */
const LOOK_MS = 50;

/** All open web phones. Nothing runs while there is none. */
export class Phones {
	private readonly server = new WebSocketServer({
		noServer: true,
		maxPayload: MAX_MESSAGE,
		clientTracking: false,
	});

	private readonly phones = new Set<Phone>();

	private readonly feed: Feed;

	private timer: NodeJS.Timeout | null = null;

	private isClosed = false;

	constructor(private readonly pbx: SimulatedPbx) {
		this.feed = new Feed(pbx);
	}

	/** Open phones. */
	get count(): number {
		return this.phones.size;
	}

	/** Takes a connection that wants to become the socket of a phone, or refuses it. */
	upgrade(
		{ path, origin }: PbxRequest,
		incoming: IncomingMessage,
		socket: Duplex,
		head: Buffer,
	): void {
		socket.on('error', () => socket.destroy());
		const refusal = refusalFor(incoming, origin, true);
		if (refusal) return refuse(socket, '403 Forbidden', refusal.message);
		if (path !== PHONE_SOCKET) return refuse(socket, '404 Not Found', 'There is nothing here');
		if (this.isClosed || this.count >= MOST_PHONES) {
			const message = `There are ${MOST_PHONES} phones open already`;
			return refuse(socket, '503 Service Unavailable', message);
		}
		this.server.handleUpgrade(incoming, socket, head, (ws) => this.open(ws));
	}

	/** The PBX closes. */
	close(): void {
		this.isClosed = true;
		for (const phone of [...this.phones]) {
			this.remove(phone);
			phone.cut();
		}
	}

	private open(socket: WebSocket): void {
		const phone = new Phone(this.pbx, socket);
		socket.on('message', (data, isBinary) => this.receive(phone, data, isBinary));
		socket.on('error', () => undefined);
		socket.on('close', () => this.remove(phone));
		// Those that are open already must get what is new before it becomes old.
		this.look();
		this.phones.add(phone);
		this.timer ??= setInterval(() => this.look(), LOOK_MS);
		const events = this.feed.recent();
		phone.tell('events', { events, isStart: true, tallies: this.feed.tallies });
		this.look();
	}

	private remove(phone: Phone): void {
		if (!this.phones.delete(phone)) return;
		phone.end();
		if (this.timer && this.count === 0) {
			clearInterval(this.timer);
			this.timer = null;
		}
	}

	private receive(phone: Phone, data: RawData, isBinary: boolean): void {
		if (!this.phones.has(phone)) return;
		const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
		if (isBinary) {
			phone.speak(bytes);
			return;
		}
		const message = parseJson(bytes.toString('utf8'));
		const id = commandId(message);
		try {
			phone.obey(readCommand(message));
			this.look();
			phone.send(JSON.stringify({ type: 'done', id }));
		} catch (error) {
			const refusal = refusalOf(error);
			const { reason, detail } = refusal;
			phone.send(JSON.stringify({ type: 'refused', id, reason, message: refusal.message, detail }));
		}
	}

	/** Looks at everything and tells each page what is new. */
	private look(): void {
		const events = this.feed.read();
		if (this.count === 0) return;
		const { pbx } = this;
		const state = { ...phoneState(pbx), phones: this.count };
		const news = JSON.stringify({ type: 'events', events, tallies: this.feed.tallies });
		// The page counts seconds itself: it has to know what time it is for the PBX.
		const clock = Math.round((pbx.clock.now() - Date.now()) / 1000);
		for (const phone of this.phones) {
			phone.tell('clock', { aheadSeconds: clock });
			phone.tell('state', { state });
			if (events.length > 0) phone.send(news);
			phone.look();
		}
	}
}

/** What the PBX itself refuses is told in its own words. */
function refusalOf(error: unknown): PhoneRefusal {
	if (error instanceof PhoneRefusal) return error;
	return new PhoneRefusal('failed', error instanceof Error ? error.message : String(error));
}

function refuse(socket: Duplex, status: string, message: string): void {
	const length = Buffer.byteLength(message);
	socket.end(
		`HTTP/1.1 ${status}\r\ncontent-type: text/plain\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n${message}`,
	);
}
