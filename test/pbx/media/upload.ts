import { createHash } from 'node:crypto';

import type { UploadFacts } from '../mediaApi';
import { BYTES_PER_MS, SAMPLES_PER_MS, Tape } from './tape';

/** A header is looked for over chunk borders: `RIFF`, a length, `WAVE`. */
const HEADER_BYTES = 12;

/** One upload on a leg: what came, and when it is heard. */
export class Upload {
	/** What is or will be heard of it, along the samples of the leg. */
	readonly tape = new Tape();

	private readonly hash = createHash('sha256');

	private readonly facts: Omit<UploadFacts, 'sha256'>;

	/** Half a sample whose other byte is still to come. */
	private half = Buffer.alloc(0);

	private tail = Buffer.alloc(0);

	private hasPlayed = false;

	constructor(
		/** When the leg began, in ms: sample 0. */
		private readonly origin: number,
		openedAt: number,
		/** Sample at which an earlier upload has been heard to its end. */
		private readonly notBefore: number,
	) {
		this.facts = {
			openedAt,
			endedAt: null,
			end: null,
			bytes: 0,
			discardedBytes: 0,
			maxLeadMs: 0,
			gaps: [],
			wavHeaderSeen: false,
		};
	}

	get isOpen(): boolean {
		return this.facts.end === null;
	}

	/** Bytes came; what is not audible is thrown away. */
	receive(bytes: Buffer, now: number, isAudible: boolean): void {
		this.facts.bytes += bytes.length;
		this.hash.update(bytes);
		this.lookForHeader(bytes);
		if (!isAudible) {
			this.facts.discardedBytes += bytes.length;
			return;
		}
		const all = Buffer.concat([this.half, bytes]);
		const whole = all.length - (all.length % 2);
		this.half = all.subarray(whole);
		this.play(all.subarray(0, whole), this.sample(now), now);
	}

	/** Bytes that are still to be heard, those of an earlier upload included. */
	buffered(now: number): number {
		const end = Math.max(this.tape.end, this.notBefore);
		return Math.max(0, (end - this.sample(now)) * 2) + this.half.length;
	}

	/** The request is over; `keepsRest`: what is buffered will still be heard. */
	end(how: UploadFacts['end'], now: number, keepsRest: boolean): void {
		this.facts.end = how;
		this.facts.endedAt = now;
		if (!keepsRest) this.tape.cutAt(this.sample(now));
	}

	/** What a test wants to know of it. */
	report(): UploadFacts {
		const { facts } = this;
		return { ...facts, gaps: [...facts.gaps], sha256: this.hash.copy().digest('hex') };
	}

	private play(pcm: Buffer, at: number, now: number): void {
		if (pcm.length === 0) return;
		const start = Math.max(at, this.notBefore, this.tape.end);
		const ms = (start - this.tape.end) / SAMPLES_PER_MS;
		// Below a millisecond it is a matter of rounding.
		if (this.hasPlayed && ms >= 1) this.facts.gaps.push({ at: now - ms, ms });
		this.hasPlayed = true;
		this.tape.add(start, pcm);
		const leadMs = ((this.tape.end - Math.max(at, this.notBefore)) * 2) / BYTES_PER_MS;
		this.facts.maxLeadMs = Math.max(this.facts.maxLeadMs, leadMs);
	}

	private lookForHeader(bytes: Buffer): void {
		if (this.facts.wavHeaderSeen) return;
		const text = Buffer.concat([this.tail, bytes]);
		for (let at = text.indexOf('RIFF'); at >= 0; at = text.indexOf('RIFF', at + 1)) {
			if (text.toString('latin1', at + 8, at + HEADER_BYTES) === 'WAVE') {
				this.facts.wavHeaderSeen = true;
			}
		}
		this.tail = text.subarray(Math.max(0, text.length - HEADER_BYTES + 1));
	}

	private sample(now: number): number {
		return Math.round((now - this.origin) * SAMPLES_PER_MS);
	}
}
