import { BYTES_PER_MS, levelOf, silence, type Pcm } from '../audio';
import { explainStreamRefusal, streamPath, type CallControl, type Keypad } from '../callControl';
import {
	abortError,
	asThreeCxError,
	HttpError,
	type Clock,
	type Logger,
	type MediaStreams,
} from '../transport';
import type { MediaLeg } from './speech';

/** When a recording ends by itself. Times in ms. */
export interface RecordRules {
	longestMs: number;
	/** Keys that end it; what was typed meanwhile is forgotten then. */
	stopKeys: string;
	/** It ends after so much silence; 0 for never. */
	silenceMs: number;
	/** What is below is silence, in dBFS. */
	silenceLevel: number;
}

export interface Recorded {
	/** At most some MB: `longestMs` bounds it. */
	pcm: Pcm;
	end: 'longest' | 'key' | 'silence' | 'hungUp';
	/** How much of it is louder than silence. */
	spokenMs: number;
	/** The key that ended it. */
	key?: string;
}

export interface RecordDeps {
	streams: MediaStreams;
	callControl: CallControl;
	keypad: Keypad;
	clock: Clock;
	logger: Logger;
	gone: AbortSignal;
	signal: AbortSignal | undefined;
}

/** Silence is judged in pieces of this length. */
const FRAME_MS = 100;
const FIRST_RETRY_MS = 50;
const MOST_RETRY_MS = 500;
const PATIENCE_MS = 5_000;
const STALL_MS = 2_000;

/** Writes down what the caller says, until one of the rules ends it. @throws ThreeCxError; CancelledError */
export async function record(
	deps: RecordDeps,
	leg: MediaLeg,
	rules: RecordRules,
): Promise<Recorded> {
	return await new Recording(deps, leg, rules).run();
}

class Recording {
	private readonly chunks: Pcm[] = [];
	private bytes = 0;
	/** When the first line was open; undefined before. */
	private startedAt?: number;
	private stopTimer = () => {};
	private readonly stop = new AbortController();
	private end?: Recorded['end'];
	private key?: string;
	/** The odd byte of a sample that was split between two chunks (call-control-api.md §6). */
	private half: Buffer = Buffer.alloc(0);
	private frame: Buffer = Buffer.alloc(0);
	private quietMs = 0;
	private spokenMs = 0;
	private failingSince?: number;

	constructor(
		private readonly deps: RecordDeps,
		private readonly leg: MediaLeg,
		private readonly rules: RecordRules,
	) {}

	async run(): Promise<Recorded> {
		const { keypad, gone, signal } = this.deps;
		const deaf = keypad.onKey((key) => this.pressed(key));
		const hungUp = () => this.finish('hungUp');
		const cancel = () => this.stop.abort();
		gone.addEventListener('abort', hungUp, { once: true });
		signal?.addEventListener('abort', cancel, { once: true });
		try {
			// What was typed ahead was not meant for this.
			keypad.clear();
			if (gone.aborted) hungUp();
			if (signal?.aborted) throw abortError();
			while (!this.end) await this.line();
			return { pcm: this.whole(), end: this.end, spokenMs: this.spokenMs, key: this.key };
		} finally {
			this.stopTimer();
			deaf();
			gone.removeEventListener('abort', hungUp);
			signal?.removeEventListener('abort', cancel);
			this.stop.abort();
		}
	}

	private finish(end: Recorded['end'], key?: string): void {
		this.end ??= end;
		this.key ??= key;
		this.stop.abort();
	}

	private pressed(key: string): void {
		if (!this.rules.stopKeys.includes(key)) return;
		this.deps.keypad.clear();
		this.finish('key', key);
	}

	/** Listens on one line for as long as it holds. */
	private async line(): Promise<void> {
		const { streams, signal } = this.deps;
		try {
			const { dn, id } = this.leg;
			const line = await streams.download(streamPath(dn, id), this.stop.signal);
			this.opened();
			for await (const chunk of line as AsyncIterable<Buffer>) {
				this.take(chunk);
				this.failingSince = undefined;
				if (this.end) return;
			}
			await this.afterBreak(undefined);
		} catch (error) {
			if (signal?.aborted) throw abortError();
			if (!this.end) await this.afterBreak(error);
		}
	}

	/** What is missing since the line broke was not heard by us: silence, so that the times stay right. */
	private opened(): void {
		const { clock } = this.deps;
		if (this.startedAt === undefined) {
			this.startedAt = clock.now();
			// The bytes tell the time; the clock is for a line on which nothing comes.
			const longest = this.rules.longestMs + STALL_MS;
			this.stopTimer = clock.later(longest, () => this.finish('longest'));
			return;
		}
		const missing = clock.now() - this.startedAt - this.bytes / BYTES_PER_MS;
		if (missing > FRAME_MS) this.push(silence(Math.floor(missing)));
	}

	private take(chunk: Buffer): void {
		const all = this.half.length > 0 ? Buffer.concat([this.half, chunk]) : chunk;
		const even = all.length - (all.length % 2);
		this.half = all.subarray(even);
		const most = this.rules.longestMs * BYTES_PER_MS - this.bytes;
		const taken = all.subarray(0, Math.min(even, most));
		this.push(taken);
		this.listenForSilence(taken);
		if (even >= most) this.finish('longest');
	}

	private push(pcm: Pcm): void {
		this.chunks.push(pcm);
		this.bytes += pcm.length;
	}

	private listenForSilence(pcm: Pcm): void {
		const size = FRAME_MS * BYTES_PER_MS;
		let rest = this.frame.length > 0 ? Buffer.concat([this.frame, pcm]) : pcm;
		for (; rest.length >= size; rest = rest.subarray(size)) {
			const isQuiet = levelOf(rest.subarray(0, size)) < this.rules.silenceLevel;
			this.quietMs = isQuiet ? this.quietMs + FRAME_MS : 0;
			if (!isQuiet) this.spokenMs += FRAME_MS;
			const { silenceMs } = this.rules;
			if (silenceMs > 0 && this.quietMs >= silenceMs) this.finish('silence');
		}
		this.frame = rest;
	}

	/** The line ends with the leg; else it is opened again. */
	private async afterBreak(error: unknown): Promise<void> {
		const { clock, callControl, logger } = this.deps;
		const leg = await callControl
			.participant(this.leg.dn, this.leg.id)
			.catch((problem: unknown) => asThreeCxError(problem));
		if (leg === undefined) return this.finish('hungUp');
		const problem = error === undefined ? undefined : asThreeCxError(error);
		this.failingSince ??= clock.now();
		const failingMs = clock.now() - this.failingSince;
		const forGood = problem instanceof HttpError && problem.status === 403;
		if (problem && (forGood || failingMs >= PATIENCE_MS)) {
			throw explainStreamRefusal(problem, 'record the call');
		}
		logger.debug(`The audio line is opened again: ${problem?.message ?? 'it ended'}`);
		const wait = Math.min(MOST_RETRY_MS, Math.max(FIRST_RETRY_MS, failingMs));
		await clock.sleep(wait, this.stop.signal).catch(() => {});
	}

	private whole(): Pcm {
		return Buffer.concat(this.chunks);
	}
}
