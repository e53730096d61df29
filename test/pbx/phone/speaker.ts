import type { Leg } from '../calls/leg';
import type { SimulatedPbx } from '../pbx';
import { voiceSample } from './voiceSample';

/** What the far side says when it does not speak by microphone. */
export type PhoneVoice = 'silence' | 'tone' | 'sample' | 'echo';

/** A microphone gives 16000 bytes a second; more than twice that is a mistake or an attack. */
const BYTES_PER_MS = 32;
/** Half a second at once: a page that was held up sends what it has. */
const MOST_BYTES = 16_000;

/** The ear and the mouth of a phone, turned to one leg of a route point at a time. */
export class Speaker {
	private leg: Leg | null = null;

	private stop: () => void = () => {};

	private voice: PhoneVoice = 'silence';

	private hz = 440;

	private budget = MOST_BYTES;

	private filledAt = performance.now();

	constructor(
		private readonly pbx: SimulatedPbx,
		private readonly heard: (pcm: Buffer) => void,
	) {}

	/** Turns to another leg, or away. */
	face(leg: Leg | null): void {
		if (leg === this.leg) return;
		this.stop();
		this.stop = () => {};
		if (this.leg && !this.leg.gone) this.pbx.media.say(this.leg.id, { kind: 'silence' });
		this.leg = leg;
		if (!leg) return;
		this.stop = this.pbx.media.listen(leg.id, this.heard);
		// A sample is said once; a tone and the echo go on in the next call.
		if (this.voice === 'tone' || this.voice === 'echo') this.say(leg);
	}

	/** What is to be said from now on. */
	use(voice: PhoneVoice, hz: number): void {
		this.voice = voice;
		this.hz = hz;
		if (this.leg) this.say(this.leg);
	}

	/** Speech of the microphone; what is too much is lost. */
	speak(pcm: Buffer): void {
		const now = performance.now();
		this.budget = Math.min(MOST_BYTES, this.budget + (now - this.filledAt) * BYTES_PER_MS);
		this.filledAt = now;
		if (!this.leg || pcm.length % 2 !== 0 || pcm.length > this.budget) return;
		this.budget -= pcm.length;
		this.pbx.media.speak(this.leg.id, pcm);
	}

	private say(leg: Leg): void {
		const { media } = this.pbx;
		const { voice, hz } = this;
		if (voice === 'sample') media.say(leg.id, { kind: 'pcm', pcm: voiceSample() });
		else if (voice === 'tone') media.say(leg.id, { kind: 'tone', hz });
		else media.say(leg.id, { kind: voice });
	}
}
