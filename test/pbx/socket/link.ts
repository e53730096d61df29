import type { RawData, WebSocket } from 'ws';

import type { SimClock } from '../clock';
import type { Journal } from '../journal';
import type { Switches } from '../switches';
import type { ApiClient } from '../world/clients';
import { frameText, type FrameEvent } from './frames';
import { Lane } from './lane';

/** What a link needs of the PBX. */
export interface LinkHost {
	clock: SimClock;
	switches: Switches;
	journal: Journal;
	/** A text frame of the client. */
	received(link: Link, text: string): void;
	closed(link: Link): void;
}

/** One open socket of a client (pbx-simulator.md §7). */
export class Link {
	readonly lane: Lane;

	/** Does not answer pings any more (fault `deaf`). */
	isDeaf = false;

	private sequence = 0;

	private lastPingAt: number;

	private readonly stopTimers: Array<() => void> = [];

	constructor(
		readonly client: ApiClient,
		/** Token that it was opened with. */
		readonly token: string,
		/** Counts from 1. */
		readonly number: number,
		private readonly socket: WebSocket,
		private readonly host: LinkHost,
	) {
		this.lane = new Lane(host.clock, (text) => this.socket.send(text, ignoreFailure));
		this.lastPingAt = host.clock.now();
		socket.on('ping', (data: Buffer) => {
			this.lastPingAt = host.clock.now();
			if (!this.isDeaf) socket.pong(data, false, ignoreFailure);
		});
		socket.on('message', (data, isBinary) => {
			if (!isBinary) this.receive(data);
		});
		socket.on('error', () => undefined);
		socket.on('close', () => {
			for (const stop of this.stopTimers) stop();
			host.closed(this);
		});
		this.keepAlive();
	}

	/** Sends an event under the next number of this socket, or of its client (T10). */
	send(event: FrameEvent, ofApp: number): void {
		const ofSocket = ++this.sequence;
		const sequence = this.host.switches.sequenceScope === 'socket' ? ofSocket : ofApp;
		const text = frameText(sequence, event);
		this.journal('sent', text, this.lane.send(text));
	}

	/** Sends anything: text that is no JSON, an unknown event, bytes. Past all other faults. */
	raw(data: string | Buffer): void {
		this.journal('sent', data.toString(), 'delivered');
		this.socket.send(data, ignoreFailure);
	}

	/** Closes as the protocol wants it. */
	close(code: number, reason = ''): void {
		this.socket.close(code, reason);
	}

	/** Cuts the connection without a close frame. */
	drop(): void {
		this.socket.terminate();
	}

	/** Runs something unless the socket is closed before. */
	after(ms: number, run: () => void): void {
		this.stopTimers.push(this.host.clock.after(ms, run));
	}

	private receive(data: RawData): void {
		const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
		const text = bytes.toString('utf8');
		this.journal('received', text, 'delivered');
		this.host.received(this, text);
	}

	private journal(
		direction: 'sent' | 'received',
		text: string,
		fate: 'delivered' | 'lost' | 'muted',
	): void {
		const { clock, journal } = this.host;
		const { clientId } = this.client;
		journal.frame({
			time: clock.now(),
			clientId,
			socket: this.number,
			direction,
			fate,
			text,
		});
	}

	/** Pings of the server and the end of an idle socket, as switched when it opens. */
	private keepAlive(): void {
		const { serverPingSeconds, idleCloseSeconds } = this.host.switches;
		if (serverPingSeconds > 0) this.pingEvery(serverPingSeconds * 1000);
		if (idleCloseSeconds > 0) this.closeWhenIdle(idleCloseSeconds * 1000);
	}

	private pingEvery(ms: number): void {
		this.stopTimers.push(
			this.host.clock.after(ms, () => {
				this.socket.ping('', false, ignoreFailure);
				this.pingEvery(ms);
			}),
		);
	}

	private closeWhenIdle(ms: number): void {
		const left = this.lastPingAt + ms - this.host.clock.now();
		if (left <= 0) {
			this.close(1000, 'idle');
			return;
		}
		this.stopTimers.push(this.host.clock.after(left, () => this.closeWhenIdle(ms)));
	}
}

/** A socket that closes meanwhile is no mistake: its client learns it by the close. */
function ignoreFailure(): void {
	// Nothing to do.
}
