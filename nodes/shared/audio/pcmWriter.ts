import { tooLong } from './audioError';
import { FULL_SCALE, SAMPLE_RATE, toSample, viewOf, type Pcm } from './pcm';
import type { Piece } from './piece';
import { loadResampler, Resampler } from './resampler';

/** Collects pieces of audio of any rate as audio for 3CX. */
export class PcmWriter {
	private readonly parts: Buffer[] = [];
	private samples = 0;
	private rate = SAMPLE_RATE;
	/** For the rate of now; none is needed for 8000 Hz. */
	private resampler?: Resampler;

	/** @param maxSeconds more is refused as soon as it is there */
	constructor(private readonly maxSeconds: number) {}

	/** @throws AudioError when it gets too long */
	async write({ samples, rate }: Piece): Promise<void> {
		if (samples.length === 0) return;
		if (rate !== this.rate) await this.change(rate);
		if (this.resampler === undefined) return this.keep(samples);
		for (const part of this.resampler.push(samples)) this.keep(part);
	}

	/** All of it. Nothing can be written afterwards. */
	end(): Pcm {
		this.finishRate();
		return Buffer.concat(this.parts);
	}

	/** Gives back what is not JavaScript's, also when something went wrong on the way. */
	close(): void {
		this.resampler?.close();
		this.resampler = undefined;
	}

	/** MP3 allows it in the middle: files put together from several. */
	private async change(rate: number): Promise<void> {
		this.finishRate();
		if (rate !== SAMPLE_RATE) this.resampler = new Resampler(await loadResampler(), rate);
		this.rate = rate;
	}

	private finishRate(): void {
		for (const part of this.resampler?.end() ?? []) this.keep(part);
		this.close();
	}

	private keep(samples: Float32Array): void {
		this.samples += samples.length;
		if (this.samples > this.maxSeconds * SAMPLE_RATE) throw tooLong(this.maxSeconds);
		const part = Buffer.alloc(samples.length * 2);
		const view = viewOf(part);
		for (let i = 0; i < samples.length; i++) {
			view.setInt16(i * 2, toSample((samples[i] ?? 0) * FULL_SCALE), true);
		}
		this.parts.push(part);
	}
}
