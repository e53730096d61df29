import { createHash } from 'node:crypto';
import { breathe } from '../transport';
import { tooBig, tooLong } from './audioError';
import { decodeAudio, DEFAULT_LIMITS, type DecodeLimits } from './decode';
import { durationMs, type Pcm } from './pcm';

const DEFAULT_BYTES = 64 * 1024 * 1024;

/** Takes 1 to 2 ms. */
const HASH_STEP = 1024 * 1024;

/**
 * Decoded prompts by content, so that two hundred calls with one prompt decode it once. Bounded in bytes: the ones not
 * asked for longest go first. What comes out is shared: never write into it.
 */
export class PromptCache {
	/** In the order of use, the oldest first. */
	private readonly kept = new Map<string, Pcm>();
	/** Decoding now, by content and limits. */
	private readonly running = new Map<string, Promise<Pcm>>();
	private bytes = 0;

	/** @param maxBytes of decoded audio: 64 MB are more than an hour */
	constructor(private readonly maxBytes = DEFAULT_BYTES) {}

	/**
	 * The file as audio for 3CX.
	 * @throws AudioError like decodeAudio; a failure is not kept
	 */
	async get(file: Uint8Array, limits: Partial<DecodeLimits> = {}): Promise<Pcm> {
		const { maxBytes, maxSeconds } = { ...DEFAULT_LIMITS, ...limits };
		if (file.length > maxBytes) throw tooBig(maxBytes, file.length);
		const content = await hashOf(file);
		const pcm = this.take(content);
		if (pcm === undefined) return await this.decode(content, file, { maxBytes, maxSeconds });
		const seconds = durationMs(pcm) / 1000;
		if (seconds > maxSeconds) throw tooLong(maxSeconds, seconds);
		return pcm;
	}

	/** What it holds now. */
	get size(): { entries: number; bytes: number } {
		return { entries: this.kept.size, bytes: this.bytes };
	}

	private async decode(content: string, file: Uint8Array, limits: DecodeLimits): Promise<Pcm> {
		const job = `${content} ${limits.maxBytes} ${limits.maxSeconds}`;
		const running = this.running.get(job);
		if (running !== undefined) return await running;
		const decoding = decodeAudio(file, limits).finally(() => this.running.delete(job));
		this.running.set(job, decoding);
		const pcm = await decoding;
		this.keep(content, pcm);
		return pcm;
	}

	/** As the newest from now on. */
	private take(content: string): Pcm | undefined {
		const pcm = this.kept.get(content);
		if (pcm !== undefined) {
			this.kept.delete(content);
			this.kept.set(content, pcm);
		}
		return pcm;
	}

	private keep(content: string, pcm: Pcm): void {
		if (pcm.length > this.maxBytes || this.kept.has(content)) return;
		this.kept.set(content, pcm);
		this.bytes += pcm.length;
		for (const [oldest, { length }] of this.kept) {
			if (this.bytes <= this.maxBytes) return;
			this.kept.delete(oldest);
			this.bytes -= length;
		}
	}
}

async function hashOf(file: Uint8Array): Promise<string> {
	const hash = createHash('sha256');
	for (let at = 0; at < file.length; at += HASH_STEP) {
		if (at > 0) await breathe();
		hash.update(file.subarray(at, at + HASH_STEP));
	}
	return hash.digest('base64');
}
