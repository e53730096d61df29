/** Samples in a millisecond: all audio of the PBX is s16le 8 kHz mono (call-control-api.md §6). */
export const SAMPLES_PER_MS = 8;
/** Bytes in a millisecond. */
export const BYTES_PER_MS = 16;

interface Stretch {
	/** Sample that it begins with. */
	at: number;
	pcm: Buffer;
	/** Bytes in use. */
	size: number;
}

/** Sound laid down along a time line of samples, silence between. Only ever added to at its end. */
export class Tape {
	private stretches: Stretch[] = [];

	/** Sample after the last one; 0 for an empty tape. */
	end = 0;

	/** Lays down whole samples, at the end of the tape or later. */
	add(at: number, pcm: Buffer): void {
		let last = this.stretches.at(-1);
		if (!last || at !== this.end) {
			last = { at, pcm: Buffer.alloc(Math.max(pcm.length, 4096)), size: 0 };
			this.stretches.push(last);
		}
		if (last.size + pcm.length > last.pcm.length) {
			// Doubled, so that a stream of small chunks does not copy the whole for each of them.
			last.pcm = Buffer.concat([last.pcm], (last.size + pcm.length) * 2);
		}
		pcm.copy(last.pcm, last.size);
		last.size += pcm.length;
		this.end = endOf(last);
	}

	/** Takes away everything from that sample on. */
	cutAt(sample: number): void {
		this.stretches = this.stretches.filter(({ at }) => at < sample);
		const last = this.stretches.at(-1);
		if (last) last.size = Math.min(last.size, (sample - last.at) * 2);
		this.end = last ? endOf(last) : 0;
	}

	/** Forgets what ended before that sample. */
	forgetBefore(sample: number): void {
		this.stretches = this.stretches.filter((one) => endOf(one) > sample);
	}

	/** Adds the samples from `from` on to those in `mix`. */
	mixInto(mix: Int32Array, from: number): void {
		const to = from + mix.length;
		for (let i = this.stretches.length - 1; i >= 0; i--) {
			const stretch = this.stretches[i];
			if (!stretch || endOf(stretch) <= from) return;
			const { at, pcm, size } = stretch;
			// One by one out of the buffer it takes ten times as long; a buffer of its own begins on an even byte.
			const samples = new Int16Array(pcm.buffer, pcm.byteOffset, size / 2);
			const until = Math.min(to, endOf(stretch));
			for (let sample = Math.max(from, at); sample < until; sample++) {
				const index = sample - from;
				mix[index] = (mix[index] ?? 0) + (samples[sample - at] ?? 0);
			}
		}
	}
}

/** Samples as bytes; what is too loud is clipped. */
export function toPcm(mix: Int32Array): Buffer {
	const samples = new Int16Array(mix.length);
	for (let at = 0; at < mix.length; at++) {
		samples[at] = Math.max(-32768, Math.min(32767, mix[at] ?? 0));
	}
	return Buffer.from(samples.buffer);
}

function endOf({ at, size }: Stretch): number {
	return at + size / 2;
}
