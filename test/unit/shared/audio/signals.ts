/** `seconds` of a sine, 1.0 is full scale. */
export function sine(hz: number, rate: number, seconds: number, peak = 0.5): Float32Array {
	return Float32Array.from(
		{ length: Math.round(rate * seconds) },
		(_, i) => peak * Math.sin((2 * Math.PI * hz * i) / rate),
	);
}

/** Samples of 16 bits as numbers. */
export function samplesOf(pcm: Buffer): number[] {
	return Array.from({ length: pcm.length / 2 }, (_, i) => pcm.readInt16LE(i * 2));
}

/** The middle half of it: without what a filter does at the ends. */
export function middle(pcm: Buffer): Buffer {
	const quarter = Math.floor(pcm.length / 8) * 2;
	return pcm.subarray(quarter, pcm.length - quarter);
}

/** Peak of the tone `hz` alone in 8 kHz audio, in dBFS (Goertzel). */
export function peakAt(hz: number, pcm: Buffer): number {
	const samples = samplesOf(pcm);
	const turn = (2 * Math.PI * hz) / 8000;
	let [before, last] = [0, 0];
	for (const [i, sample] of samples.entries()) {
		// A window, so that tones beside it do not leak in.
		const window = 1 - Math.cos((2 * Math.PI * (i + 0.5)) / samples.length);
		[before, last] = [last, (sample / 32768) * window + 2 * Math.cos(turn) * last - before];
	}
	const power = last ** 2 + before ** 2 - 2 * Math.cos(turn) * last * before;
	return 10 * Math.log10(power + 1e-30) - 20 * Math.log10(samples.length / 2);
}

/** Peak of `peak` in dBFS. */
export function decibels(peak: number): number {
	return 20 * Math.log10(peak);
}
