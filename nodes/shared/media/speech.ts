import { BYTES_PER_MS, silence, type Pcm } from '../audio/pcm';
import { Pacer } from '../audio/pacer';
import { explainStreamRefusal, streamPath, type CallControl } from '../callControl';
import {
	asThreeCxError,
	HttpError,
	ThreeCxError,
	type Clock,
	type Logger,
	type MediaStreams,
	type Upload,
	type UploadEnd,
} from '../transport';

/** A leg of a call at the own route point. */
export interface MediaLeg {
	dn: string;
	id: number;
}

/** Why audio stopped before its end. */
export type StopReason =
	/** The call ended, or went elsewhere. */
	| 'gone'
	/** A key was pressed. */
	| 'key'
	/** By Stop Audio. */
	| 'stopped'
	/** Other audio took its place. */
	| 'replaced'
	/** The execution was stopped. */
	| 'cancelled';

export interface SpeechEnd {
	how: 'finished' | StopReason;
	/** What the caller heard of it, in ms. */
	heardMs: number;
}

/** What is played, and how. */
export interface SpeechOrder {
	pcm: Pcm;
	/** How many times; Infinity for "until it is stopped". */
	times: number;
	/** Silence before the first time. */
	silenceMs?: number;
	/** How far to be ahead of the ear: little where it must stop at once, more where it must not falter. */
	leadMs: number;
}

export interface SpeechDeps {
	streams: MediaStreams;
	callControl: CallControl;
	clock: Clock;
	logger: Logger;
}

/** One write: small enough for a small lead, large enough for some hundred calls at once. */
const CHUNK_MS = 40;
/** From the last byte to the end of its sound: the way to the caller's phone. */
const TAIL_MS = 150;
/** For so long a line that does not work is tried again. */
const PATIENCE_MS = 5_000;
/** 424 and 404 come while the leg has no media path yet (call-control-api.md §6). */
const FIRST_RETRY_MS = 50;
const MOST_RETRY_MS = 500;
const TOKEN_TRIES = 4;

/**
 * Audio that is played into one leg, from its first byte to its end. Survives a line that breaks: what the caller has
 * not heard goes out on the next one.
 */
export class Speech {
	/** Resolves when it is over; rejects with a ThreeCxError when it could not be played. */
	readonly done: Promise<SpeechEnd>;
	private readonly pacer: Pacer;
	private readonly stopping = new AbortController();
	private upload?: Upload;
	private why?: StopReason;
	/** Since when nothing works. */
	private failingSince?: number;
	private failures = 0;
	private heardAtFailure = 0;

	constructor(
		private readonly deps: SpeechDeps,
		private readonly leg: MediaLeg,
		private readonly order: SpeechOrder,
	) {
		this.pacer = new Pacer(deps.clock, order.leadMs);
		this.done = this.run();
		// Whoever plays in the background may not wait for it.
		this.done.catch(() => {});
	}

	/** How far it has learned to be ahead, for the next audio. */
	get leadMs(): number {
		return this.pacer.leadMs;
	}

	/** Stops at once; twice does no harm. */
	stop(why: StopReason): void {
		this.why ??= why;
		this.stopping.abort();
		this.upload?.stop();
	}

	private async run(): Promise<SpeechEnd> {
		while (!this.why && this.order.pcm.length > 0) {
			const end = await this.line();
			if (end.kind === 'finished') return { how: 'finished', heardMs: this.pacer.heardMs };
			if (end.kind === 'refused') this.pacer.refused();
			else this.pacer.broken();
			if (end.kind !== 'stopped') await this.afterFailure(end.error);
		}
		return { how: this.why ?? 'finished', heardMs: this.pacer.heardMs };
	}

	/** Plays on one line for as long as it holds. */
	private async line(): Promise<UploadEnd> {
		const { streams } = this.deps;
		let upload: Upload;
		try {
			upload = await streams.upload(streamPath(this.leg.dn, this.leg.id));
		} catch (error) {
			return { kind: 'cut', error: asThreeCxError(error) };
		}
		this.upload = upload;
		if (this.why) upload.stop();
		const end = await this.send(upload);
		const isDead = end.kind === 'refused' && end.error.status === 401;
		if (isDead) await streams.renewToken(upload);
		return end;
	}

	private async send(upload: Upload): Promise<UploadEnd> {
		const over = new AbortController();
		void upload.ended.then(() => over.abort());
		const pause = async (ms: number) => {
			await this.deps.clock.sleep(ms, over.signal).catch(() => {});
		};
		// Written before, it would go out in one piece once the line is open, and be further ahead than it should.
		await upload.opened;
		for (let chunk = this.next(); chunk; chunk = this.next()) {
			const ms = chunk.length / BYTES_PER_MS;
			const wait = this.pacer.waitFor(ms);
			if (wait > 0) await pause(wait);
			if (over.signal.aborted) return await upload.ended;
			await upload.write(chunk);
			this.pacer.sent(ms);
		}
		// Held open until it is heard: what 3CX does with the rest of a line that was closed is not known.
		await pause(this.pacer.aheadMs + TAIL_MS);
		if (!over.signal.aborted) return await upload.finish();
		const end = await upload.ended;
		return end.kind !== 'refused' && this.pacer.isHeard ? { kind: 'finished' } : end;
	}

	/** The next piece, by what was sent and heard so far; undefined at the end. */
	private next(): Pcm | undefined {
		const { pcm, times, silenceMs = 0 } = this.order;
		const before = silenceMs - this.pacer.positionMs;
		if (before > 0) return silence(Math.min(before, CHUNK_MS));
		// Whole samples: two bytes each.
		const position = Math.floor((-before * BYTES_PER_MS) / 2) * 2;
		if (position >= pcm.length * times) return undefined;
		const start = position % pcm.length;
		return pcm.subarray(start, start + CHUNK_MS * BYTES_PER_MS);
	}

	/** Waits for the next try, or gives up. */
	private async afterFailure(error: ThreeCxError): Promise<void> {
		const { clock, callControl, logger } = this.deps;
		if (this.why) return;
		if (this.failingSince === undefined || this.pacer.heardMs > this.heardAtFailure) {
			this.failingSince = clock.now();
			this.failures = 0;
		}
		this.heardAtFailure = this.pacer.heardMs;
		this.failures++;
		const status = error instanceof HttpError ? error.status : 0;
		const refusedForGood = status === 403 || (status === 401 && this.failures >= TOKEN_TRIES);
		const leg = await callControl
			.participant(this.leg.dn, this.leg.id)
			.catch((problem: unknown) => asThreeCxError(problem));
		if (leg === undefined) return this.stop('gone');
		if (refusedForGood || clock.now() - this.failingSince >= PATIENCE_MS) {
			throw explainStreamRefusal(error, 'play audio to the call');
		}
		logger.debug(`The audio line is opened again: ${error.message}`);
		const wait = Math.min(MOST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.failures - 1));
		await clock.sleep(wait, this.stopping.signal).catch(() => {});
	}
}
