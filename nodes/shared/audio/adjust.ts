import { toSample, viewOf, type Pcm } from './pcm';

/**
 * Louder or softer: 100 % leaves it (the same buffer comes back), 50 % is half the amplitude (-6 dB), 200 % twice (+6 dB).
 * What gets too loud is clipped, never wrapped. Outside of 0–200 % the nearest of the two counts.
 */
export function adjustVolume(pcm: Pcm, percent: number): Pcm {
	const gain = Math.max(0, Math.min(200, percent)) / 100;
	if (gain === 1) return pcm;
	const louder = Buffer.alloc(pcm.length - (pcm.length % 2));
	const from = viewOf(pcm);
	const to = viewOf(louder);
	for (let at = 0; at < louder.length; at += 2) {
		to.setInt16(at, toSample(from.getInt16(at, true) * gain), true);
	}
	return louder;
}
