import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Leg } from '../calls/leg';
import type { SimClock } from '../clock';
import type { Track } from './track';

/** Why a stream is over; the words of `UploadFacts.end`. */
export type StreamEnd = 'finished' | 'aborted' | 'cut' | 'legGone' | 'replaced';

/** What a stream is opened with. */
export interface StreamWishes {
	track: Track;
	/** Token that it was opened with. */
	token: string;
	incoming: IncomingMessage;
	response: ServerResponse;
	clock: SimClock;
	/** Until when nothing is sent or read (fault `streamStall`). */
	stall: { from: number; to: number } | null;
	/** The stream is over. */
	over(stream: MediaStream, status: number | null): void;
}

/** An open stream of either direction, with its timers. */
export abstract class MediaStream {
	private readonly stops = new Set<() => void>();

	private isOver = false;

	constructor(protected readonly wishes: StreamWishes) {
		const { incoming, response } = wishes;
		incoming.on('error', () => undefined);
		response.on('error', () => undefined);
		response.on('close', () => this.end('aborted'));
	}

	get leg(): Leg {
		return this.wishes.track.leg;
	}

	get token(): string {
		return this.wishes.token;
	}

	/** Runs something unless the stream is over before. */
	after(ms: number, run: () => void): void {
		const stop = this.wishes.clock.after(ms, () => {
			this.stops.delete(stop);
			run();
		});
		this.stops.add(stop);
	}

	/** Ends it; nothing happens the second time. */
	end(why: StreamEnd): void {
		if (this.isOver) return;
		this.isOver = true;
		for (const stop of this.stops) stop();
		this.stops.clear();
		this.wishes.over(this, this.finish(why));
	}

	/** Does what the end means for the connection; the status that the client got for it. */
	protected abstract finish(why: StreamEnd): number | null;

	protected get hasEnded(): boolean {
		return this.isOver;
	}

	/** How long nothing is sent or read from now on. */
	protected get stalledMs(): number {
		const { stall, clock } = this.wishes;
		const now = clock.now();
		return stall && now >= stall.from && now < stall.to ? stall.to - now : 0;
	}
}
