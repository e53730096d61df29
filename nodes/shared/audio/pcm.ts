/** Audio as 3CX takes and gives it: signed 16 bit little endian, 8000 Hz, mono, no header (call-control-api.md §6). */
export type Pcm = Buffer;

export const SAMPLE_RATE = 8_000;
export const BYTES_PER_SECOND = 16_000;
export const BYTES_PER_MS = 16;

/** What a sample of 16 bits counts as 1.0. */
export const FULL_SCALE = 32_768;

/** As long as a tone needs to begin and end without a click. */
const FADE_MS = 5;

/** How long it is heard, in ms. Half a sample at the end counts nothing. */
export function durationMs(pcm: Pcm): number {
	return samplesIn(pcm) / (SAMPLE_RATE / 1000);
}

/** Nothing to hear for `ms`. */
export function silence(ms: number): Pcm {
	return Buffer.alloc(samplesFor(ms) * 2);
}

/**
 * A sine of `hz` for `ms`, with short fades, for a beep.
 * @param level peak in dBFS; -12 is as loud as speech
 */
export function tone(hz: number, ms: number, level = -12): Pcm {
	const pcm = silence(ms);
	const count = samplesIn(pcm);
	const peak = 10 ** (level / 20) * (FULL_SCALE - 1);
	const fade = Math.min((FADE_MS * SAMPLE_RATE) / 1000, count / 2);
	for (let i = 0; i < count; i++) {
		const gain = Math.min(1, (i + 0.5) / fade, (count - i - 0.5) / fade);
		const value = gain * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE);
		pcm.writeInt16LE(toSample(peak * value), i * 2);
	}
	return pcm;
}

/** How loud it is on average: RMS in dBFS (a sine at full scale has -3), -Infinity for digital silence or no audio at all. */
export function levelOf(pcm: Pcm): number {
	const count = samplesIn(pcm);
	const view = viewOf(pcm);
	let sum = 0;
	for (let i = 0; i < count; i++) sum += view.getInt16(i * 2, true) ** 2;
	return sum === 0 ? -Infinity : 10 * Math.log10(sum / count / FULL_SCALE ** 2);
}

/** `value` as a sample of 16 bits: rounded, and clipped, never wrapped. */
export function toSample(value: number): number {
	return Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, Math.round(value)));
}

/** Access to the samples, also where they begin at an odd address. */
export function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function samplesIn(pcm: Pcm): number {
	return Math.floor(pcm.length / 2);
}

function samplesFor(ms: number): number {
	return Math.max(0, Math.round((ms * SAMPLE_RATE) / 1000));
}
