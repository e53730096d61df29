import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Exchange } from '../calls/exchange';
import { isConnected, type Leg } from '../calls/leg';
import type { Tokens } from '../auth/tokens';
import type { FarVoice, PbxMedia, UploadFacts } from '../mediaApi';
import { spokenByItself } from './behaviourVoice';
import { Earpiece } from './earpiece';
import { ListenStream } from './listenStream';
import type { MediaStream, StreamEnd, StreamWishes } from './mediaStream';
import { Track } from './track';
import { UploadStream, type UploadRules } from './uploadStream';
import { wavFile } from './wav';

/** Legs that are gone and whose audio is kept. */
const KEPT_LEGS = 200;

/** A stream that may be opened, with what a fault does to it. */
export interface StreamOrder {
	leg: Leg;
	token: string;
	incoming: IncomingMessage;
	response: ServerResponse;
	/** Cut so long after it was opened. */
	dropAfterMs?: number;
	stall?: { afterMs: number; ms: number };
	/** The stream is over; null when the client got no status. */
	over(status: number | null): void;
}

/** The audio of all route point legs: what is played, what is heard, and the open streams. */
export class Media implements PbxMedia {
	private readonly tracks = new Map<number, Track>();

	/** Tracks of legs that are gone, oldest first. */
	private gone: Track[] = [];

	private readonly streams = new Set<MediaStream>();

	private readonly ears = new Set<{ leg: Leg; stop: () => void }>();

	constructor(
		private readonly exchange: Exchange,
		private readonly tokens: Tokens,
	) {}

	get openStreams(): number {
		return this.streams.size;
	}

	heard(participantId: number): Buffer {
		const track = this.track(participantId);
		return track.heard(0, track.sample(this.exchange.clock.now()));
	}

	/** The same, or null for a leg that is none of a route point or not known any more. */
	heardOrNull(participantId: number): Buffer | null {
		return this.tracks.has(participantId) ? this.heard(participantId) : null;
	}

	heardWav(participantId: number): Buffer {
		return wavFile(this.heard(participantId));
	}

	uploads(participantId: number): UploadFacts[] {
		return this.track(participantId).uploads.map((upload) => upload.report());
	}

	say(participantId: number, voice: FarVoice): void {
		const track = this.track(participantId);
		track.far.ordered = { voice, since: track.sample(this.exchange.clock.now()) };
	}

	speak(participantId: number, pcm: Buffer): void {
		const track = this.track(participantId);
		track.far.speak(pcm, track.sample(this.exchange.clock.now()));
	}

	listen(participantId: number, heard: (pcm: Buffer) => void): () => void {
		const track = this.track(participantId);
		const earpiece = new Earpiece(track, this.exchange.clock, heard);
		const ear = { leg: track.leg, stop: () => earpiece.stop() };
		this.ears.add(ear);
		return () => {
			this.ears.delete(ear);
			ear.stop();
		};
	}

	/** Whether an upload is open on the leg. */
	isUploading(leg: Leg): boolean {
		return this.uploadsOf(leg).length > 0;
	}

	/** Opens `GET …/stream`. */
	openListening(order: StreamOrder): void {
		const { switches } = this.exchange;
		this.admit(new ListenStream(this.wishes(order), () => switches.oddChunks), order);
	}

	/** Opens `POST …/stream`; `isIgnored`: its bytes are taken and never heard. */
	openUpload(order: StreamOrder, { isIgnored = false, endStatus = 200 } = {}): void {
		const { switches, clock } = this.exchange;
		const { leg } = order;
		if (switches.secondUpload === 'replace') {
			for (const stream of this.uploadsOf(leg)) stream.end('replaced');
		}
		const isEarly = !isConnected(leg);
		const rules: UploadRules = {
			endStatus,
			isAudible: () => {
				if (isIgnored || !isConnected(leg)) return false;
				return !isEarly || (switches.earlyUpload === 'comesAlive' && this.isReady(leg));
			},
			keepsRest: () => switches.abortedStream === 'playOut',
		};
		const upload = this.trackOf(leg).addUpload(clock.now());
		this.admit(new UploadStream(this.wishes(order), upload, rules), order);
	}

