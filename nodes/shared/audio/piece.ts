/** A short run of audio on its way to 3CX: mono, 1.0 is full scale. Never kept: the next one may lie in the same place. */
export interface Piece {
	samples: Float32Array;
	/** Samples a second. */
	rate: number;
}

/** Louder than this no honest file is; noise of a broken one must not ring in a filter for long. */
const LOUDEST = 8;

/**
 * All channels as one, each with the same weight, so that what is on all of them stays as loud as it was.
 * @param positive what samples above zero are multiplied with
 */
export function downmix(channels: readonly Float32Array[], positive = 1): Float32Array {
	const [first] = channels;
	const mono = new Float32Array(first?.length ?? 0);
	const share = 1 / channels.length;
	for (const channel of channels) {
		for (let i = 0; i < mono.length; i++) {
			const value = (channel[i] ?? 0) * share;
			mono[i] = (mono[i] ?? 0) + (value > 0 ? value * positive : value);
		}
	}
	for (let i = 0; i < mono.length; i++) mono[i] = honest(mono[i] ?? 0);
	return mono;
}

/** No number is silence; infinity and the like are cut. */
function honest(value: number): number {
	if (value > LOUDEST) return LOUDEST;
	if (value < -LOUDEST) return -LOUDEST;
	return value === value ? value : 0;
}
