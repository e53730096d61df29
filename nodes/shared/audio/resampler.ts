import type { SpeexModule } from '@echogarden/speex-resampler-wasm';
import { AudioError } from './audioError';
import { SAMPLE_RATE } from './pcm';

/**
 * Of 0 to 10. Measured from 44100 Hz: flat to 3600 Hz (telephones carry 3400), and what would come back as another
 * tone is more than 100 dB down. 10 costs twice the time for 200 Hz more.
 */
const QUALITY = 7;

/** Samples at a time, in and out. */
const WINDOW = 4_096;
const FLOAT_BYTES = 4;

let loading: Promise<SpeexModule> | undefined;

/** The library, loaded when the first file needs it, and then kept. */
export async function loadResampler(): Promise<SpeexModule> {
	loading ??= import('@echogarden/speex-resampler-wasm').then(
		async ({ default: load }) => await load(),
	);
	return await loading;
}

/**
 * From any rate to 8000 Hz, without what 8000 Hz cannot carry. As long as what goes in, and in time with it.
 * Has memory outside of JavaScript: close it.
 */
export class Resampler {
	private readonly state: number;
	/** Two windows and two lengths in the library's memory. */
	private readonly memory: number;
	private taken = 0;
	private given = 0;

	constructor(
		private readonly speex: SpeexModule,
		private readonly rate: number,
	) {
		this.memory = speex._malloc(2 * WINDOW * FLOAT_BYTES + 2 * FLOAT_BYTES);
		const lengths = this.memory + 2 * WINDOW * FLOAT_BYTES;
		this.state = speex._speex_resampler_init(1, rate, SAMPLE_RATE, QUALITY, lengths);
		if (this.memory === 0 || this.state === 0) {
			throw new AudioError(`The audio cannot be converted from ${rate} Hz`);
		}
		// The delay of the filter is left out at the beginning, and asked for at the end.
		speex._speex_resampler_skip_zeros(this.state);
	}

	/** `samples` at the old rate; yields what is ready at the new one. */
	*push(samples: Float32Array): Generator<Float32Array> {
		this.taken += samples.length;
		yield* this.run(samples);
	}

	/** The rest, after the last sample: so much that it is as long as what went in. */
	*end(): Generator<Float32Array> {
		const length = Math.round((this.taken * SAMPLE_RATE) / this.rate);
		const silence = new Float32Array(WINDOW);
		while (this.given < length) {
			for (const samples of this.run(silence)) {
				const tooMany = Math.max(0, this.given - length);
				yield samples.subarray(0, Math.max(0, samples.length - tooMany));
			}
		}
	}

	close(): void {
		this.speex._speex_resampler_destroy(this.state);
		this.speex._free(this.memory);
	}

	private *run(samples: Float32Array): Generator<Float32Array> {
		const input = this.memory;
		const output = input + WINDOW * FLOAT_BYTES;
		const read = output + WINDOW * FLOAT_BYTES;
		const written = read + FLOAT_BYTES;
		const { speex } = this;
		for (let at = 0; at < samples.length; ) {
			const window = samples.subarray(at, at + WINDOW);
			speex.HEAPF32.set(window, input / FLOAT_BYTES);
			speex.HEAPU32[read / FLOAT_BYTES] = window.length;
			speex.HEAPU32[written / FLOAT_BYTES] = WINDOW;
			const error = speex._speex_resampler_process_float(
				this.state,
				0,
				input,
				read,
				output,
				written,
			);
			const used = speex.HEAPU32[read / FLOAT_BYTES] ?? 0;
			const made = speex.HEAPU32[written / FLOAT_BYTES] ?? 0;
			if (error !== 0 || used + made === 0) {
				throw new AudioError(`The audio cannot be converted from ${this.rate} Hz`);
			}
			at += used;
			this.given += made;
			const from = output / FLOAT_BYTES;
			yield speex.HEAPF32.slice(from, from + made);
		}
	}
}