	/** Whether the leg has media: it is up, and has been for long enough. */
	isReady({ connectedAt }: Leg): boolean {
		const { switches, clock } = this.exchange;
		return connectedAt !== null && clock.now() - connectedAt >= switches.mediaReadyMs;
	}

	/** What becomes of the streams of a token that is no longer good (T5). */
	tokenDied(token: string): void {
		if (this.exchange.switches.streamsOnRotation === 'keep') return;
		this.endThose((stream) => stream.token === token, 'cut');
	}

	/** The leg is gone, and its streams with it. */
	legGone(leg: Leg): void {
		if (!this.isRoutePoint(leg)) return;
		const track = this.trackOf(leg);
		this.endThose((stream) => stream.leg === leg, 'legGone');
		track.end(this.exchange.clock.now());
		for (const ear of this.ears) {
			if (ear.leg !== leg) continue;
			ear.stop();
			this.ears.delete(ear);
		}
		this.gone.push(track);
		const old = this.gone.length > KEPT_LEGS ? this.gone.shift() : undefined;
		// Ids start over with a restart: the place may be taken by a newer leg.
		if (old && this.tracks.get(old.leg.id) === old) this.tracks.delete(old.leg.id);
	}

	/** Cuts every stream, as a PBX does that goes down. */
	cut(): void {
		this.endThose(() => true, 'cut');
	}

	private admit(stream: MediaStream, { token, dropAfterMs }: StreamOrder): void {
		this.streams.add(stream);
		const expiresAt = this.tokens.find(token)?.expiresAt;
		if (expiresAt !== undefined) {
			stream.after(expiresAt - this.exchange.clock.now(), () => this.tokenDied(token));
		}
		if (dropAfterMs !== undefined) stream.after(dropAfterMs, () => stream.end('cut'));
	}

	private wishes({ leg, token, incoming, response, stall, over }: StreamOrder): StreamWishes {
		const { clock } = this.exchange;
		const from = clock.now() + (stall?.afterMs ?? 0);
		return {
			track: this.trackOf(leg),
			token,
			incoming,
			response,
			clock,
			stall: stall ? { from, to: from + stall.ms } : null,
			over: (stream, status) => {
				this.streams.delete(stream);
				over(status);
			},
		};
	}

	private uploadsOf(leg: Leg): MediaStream[] {
		return [...this.streams].filter(
			(stream) => stream instanceof UploadStream && stream.leg === leg,
		);
	}

	private endThose(are: (stream: MediaStream) => boolean, why: StreamEnd): void {
		for (const stream of [...this.streams]) if (are(stream)) stream.end(why);
	}

	private track(id: number): Track {
		const leg = this.exchange.leg(id);
		const track = leg && this.isRoutePoint(leg) ? this.trackOf(leg) : this.tracks.get(id);
		if (!track) throw new Error(`There is no leg ${id} of a route point, and was none lately`);
		return track;
	}

	private trackOf(leg: Leg): Track {
		const known = this.tracks.get(leg.id);
		if (known?.leg === leg) return known;
		const track = new Track(
			leg,
			(one) => spokenByItself(one, this.exchange.world),
			(one) => this.otherRoutePoints(one),
		);
		this.tracks.set(leg.id, track);
		return track;
	}

	private otherRoutePoints(leg: Leg): Track[] {
		const others = leg.call.legs.filter(
			(one) => one !== leg && isConnected(one) && !one.leaving && this.isRoutePoint(one),
		);
		return others.map((one) => this.trackOf(one));
	}

	private isRoutePoint(leg: Leg): boolean {
		return this.exchange.world.clients.some((client) => client.routePointDn === leg.dn);
	}
}
