import { silence, tone, type Pcm } from '../../shared/audio';

const HIGH_HZ = 880;
const LOW_HZ = 330;
const SHORT_MS = 180;
const PAUSE_MS = 120;
const LONG_MS = 500;

/** Three beeps, where there are no words: somebody waits for a key. */
export const BEEPS: Pcm = Buffer.concat(
	[1, 2, 3].flatMap(() => [tone(HIGH_HZ, SHORT_MS), silence(PAUSE_MS)]),
);

/** Accepted. */
export const YES: Pcm = tone(HIGH_HZ, LONG_MS);

/** Not accepted, or a wrong key. */
export const NO: Pcm = tone(LOW_HZ, LONG_MS);
