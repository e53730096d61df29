import { PROMPTS, type Prompt } from './prompts';
import { chunk, wavFile } from './wav';

const AMPLITUDE = 9000;
/** Silence before and after, so that two prompts in a row stay two. */
const EDGE_MS = 40;

/**
 * The prompts of the default world by their path. Made when first asked for; not listed among the
 * keys, so that a world file does not hold them.
 */
export function promptFiles(): Record<string, Buffer> {
	const files: Record<string, Buffer> = {};
	for (const prompt of PROMPTS) {
		const keep = (value: Buffer) =>
			Object.defineProperty(files, prompt.path, {
				value,
				writable: true,
				configurable: true,
				enumerable: true,
			});
		let made: Buffer | undefined;
		Object.defineProperty(files, prompt.path, {
			get: () => (made ??= promptWav(prompt)),
			set: keep,
			configurable: true,
			enumerable: false,
		});
	}
	return files;
}

/** The WAV file of a prompt. */
function promptWav({ format, tones, ms, hasExtraChunk }: Prompt): Buffer {
	const { rate, channels, code } = format;
	const edge = silence(rate);
	const toneMs = (ms - 2 * EDGE_MS) / tones.length;
	const samples = [edge, ...tones.map((hz) => tone(hz, toneMs, rate)), edge].flat();
	const size = (code === 6 ? 1 : 2) * channels;
	const data = Buffer.alloc(samples.length * size);
	samples.forEach((sample, i) => {
		if (code === 6) data.writeUInt8(aLaw(sample), i);
		else for (let c = 0; c < channels; c++) data.writeInt16LE(sample, i * size + c * 2);
	});
	// What other programs write into a file is no sound: a reader has to skip it.
	const extra = hasExtraChunk ? chunk('LIST', Buffer.from('INFOISFT\x06\0\0\0pbx 1\0')) : undefined;
	return wavFile(data, format, extra);
}

function tone(hz: number, ms: number, rate: number): number[] {
	const length = Math.round((rate * ms) / 1000);
	const ramp = rate / 200;
	return Array.from({ length }, (_, i) => {
		const fade = Math.min(1, i / ramp, (length - i) / ramp);
		return Math.round(AMPLITUDE * fade * Math.sin((2 * Math.PI * hz * i) / rate));
	});
}

function silence(rate: number): number[] {
	return new Array<number>((rate * EDGE_MS) / 1000).fill(0);
}

/** ITU-T G.711, A-law. */
function aLaw(sample: number): number {
	const sign = sample >= 0 ? 0x80 : 0;
	const size = Math.min(32_635, sample >= 0 ? sample : -sample - 1);
	let exponent = 7;
	while (exponent > 0 && size < 1 << (exponent + 7)) exponent--;
	const mantissa = (size >> (exponent === 0 ? 4 : exponent + 3)) & 0x0f;
	return (sign | (exponent << 4) | mantissa) ^ 0x55;
}
