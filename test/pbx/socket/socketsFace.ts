import type { PbxSockets } from '../callsApi';
import type { Exchange } from '../calls/exchange';
import type { ApiClient } from '../world/clients';
import { EVENT, entityOf, legEvent, type FrameEvent } from './frames';
import type { SocketHub } from './hub';
import type { Link } from './link';
import type { OrderedRefusal } from './upgrade';

/** The verbs of {@link PbxSockets}. */
export class SocketsFace implements PbxSockets {
	constructor(
		private readonly hub: SocketHub,
		private readonly exchange: Exchange,
		private readonly refusals: OrderedRefusal[],
	) {}

	get opened(): number {
		return this.hub.opened;
	}

	count(clientId?: string): number {
		const links = [...this.hub.links];
		return links.filter((link) => clientId === undefined || link.client.clientId === clientId)
			.length;
	}

	drop(): void {
		this.each((link) => link.drop());
	}

	close(code: number, reason = ''): void {
		this.each((link) => link.close(code, reason));
	}

	mute(isMute = true): void {
		this.each((link) => {
			link.lane.isMute = isMute;
		});
	}

	deaf(isDeaf = true): void {
		this.each((link) => {
			link.isDeaf = isDeaf;
		});
	}

	skip(frames: number): void {
		this.each((link) => {
			link.lane.skip += frames;
		});
	}

	dup(frames: number): void {
		this.each((link) => {
			link.lane.double += frames;
		});
	}

	reorder(): void {
		this.each((link) => link.lane.reorder());
	}

	late(ms: number): void {
		this.each((link) => {
			link.lane.lateMs = ms;
		});
	}

	raw(data: string | Buffer): void {
		this.each((link) => link.raw(data));
	}

	burst(frames: number): void {
		const events = new Map<ApiClient, FrameEvent[]>();
		for (const { client } of this.hub.links) {
			if (!events.has(client)) events.set(client, this.upserts(client));
		}
		for (let i = 0; i < frames; i++) {
			this.hub.send((client) => {
				const own = events.get(client) ?? [];
				return own[i % own.length] ?? null;
			});
		}
	}

	rejectUpgrade(status: number, times = 1): void {
		this.refusals.push({ status, times });
	}

	/** An Upsert of each live leg; without any the end of one that never was, which is a frame too. */
	private upserts(client: ApiClient): FrameEvent[] {
		const { switches } = this.exchange;
		const legs = this.exchange.list().flatMap((call) => call.legs);
		const events = legs
			.filter((leg) => leg.told)
			.flatMap((leg) => legEvent(EVENT.upsert, leg, client, switches) ?? []);
		const entity = entityOf(client.routePointDn, 1);
		return events.length > 0 ? events : [{ event_type: EVENT.remove, entity, attached_data: null }];
	}

	private each(act: (link: Link) => void): void {
		for (const link of [...this.hub.links]) act(link);
	}
}
