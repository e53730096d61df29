import type { WebSocket } from 'ws';

import type { Listener } from '../calls/exchange';
import type { Leg } from '../calls/leg';
import type { Core } from '../core';
import type { Journal } from '../journal';
import type { ApiClient } from '../world/clients';
import { EVENT, keysEvent, legEvent, type FrameEvent } from './frames';
import { Link, type LinkHost } from './link';
import { answerRequest } from './requests';

/** All open sockets: takes what the exchange tells and sends it to those who may see it. */
export class SocketHub implements Listener {
	readonly links = new Set<Link>();

	/** Sockets opened so far. */
	opened = 0;

	private readonly appSequences = new Map<string, number>();

	constructor(
		/** Asked for when it is needed: the exchange is made after the hub that it tells. */
		private readonly core: () => Core,
		private readonly journal: Journal,
	) {}

	upsert(leg: Leg): void {
		const { switches } = this.core();
		this.send((client) => legEvent(EVENT.upsert, leg, client, switches));
	}

	removed(leg: Leg): void {
		const { switches } = this.core();
		this.send((client) => legEvent(EVENT.remove, leg, client, switches));
	}

	keys(leg: Leg, keys: string): void {
		this.send((client) => keysEvent(leg, keys, client));
	}

	/** Takes over a socket whose upgrade was granted. */
	open(client: ApiClient, token: string, socket: WebSocket): void {
		const core = this.core();
		if (core.switches.severalSockets === 'newestOnly') {
			for (const link of this.links) if (link.client === client) link.close(1000);
		}
		const link = new Link(client, token, ++this.opened, socket, this.hostOf(core));
		this.links.add(link);
		const expiresAt = core.tokens.find(token)?.expiresAt;
		if (expiresAt !== undefined) {
			link.after(expiresAt - core.clock.now(), () => this.tokenDied(token));
		}
	}

	/** What becomes of the sockets of a token that is no longer good (T5b). */
	tokenDied(token: string): void {
		if (this.core().switches.socketOnRotation === 'keep') return;
		for (const link of this.links) if (link.token === token) link.close(1008, 'token');
	}

	/** The PBX starts over. */
	reset(): void {
		for (const link of this.links) link.drop();
		this.appSequences.clear();
	}

	/** Sends each socket the event that its client sees. */
	send(eventFor: (client: ApiClient) => FrameEvent | null): void {
		const clients = new Set([...this.links].map((link) => link.client));
		for (const client of clients) {
			const event = eventFor(client);
			if (!event) continue;
			const sequence = this.nextOfApp(client.clientId);
			for (const link of this.links) if (link.client === client) link.send(event, sequence);
		}
	}

	private hostOf(core: Core): LinkHost {
		return {
			clock: core.clock,
			switches: core.switches,
			journal: this.journal,
			received: (link, text) => void this.respond(link, text),
			closed: (link) => this.links.delete(link),
		};
	}

	private async respond(link: Link, text: string): Promise<void> {
		const response = await answerRequest(text, link.client, this.core());
		if (!response || !this.links.has(link)) return;
		link.send(response, this.nextOfApp(link.client.clientId));
	}

	private nextOfApp(clientId: string): number {
		const next = (this.appSequences.get(clientId) ?? 0) + 1;
		this.appSequences.set(clientId, next);
		return next;
	}
}
