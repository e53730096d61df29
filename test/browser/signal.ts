/** Samples a second of all telephone sound. */
const RATE = 8000;

/** A sine, s16le 8 kHz mono. */
export function sine(hz: number, ms: number): Buffer {
	const pcm = Buffer.alloc((RATE / 1000) * ms * 2);
	for (let i = 0; i < pcm.length / 2; i++) {
		pcm.writeInt16LE(Math.round(12_000 * Math.sin((2 * Math.PI * hz * i) / RATE)), i * 2);
	}
	return pcm;
}

/** Share of the sound's power that lies at a frequency, 0 to 1 (Goertzel). */
export function shareAt(pcm: Buffer, hz: number): number {
	const turn = 2 * Math.cos((2 * Math.PI * hz) / RATE);
	let one = 0;
	let two = 0;
	let power = 0;
	for (let i = 0; i + 1 < pcm.length; i += 2) {
		const value = pcm.readInt16LE(i) / 32768;
		power += value * value;
		[one, two] = [value + turn * one - two, one];
	}
	const length = Math.floor(pcm.length / 2);
	const found = one * one + two * two - turn * one * two;
	return power === 0 ? 0 : (2 * found) / (length * power);
}

/** The loud part of a sound: without the silence before and after it. */
export function loudPart(pcm: Buffer, threshold = 500): Buffer {
	const isLoud = (i: number) => Math.abs(pcm.readInt16LE(i)) > threshold;
	let from = 0;
	let to = pcm.length - (pcm.length % 2);
	while (from < to && !isLoud(from)) from += 2;
	while (to > from && !isLoud(to - 2)) to -= 2;
	return pcm.subarray(from, to);
}
